"""Handler: answers an activity that the gate accepted, in a thread."""

from collections.abc import Mapping
from typing import Any

from adapters.card import Button, Buttons, Card, Text, unmarked
from adapters.chat import Answer, Assistant, Inbound
from adapters.teams import receive
from adapters.teams.answers import Answers
from adapters.teams.chat import References, reference
from adapters.teams.driver import Driver
from adapters.teams.formatter import BEFORE, Formatter
from adapters.teams.receive import Misread
from adapters.teams.render import CONTENT_TYPE, drawn
from adapters.teams.roster import Roster

ERROR = "application/vnd.microsoft.error"
BROKEN = "Something went wrong on our side. Please press it again in a minute."
WORDS = "application/vnd.microsoft.activity.message"

Reply = dict[str, Any] | None


class Handler:
    """Takes activities to the assistant and its answers back. `admin` is the id of the first admin."""

    def __init__(self, assistant: Assistant, driver: Driver, references: References, admin: str = "") -> None:
        self._assistant, self._references, self._admin = assistant, references, admin
        self._roster, self._answers = Roster(driver), Answers(driver, references)

    def take(self, activity: Mapping[str, Any]) -> Reply:
        """Carry out an activity. Returns the body of the HTTP response; None for a message.

        Raises Misread for an activity that no person can have sent.
        """
        if activity.get("type") == "installationUpdate":
            self._installed(activity)
            return None
        inbound = receive.read(activity, self._roster.members(activity), self._admin) if _speaks(activity) else None
        if inbound is None:
            return _error("Stagecoach doesn't answer that.") if activity.get("type") == "invoke" else None
        self._references.save(*reference(activity))
        answer = self._assistant.answer(inbound)
        if activity.get("type") == "invoke":
            return _words(answer.card) if answer.undone else self._in_its_place(activity, answer, inbound)
        self._answer(activity, answer, inbound)
        return None

    def _in_its_place(self, activity: Mapping[str, Any], answer: Answer, inbound: Inbound) -> Reply:
        """Answer a press with the card in its place."""
        alone = inbound.place.kind == "direct"
        looks = () if alone else (str(activity["from"]["id"]),)
        card = drawn(answer.card, inbound.key[-24:], _names(inbound), looks)
        return {"statusCode": 200, "type": CONTENT_TYPE, "value": card}

    def _answer(self, activity: Mapping[str, Any], answer: Answer, inbound: Inbound) -> None:
        """Answer a message: to everyone in its place, or to the one who asked."""
        names = _names(inbound)
        card = drawn(answer.card, inbound.key[-24:], names)
        summary = Formatter(200, names=names).plain(answer.card.summary)
        asker_alone = answer.seen_by == "asker" or receive.is_private(activity)
        if inbound.place.kind == "channel" and asker_alone:
            self._answers.privately(activity, card, summary)
        else:
            self._answers.in_place(activity, card, summary)

    def _installed(self, activity: Mapping[str, Any]) -> None:
        """The app was installed: answer with a welcome. It was removed: delete its places."""
        there, saved = reference(activity)
        if str(activity.get("action", "")).startswith("remove"):
            self._references.drop(there, str(saved["teamId"] or ""))
            return
        self._references.save(there, saved)
        self._answers.greet(saved, WELCOME, "welcome")


WELCOME = Card(
    "Stagecoach is here",
    (
        Text(("I take every deal from the first contact to a sale that is delivered and paid, stage by stage.",)),
        Text(("Type “help” to start, or “new” and a customer's name. In a channel, mention me first.",)),
        Buttons((Button("Start a deal", "new", "primary"), Button("My deals", "home"), Button("Help", "help"))),
    ),
)


def _names(inbound: Inbound) -> dict[str, str]:
    return {user: one.name for user, one in inbound.mentioned.items()}


def _speaks(activity: Mapping[str, Any]) -> bool:
    return activity.get("type") in ("message", "invoke")  # a type that is a list can't be hashed


def _words(card: Card) -> dict[str, Any]:
    """A card as text, shown under the pressed card, which stays as it is."""
    lines = [card.title, *(line for part in card.body if isinstance(part, Text) for line in _plain(part))]
    return {"statusCode": 200, "type": WORDS, "value": Formatter(600).plain(" ".join(lines))}


def _plain(part: Text) -> list[str]:
    return [unmarked(part.words, BEFORE)]


def _error(words: str, status: int = 400) -> dict[str, Any]:
    return {
        "statusCode": status,
        "type": ERROR,
        "value": {"code": "BadRequest" if status == 400 else "InternalError", "message": words},
    }


def misread(activity: Mapping[str, Any], wrong: Misread) -> Reply:
    """The body for a misread activity: a press gets the reason."""
    return _error(str(wrong)) if activity.get("type") == "invoke" else None


def broken(activity: Mapping[str, Any]) -> Reply:
    """The body for a press that failed because of a fault of ours."""
    return _error(BROKEN, 500) if activity.get("type") == "invoke" else None
