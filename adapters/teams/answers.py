"""Answers: what the bot says to a person, where they asked or to them alone."""

import time
from collections.abc import Callable, Mapping
from typing import Any

import structlog

from adapters.card import Card, Text
from adapters.chat import Place, Undeliverable, Unsent
from adapters.teams.chat import Reference, References, message, reference
from adapters.teams.driver import Driver
from adapters.teams.members import PLATFORM
from adapters.teams.receive import tenant
from adapters.teams.render import drawn

TRIES = 3
LONGEST_PAUSE = 2.0  # seconds; Teams gives up on us after 15
REMEMBERED, MOST_REMEMBERED = 24 * 3600.0, 10_000  # seconds, and conversations

FOR_YOU_ALONE = Card(
    "I have an answer for you alone",
    (Text(("Teams doesn't let me show it here. Open a chat with me, and ask there.",)),),
)

Activity = Mapping[str, Any]
Made = dict[str, Any]
log = structlog.get_logger("teams")


class Answers:
    """Sends answers. A failure is only logged, since the command is done and saved already.

    `stopwatch` counts seconds.
    """

    def __init__(self, driver: Driver, references: References, stopwatch: Callable[[], float] = time.monotonic) -> None:
        self._driver, self._references, self._stopwatch = driver, references, stopwatch
        self._refused: dict[str, float] = {}

    def in_place(self, activity: Activity, card: Made, summary: str) -> str:
        """Answer in the thread of the activity, for everyone there; returns the message's id, "" if it is unknown."""
        there = _where(activity)
        return self._tried(there, message(there, card, summary), _id(activity)) or ""

    def privately(self, activity: Activity, card: Made, summary: str) -> None:
        """Answer to the person alone: in the same place where Teams can, else in their own chat with the bot."""
        there = _where(activity)
        conversation = str(there["conversation"]["id"])
        made = message(there, card, summary)
        if not self._refuses(conversation):
            if self._tried(there, targeted(made, activity), _id(activity), alone=True) is not None:
                return
            self._note(conversation)
        own = self.own_chat(activity)
        if own and self._tried(own, message(own, card, summary), "") is not None:
            return
        note = drawn(FOR_YOU_ALONE, "alone")
        self._tried(there, message(there, note, FOR_YOU_ALONE.summary), _id(activity))

    def _refuses(self, conversation: str) -> bool:
        """Whether Teams refused a private answer in this conversation within a day."""
        return self._stopwatch() - self._refused.get(conversation, float("-inf")) < REMEMBERED

    def _note(self, conversation: str) -> None:
        if len(self._refused) >= MOST_REMEMBERED:
            self._refused.clear()
        self._refused[conversation] = self._stopwatch()

    def own_chat(self, activity: Activity) -> Reference | None:
        """The person's own chat with the bot; opened if there is none yet, or None if Teams doesn't open one."""
        user = activity["from"].get("aadObjectId")
        if not isinstance(user, str) or not user:
            return None
        place = Place(PLATFORM, tenant(activity), user, "direct")
        if known := self._references.find(place):
            return known
        try:
            opened = self._driver.open(str(activity["serviceUrl"]), _wanted(activity))
        except (Unsent, Undeliverable) as fault:
            log.warning("no chat was opened", fault=type(fault).__name__)
            return None
        conversation = {"id": opened, "conversationType": "personal", "tenantId": tenant(activity)}
        saved = reference({**activity, "conversation": conversation})[1]
        self._references.save(place, saved)
        return saved

    def _tried(self, there: Reference, made: Made, answers: str, *, alone: bool = False) -> str | None:
        """Send a message, again where Teams has no time; returns its id, or None where Teams refuses it for good.

        The id is "" where Teams doesn't answer: the message can be there.
        """
        for _ in range(TRIES):
            try:
                where = str(there["serviceUrl"]), str(there["conversation"]["id"])
                return self._driver.send(*where, made, answers, alone)
            except Unsent as fault:
                time.sleep(min(0.5 if fault.wait is None else fault.wait, LONGEST_PAUSE))
            except Undeliverable as fault:
                log.warning("an answer was refused", fault=type(fault).__name__, alone=alone)
                return None
        log.warning("an answer did not go out")
        return ""


def _where(activity: Activity) -> dict[str, Any]:
    return {**reference(activity)[1], "conversation": activity["conversation"]}


def _id(activity: Activity) -> str:
    """The message to answer; for a press, the message with the card."""
    name = "replyToId" if activity.get("type") == "invoke" else "id"
    return str(activity.get(name) or "")


def targeted(made: Made, activity: Activity) -> Made:
    """The message for its asker alone (Microsoft's documentation on targeted messages)."""
    asker = activity["from"]
    return {**made, "recipient": {"id": asker["id"], "name": asker.get("name") or "", "isTargeted": True}}


def _wanted(activity: Activity) -> dict[str, Any]:
    """The chat of one person with the bot, as Teams opens it."""
    here = tenant(activity)
    return {
        "bot": activity["recipient"],
        "members": [{"id": activity["from"]["id"]}],
        "isGroup": False,
        "tenantId": here,
        "channelData": {"tenant": {"id": here}},
    }
