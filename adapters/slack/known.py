"""Who is who in Slack, asked once a day, and never waited for longer than a second."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat import Speaker, Standing

PLATFORM = "slack"
KEPT_SECONDS, PATIENCE_SECONDS = 86_400.0, 1.0
MOST_KEPT = 50_000


class Unknown(Exception):
    """Slack does not say who we are."""


class Known:
    """Our own workspace and its people, as Slack vouches for them; what it said is kept for a day.

    `clock` counts seconds.
    """

    def __init__(self, client: AsyncWebClient, clock: Callable[[], float] = time.monotonic) -> None:
        self._client, self._clock = client, clock
        self._people: dict[str, tuple[float, Mapping[str, Any]]] = {}
        self._home: Mapping[str, Any] | None = None

    async def home(self) -> Mapping[str, Any]:
        """What `auth.test` says of us: team_id, user_id, bot_id... Raises Unknown."""
        if self._home is None:
            try:
                said = await asyncio.wait_for(self._client.auth_test(), PATIENCE_SECONDS)
            except Exception as why:  # whatever keeps Slack from saying it, we do not know
                raise Unknown(type(why).__name__) from why
            self._home = {name: said.get(name) for name in ("team_id", "enterprise_id", "user_id", "bot_id", "url")}
        return self._home

    def forget(self) -> None:
        """Ask anew who we are: the token was revoked, or the app removed."""
        self._home = None
        self._people.clear()

    async def speaker(self, user: str, team: str) -> Speaker:
        """A user as the signed envelope names them; `team` is the workspace or organisation they belong to."""
        home = await self.home()
        if team not in ("", home.get("team_id"), home.get("enterprise_id")):
            return Speaker(PLATFORM, str(home["team_id"]), user, user, "stranger")
        return _speaker(str(home["team_id"]), user, await self._looked_up(user), str(home.get("enterprise_id") or ""))

    async def _looked_up(self, user: str) -> Mapping[str, Any] | None:
        """What `users.info` says; None where it said nothing in time and never did before."""
        at, said = self._people.get(user, (0.0, None))
        if said is not None and self._clock() - at < KEPT_SECONDS:
            return said
        try:
            fresh = await asyncio.wait_for(self._client.users_info(user=user), PATIENCE_SECONDS)
        except SlackApiError as refusal:
            return {"deleted": True} if _error(refusal) == "user_not_found" else said
        except Exception:  # noqa: BLE001  # whatever keeps Slack from answering, what it said before still counts
            return said
        if len(self._people) >= MOST_KEPT:
            self._people.clear()
        self._people[user] = self._clock(), dict(fresh["user"])
        return self._people[user][1]


def _error(refusal: SlackApiError) -> str:
    """Slack's word for what is wrong; none where what answered was no JSON, as of a proxy before it."""
    said = getattr(refusal.response, "data", None)
    return str(said.get("error") or "") if isinstance(said, Mapping) else ""


def _speaker(workspace: str, user: str, said: Mapping[str, Any] | None, enterprise: str) -> Speaker:
    if said is None:
        return Speaker(PLATFORM, workspace, user, user, "unvouched")
    profile = said.get("profile") or {}
    return Speaker(
        PLATFORM,
        workspace,
        user,
        str(profile.get("display_name") or said.get("real_name") or said.get("name") or user),
        _standing(said, workspace, enterprise),
        email=str(profile.get("email") or ""),
        zone=str(said.get("tz") or ""),
        admin=bool(said.get("is_admin") or said.get("is_owner")),
    )


def _standing(said: Mapping[str, Any], workspace: str, enterprise: str) -> Standing:
    if said.get("deleted"):
        return "deactivated"
    if said.get("is_bot") or said.get("id") == "USLACKBOT":
        return "bot"
    if said.get("is_restricted") or said.get("is_ultra_restricted"):
        return "guest"
    theirs = said.get("enterprise_user", {}).get("enterprise_id") if enterprise else said.get("team_id")
    if said.get("is_stranger") or (theirs and theirs not in (workspace, enterprise)):
        return "stranger"
    return "member"
