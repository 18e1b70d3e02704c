"""The gate: only what Microsoft signed, for this bot, from this organisation's Teams, goes through."""

from collections.abc import Mapping
from typing import Any

import jwt

from adapters.teams.keys import Key, Keys

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
LEEWAY = 300  # seconds two clocks may differ, as Microsoft's own libraries allow
LONGEST = 8000  # characters of a token


class Refused(Exception):
    """Not from Microsoft, or not for us. The message is for the log; whoever asked learns nothing."""


class Gate:
    """Checks the token that comes with an activity, and that the activity is what the token speaks of."""

    def __init__(self, app: str, tenant: str, keys: Keys) -> None:
        self._app, self._tenant, self._keys = app, tenant, keys

    async def vouch(self, authorization: str) -> Mapping[str, Any]:
        """The claims of a bearer token for this bot, with `endorsed` beside them; raises Refused."""
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
        """Let an activity through that these claims speak of; raises Refused."""
        if activity.get("channelId") != CHANNEL:
            raise Refused("from another channel")
        vouched, service = claims.get("serviceurl", claims.get("serviceUrl")), activity.get("serviceUrl")
        if not isinstance(service, str) or not isinstance(vouched, str) or _bare(service) != _bare(vouched):
            raise Refused("from another service address")
        if tenants(activity) != {self._tenant}:
            raise Refused("from another organisation")


class OpenGate:
    """Lets everybody in. For a developer's own machine alone, where a pretended Teams signs nothing."""

    async def vouch(self, authorization: str) -> Mapping[str, Any]:
        """Nothing is known of anybody."""
        return {}

    def match(self, claims: Mapping[str, Any], activity: Mapping[str, Any]) -> None:
        """Any activity will do."""


def tenants(activity: Mapping[str, Any]) -> set[object]:
    """Every organisation that an activity names as the one it happened in."""
    where, data = activity.get("conversation"), activity.get("channelData")
    named = data.get("tenant") if isinstance(data, dict) else None
    found = [holder.get(key) for holder, key in ((where, "tenantId"), (named, "id")) if isinstance(holder, dict)]
    return {str(one) for one in found if one is not None}


def _bare(address: str) -> str:
    return address.rstrip("/").lower()
