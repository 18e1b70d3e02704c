"""Signatures: only activities that Microsoft signed for this bot, from this organisation's Teams, get through."""

from collections.abc import Mapping
from typing import Any

import jwt

from adapters.teams.keys import Key, Keys

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
LEEWAY = 300  # seconds by which two clocks can differ, as in Microsoft's own libraries
LONGEST = 8000  # characters of a token


class Refused(Exception):
    """Not from Microsoft, or not for us. The message is for the log; the sender doesn't get it."""


class SignatureCheck:
    """Checks the token of an activity, and that the activity matches the token's claims."""

    def __init__(self, app: str, tenant: str, keys: Keys) -> None:
        self._app, self._tenant, self._keys = app, tenant, keys

    async def vouch(self, authorization: str) -> Mapping[str, Any]:
        """The claims of a bearer token for this bot, plus the key's `endorsed` channels; raises Refused."""
        scheme, _, token = authorization.strip().partition(" ")
        if scheme.lower() != "bearer" or not token or len(token) > LONGEST:
            raise Refused("no bearer token")
        key = await self._key(token.strip())
        try:
            claims: dict[str, Any] = jwt.decode(
                token.strip(),
                key.public,
                algorithms=["RS256"],
                audience=self._app,
                issuer=ISSUER,
                leeway=LEEWAY,
                options={"require": ["exp", "iss", "aud"], "strict_aud": True},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as fault:
            raise Refused(type(fault).__name__) from None
        if CHANNEL not in key.endorsed:
            raise Refused("the key is not endorsed for Teams")
        return claims

    async def _key(self, token: str) -> Key:
        try:
            header = jwt.get_unverified_header(token)
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
            raise Refused("not a token") from None
        kid = header.get("kid")
        if header.get("alg") != "RS256" or not isinstance(kid, str):
            raise Refused("not signed as Microsoft signs")
        key = await self._keys.find(kid)
        if key is None:
            raise Refused("signed with an unknown key")
        return key

    def match(self, claims: Mapping[str, Any], activity: Mapping[str, Any]) -> None:
        """Raise Refused if the activity doesn't match these claims."""
        if activity.get("channelId") != CHANNEL:
            raise Refused("from another channel")
        vouched, service = claims.get("serviceurl", claims.get("serviceUrl")), activity.get("serviceUrl")
        if not isinstance(service, str) or not isinstance(vouched, str) or _bare(service) != _bare(vouched):
            raise Refused("from another service address")
        if tenants(activity) != {self._tenant}:
            raise Refused("from another organisation")


class NoSignatureCheck:
    """Accepts everyone. Only for a developer's own machine, where a simulated Teams signs nothing."""

    async def vouch(self, authorization: str) -> Mapping[str, Any]:
        """No claims, for any sender."""
        return {}

    def match(self, claims: Mapping[str, Any], activity: Mapping[str, Any]) -> None:
        """Accept any activity."""


def tenants(activity: Mapping[str, Any]) -> set[object]:
    """Every tenant that an activity names as its own."""
    where, data = activity.get("conversation"), activity.get("channelData")
    named = data.get("tenant") if isinstance(data, dict) else None
    found = [holder.get(key) for holder, key in ((where, "tenantId"), (named, "id")) if isinstance(holder, dict)]
    return {str(one) for one in found if one is not None}


def _bare(address: str) -> str:
    return address.rstrip("/").lower()
