"""Microsoft's signing keys for requests to bots: fetched in the background and cached."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt
from jwt import PyJWK

METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
PATIENCE = 3.0  # seconds for one request to the key server
KEYS_SECONDS = 24 * 3600.0  # seconds until known keys are fetched again
PAUSE = 10.0  # seconds between two requests for an unknown key


@dataclass(frozen=True, slots=True)
class Key:
    """One public key, and the channels for which it can sign."""

    public: PyJWK
    endorsed: frozenset[str]


class Keys:
    """The key server's keys by id. `metadata` is the address of its OpenID configuration, `patience` in seconds."""

    def __init__(
        self, metadata: str = METADATA, stopwatch: Callable[[], float] = time.monotonic, patience: float = PATIENCE
    ) -> None:
        self._metadata, self._stopwatch, self._patience = metadata, stopwatch, patience
        self._keys: dict[str, Key] = {}
        self._fetched = self._looked = float("-inf")
        self._look: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> Key | None:
        """The key with that id. Only a request with an unknown id waits for the key server, and never for long."""
        known = self._keys.get(kid)
        if self._stopwatch() - self._fetched > KEYS_SECONDS or known is None:
            fetching = self._begin()
            if known is None and fetching is not None:
                await asyncio.wait([fetching], timeout=self._patience)
        return self._keys.get(kid)

    def _begin(self) -> asyncio.Task[None] | None:
        """The fetch that is under way, or a new one unless the last was a moment ago."""
        if self._look is not None and not self._look.done():
            return self._look
        if self._stopwatch() - self._looked < PAUSE:
            return None
        self._looked = self._stopwatch()
        self._look = asyncio.create_task(self._fetch())
        return self._look

    async def _fetch(self) -> None:
        """Fetch all keys; if the server fails, the old ones stay."""
        try:
            async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._patience)) as http:
                address = (await _json(http, self._metadata))["jwks_uri"]
                found = (await _json(http, address))["keys"]
            self._keys = {one["kid"]: key for one in found if (key := _read(one))}
            self._fetched = self._stopwatch()
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError, AttributeError):
            return


async def _json(http: aiohttp.ClientSession, address: str) -> Any:
    async with http.get(address, allow_redirects=False) as answer:
        answer.raise_for_status()
        return await answer.json(content_type=None)


def _read(found: dict[str, Any]) -> Key | None:
    """A signing key, or None for another kind."""
    if found.get("kty") != "RSA" or not isinstance(found.get("kid"), str):
        return None
    try:
        return Key(PyJWK(found, algorithm="RS256"), frozenset(found.get("endorsements") or ()))
    except (jwt.PyJWTError, TypeError):
        return None
