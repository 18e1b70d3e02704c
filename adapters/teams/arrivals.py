"""Arrivals: the app comes into a chat or a team and introduces itself, is removed again, and people leave a team."""

from collections.abc import Mapping
from typing import Any

from adapters.chat import Assistant, Leavers, Place
from adapters.teams import receive
from adapters.teams.activity_fields import Misread, list_in
from adapters.teams.answers import Answers
from adapters.teams.chat import References, reference
from adapters.teams.members import PLATFORM
from adapters.teams.roster import Roster

Activity = Mapping[str, Any]


class Arrivals:
    """Takes what Teams says about the app and the members of a team. `admin` is the id of the first admin."""

    def __init__(
        self,
        assistant: Assistant,
        references: References,
        people: tuple[Roster, Answers],
        admin: str = "",
        leavers: Leavers | None = None,
    ) -> None:
        self._assistant, self._references, self._admin, self._leavers = assistant, references, admin, leavers
        self._roster, self._answers = people

    def take(self, activity: Activity) -> bool:
        """Carry it out if it is one of these; returns whether it was."""
        match activity.get("type"):
            case "installationUpdate":
                self._installed(activity)
            case "conversationUpdate":
                self._left(activity)
            case _:
                return False
        return True

    def _installed(self, activity: Activity) -> None:
        """The app was installed: the bot introduces itself. It was removed: nothing is written there any more."""
        there, saved = reference(activity)
        team = str(saved["teamId"] or "")
        if str(activity.get("action", "")).startswith("remove"):
            self._references.drop(there, team)
            return
        self._references.save(there, saved)
        if team:
            self._references.restore(there, team)
        try:
            inbound = receive.welcome(activity, self._roster.members(activity), self._admin)
        except Misread:
            return  # Teams doesn't say who installed it: it introduces itself once someone writes
        self._assistant.answer(inbound)
        if there.kind == "channel" and self._answers.own_chat(activity):
            self._assistant.answer(receive.to_installer(inbound))

    def _left(self, activity: Activity) -> None:
        """The bot or people were removed from a team or chat. A chat that someone left says nothing of the company."""
        us, gone = activity["recipient"]["id"], list_in(activity.get("membersRemoved"))
        if any(one["id"] == us for one in gone):
            there, saved = reference(activity)
            self._references.drop(there, str(saved["teamId"] or ""))
        team = receive.channel_data(activity).get("team")
        if self._leavers is None or not isinstance(team, dict) or not team.get("id"):
            return
        users = [one["aadObjectId"] for one in gone if one.get("aadObjectId") and one["id"] != us]
        if users:
            here = receive.tenant(activity)
            places = [Place(PLATFORM, here, user, "direct") for user in users]
            self._leavers.left_team(places, str(team.get("name") or ""))
