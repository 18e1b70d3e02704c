"""Handler: answers an activity whose signature was checked, in a thread."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adapters.card import Card, Form, Text, unmarked
from adapters.chat import Answer, Assistant, Homes, Inbound, Leavers
from adapters.teams import dialogs, receive
from adapters.teams.activity_fields import Misread
from adapters.teams.answers import Answers
from adapters.teams.arrivals import Arrivals
from adapters.teams.chat import References, reference
from adapters.teams.driver import Driver
from adapters.teams.files import attachments
from adapters.teams.formatter import BEFORE, Formatter
from adapters.teams.inputs import CANCEL, KEPT, Opens, Setting
from adapters.teams.render import CONTENT_TYPE, drawn
from adapters.teams.roster import Roster

ERROR = "application/vnd.microsoft.error"
HOME = "home"
"""The command whose answer stays up to date."""
BROKEN = "Something went wrong on our side. Please press it again in a minute."
WORDS = "application/vnd.microsoft.activity.message"

Reply = dict[str, Any] | None


class Handler:
    """Takes activities to the assistant and its answers back.

    `admin` is the id of the first admin. `opens` tells which commands open a dialog; without it, none does.
    `homes` remembers which message holds a person's Home, `leavers` hears who is no longer in a team.
    """

    def __init__(
        self,
        assistant: Assistant,
        driver: Driver,
        references: References,
        admin: str = "",
        opens: Opens | None = None,
        *,
        homes: Homes | None = None,
        leavers: Leavers | None = None,
    ) -> None:
        self._assistant, self._references, self._admin, self._homes = assistant, references, admin, homes
        self._roster, self._answers, self._setting = Roster(driver), Answers(driver, references), Setting(opens)
        self._local_hosts = driver.local_hosts
        self._arrivals = Arrivals(assistant, references, (self._roster, self._answers), admin, leavers)

    def take(self, activity: Mapping[str, Any]) -> Reply:
        """Carry out an activity. Returns the body of the HTTP response; None for a message.

        Raises Misread for an activity that no person can have sent.
        """
        if self._arrivals.take(activity):
            return None
        elsewhere = dialogs.from_a_message(activity)
        inbound = None
        if _speaks(activity):
            inbound = receive.read(activity, self._roster.members(activity, elsewhere), self._admin)
        if inbound and inbound.files:
            inbound = replace(inbound, attachments=attachments(activity, self._local_hosts))
        if inbound is None:
            return _error("Stagecoach doesn't answer that.") if activity.get("type") == "invoke" else None
        if not elsewhere:
            self._references.save(*reference(activity))
        if receive.data_of(activity).get(CANCEL):
            return self._cancelled(activity, inbound)
        answer = self._assistant.answer(inbound)
        if activity.get("type") == "invoke":
            return self._replied(activity, answer, inbound)
        self._answer(activity, answer, inbound)
        return None

    def _replied(self, activity: Mapping[str, Any], answer: Answer, inbound: Inbound) -> Reply:
        """The reply to a press: in a dialog, below its card, or in its card's place."""
        if dialogs.belongs(activity):
            return self._in_a_dialog(activity, answer, inbound)
        if answer.undone:
            return _words(answer.card)
        if answer.posted or (receive.data_of(activity).get(KEPT) and not inbound.unasked):
            return self._below(activity, answer, inbound)
        return self._in_its_place(activity, answer.card, inbound)

    def _in_a_dialog(self, activity: Mapping[str, Any], answer: Answer, inbound: Inbound) -> Reply:
        """What saved something goes into the conversation and the dialog closes; everything else stays in it.

        So does what ends a card: the card itself shows it too.
        """
        if answer.posted or (dialogs.sent(activity) and _saved(answer) and not answer.ends):
            if not answer.repeated:
                self._answer(activity, answer, inbound)
            return None
        return dialogs.shows(answer.card, inbound.key[-24:], _names(inbound))

    def _below(self, activity: Mapping[str, Any], answer: Answer, inbound: Inbound) -> Reply:
        """Leave the pressed card as it is, and answer with a message."""
        if not answer.repeated:
            self._answer(activity, answer, inbound)
        title = Formatter(200, names=_names(inbound)).plain(answer.card.title)
        return {"statusCode": 200, "type": WORDS, "value": title}

    def _in_its_place(self, activity: Mapping[str, Any], shown: Card, inbound: Inbound) -> Reply:
        alone = inbound.place.kind == "direct"
        looks = () if alone else (str(activity["from"]["id"]),)
        card = drawn(shown, inbound.key[-24:], _names(inbound), looks, self._setting)
        return {"statusCode": 200, "type": CONTENT_TYPE, "value": card}

    def _cancelled(self, activity: Mapping[str, Any], inbound: Inbound) -> Reply:
        """A form was left: its dialog closes, or its card says so."""
        if dialogs.belongs(activity):
            return {} if dialogs.from_a_message(activity) else None
        if activity.get("type") != "invoke":
            return None
        if receive.data_of(activity).get(KEPT):
            return _words(CANCELLED)
        return self._in_its_place(activity, CANCELLED, inbound)

    def _answer(self, activity: Mapping[str, Any], answer: Answer, inbound: Inbound) -> None:
        """Answer a message: to everyone in its place, or to the one who asked."""
        names, home = _names(inbound), _is_home(inbound, answer)
        setting = replace(self._setting, kept=home)  # a press on Home must not replace it
        card = drawn(answer.card, inbound.key[-24:], names, setting=setting)
        summary = Formatter(200, names=names).plain(answer.card.summary)
        asker_alone = answer.seen_by == "asker" or (receive.is_private(activity) and not answer.posted)
        if inbound.place.kind == "channel" and asker_alone:
            self._answers.privately(activity, card, summary)
            return
        message = self._answers.in_place(activity, card, summary)
        if home and message and self._homes:
            self._homes.opened(inbound.place, message)


def _is_home(inbound: Inbound, answer: Answer) -> bool:
    """Whether it answers with the Home of the person whose chat this is."""
    return inbound.text.strip().casefold() == HOME and inbound.place.kind == "direct" and not answer.undone


CANCELLED = Card("Nothing was saved", (Text(("You left the form.",)),))


def _saved(answer: Answer) -> bool:
    """Whether an answer says that something was saved, and asks nothing more."""
    asks = any(isinstance(part, Form) for part in answer.card.body)
    return not (answer.undone or answer.editable or asks or answer.card.tone == "stop")


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
    return _fault(activity, str(wrong), 400)


def broken(activity: Mapping[str, Any]) -> Reply:
    """The body for a press that failed because of a fault of ours."""
    return _fault(activity, BROKEN, 500)


def _fault(activity: Mapping[str, Any], words: str, status: int) -> Reply:
    if dialogs.belongs(activity):
        return dialogs.says(words)
    return _error(words, status) if activity.get("type") == "invoke" else None
