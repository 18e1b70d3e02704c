"""Directory: who is who in Slack, asked once a day, with a wait of at most a second."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat import Speaker, Standing

PLATFORM = "slack"
CACHE_SECONDS, PATIENCE_SECONDS = 86_400.0, 1.0
MOST_CACHED = 50_000
US = "the bot"
"""Stands for the bot among the users that Slack is asked about; no user's id has small letters."""


class Unknown(Exception):
    """Slack doesn't answer who the bot is."""


class Directory:
    """Our own workspace and its people, as Slack vouches for them. Answers stay for a day.

    `clock` counts seconds. `_asking` has the question under way for each user, and for US. What is dropped
    meanwhile isn't kept when its answer comes: Slack may have given it before the change.
    """

    def __init__(self, client: AsyncWebClient, clock: Callable[[], float] = time.monotonic) -> None:
        self._client, self._clock = client, clock
        self._people: dict[str, tuple[float, Mapping[str, Any]]] = {}
        self._home: Mapping[str, Any] | None = None
        self._asking: dict[str, object] = {}

    async def home(self) -> Mapping[str, Any]:
        """The answer of `auth.test` about the bot: team_id, user_id, bot_id... Raises Unknown."""
        if self._home is not None:
            return self._home
        question = self._asking[US] = object()
        try:
            info = await asyncio.wait_for(self._client.auth_test(), PATIENCE_SECONDS)
        except Exception as why:  # for any fault the answer is the same: we don't know
            raise Unknown(type(why).__name__) from why
        home = {name: info.get(name) for name in ("team_id", "enterprise_id", "user_id", "bot_id", "url")}
        if self._asking.get(US) is question:
            self._home = home
        return home

    def forget(self) -> None:
        """Drop the answer about the bot: the token was revoked, or the app removed."""
        self._home = None
        self._people.clear()
        self._asking.clear()

    def forget_user(self, user: str) -> None:
        """Drop the answer about one user: something about them has changed."""
        self._people.pop(user, None)
        self._asking.pop(user, None)

    async def speaker(self, user: str, team: str) -> Speaker:
        """The speaker for a user of the signed envelope; `team` is the workspace or organisation they belong to."""
        home = await self.home()
        if team not in ("", home.get("team_id"), home.get("enterprise_id")):
            return Speaker(PLATFORM, str(home["team_id"]), user, user, "stranger")
        return _speaker(str(home["team_id"]), user, await self._looked_up(user), str(home.get("enterprise_id") or ""))

    async def _looked_up(self, user: str) -> Mapping[str, Any] | None:
        """The answer of `users.info`, or an older one; None if there is neither in time."""
        at, info = self._people.get(user, (0.0, None))
        if info is not None and self._clock() - at < CACHE_SECONDS:
            return info
        question = self._asking[user] = object()
        try:
            fresh = await asyncio.wait_for(self._client.users_info(user=user), PATIENCE_SECONDS)
        except SlackApiError as refusal:
            return {"deleted": True} if _error(refusal) == "user_not_found" else info
        except Exception:  # noqa: BLE001  # after any fault, an older answer still counts
            return info
        else:
            return self._kept(user, dict(fresh["user"]), question)
        finally:
            if self._asking.get(user) is question:
                del self._asking[user]

    def _kept(self, user: str, info: Mapping[str, Any], question: object) -> Mapping[str, Any]:
        """The answer to a question, kept unless the user was dropped since it was asked."""
        if self._asking.get(user) is question:
            if len(self._people) >= MOST_CACHED:
                self._people.clear()
            self._people[user] = self._clock(), info
        return info


def _error(refusal: SlackApiError) -> str:
    """Slack's error code; "" if the answer isn't JSON, for example from a proxy in front of it."""
    info = getattr(refusal.response, "data", None)
    return str(info.get("error") or "") if isinstance(info, Mapping) else ""


def _speaker(workspace: str, user: str, info: Mapping[str, Any] | None, enterprise: str) -> Speaker:
    if info is None:
        return Speaker(PLATFORM, workspace, user, user, "unvouched")
    profile = info.get("profile") or {}
    return Speaker(
        PLATFORM,
        workspace,
        user,
        str(profile.get("display_name") or info.get("real_name") or info.get("name") or user),
        _standing(info, workspace, enterprise),
        email=str(profile.get("email") or ""),
        zone=str(info.get("tz") or ""),
        admin=bool(info.get("is_admin") or info.get("is_owner")),
    )


def _standing(info: Mapping[str, Any], workspace: str, enterprise: str) -> Standing:
    if info.get("deleted"):
        return "deactivated"
    if info.get("is_bot") or info.get("id") == "USLACKBOT":
        return "bot"
    if info.get("is_restricted") or info.get("is_ultra_restricted"):
        return "guest"
    theirs = info.get("enterprise_user", {}).get("enterprise_id") if enterprise else info.get("team_id")
    if info.get("is_stranger") or (theirs and theirs not in (workspace, enterprise)):
        return "stranger"
    return "member"
