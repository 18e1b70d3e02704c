"""Judging one line by what would be written: it is typed, and all that its answer offers is pressed.

right            what was meant is proposed, read out or refused with its reason; or nothing happens where that is right
asked            a question that leads there: which deal, the form of the right command, or what was meant among three
missed           anything else that does no harm, also a half of several facts, and a card that offers everything
wrong proposal   something is offered that would write what wasn't meant
wrong write      something was written that wasn't meant, or that only a press should write
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from adapters.card import Buttons, Card
from tests.support.card_text import text_of
from tests.support.talk_score import company
from tests.support.talk_score.lines import Line, Want, pressed, typed
from tests.support.talk_score.office import Offer, Office, offers
from tests.support.talk_score.wanted import (
    SAME_OPS,
    contains,
    contains_each,
    fit,
    is_said_by,
    is_value,
    is_where,
    plain,
)
from tests.support.talk_score.written import Op, State, written

Verdict = Literal["right", "asked", "missed", "wrong proposal", "wrong write"]
MOST_OFFERS = 3
"""A card that offers more different things than this asks nothing."""

UNREAD = ("I don't know the command", "isn't how", "No deal goes by")
"""How a refusal says that nothing was understood."""

VIEWS = ("list", "list all", "funnel", "flywheel", "stalled", "home", "help", "playbook", "team", "rules", "settings")


@dataclass(frozen=True)
class Judged:
    """A line with its verdict, why, and the title of the card that was answered."""

    line: Line
    verdict: Verdict
    why: str
    title: str = ""
    offered: Sequence[Op] = ()


class Judge:
    """Judges lines, each in a copy of the company."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._titles: dict[tuple[str, str, str], str] = {}

    def judge(self, line: Line) -> Judged:
        """Type what was said before, then the line, and weigh what came of it."""
        copy = self.office.typing()
        for nth, words in enumerate(line.before):
            copy.answer(typed(line, words, f"before-{nth}"))
        before = copy.state()
        card = copy.answer(typed(line, line.text, "the line"))
        now = copy.state()
        if ops := written(before, now):
            return self._of_written(line, card, ops)
        found = offers(line, card, self.office, now)
        if not line.operations and self._is_view(line, card):
            found = []
        verdict, why = self._of_card(line, card, found)
        return Judged(line, verdict, why, card.title, [op for one in found for op in one.ops])

    def _of_written(self, line: Line, card: Card, ops: Sequence[Op]) -> Judged:
        whole = any(fit(want, ops, skips=line.skips) == "whole" for want in line.operations)
        if whole and not line.no_write:
            return Judged(line, "right", "carried out, as it was meant", card.title, ops)
        return Judged(line, "wrong write", "wrote what wasn't meant", card.title, ops)

    def _of_card(self, line: Line, card: Card, found: Sequence[Offer]) -> tuple[Verdict, str]:
        if any("read" in want and self._reads(line, want, card) for want in line.wants):
            return "right", "read out"
        real = [one for one in found if not (one.is_note and self._is_spoken_of(line, one))]
        few, choice = len({_thing(one) for one in real}) <= MOST_OFFERS, _is_choice(real)
        fits = {id(one): self._best(line, one.ops) for one in found}
        whole = [one for one in found if fits[id(one)] == "whole"]
        strange = [one for one in real if one.ops and not fits[id(one)] and not self._calls_in(line, one)]
        if whole and (choice or strange or not (whole[0] is _first(found) or whole[0].primary)):
            return ("asked", "the right one is among several") if few else ("missed", "offers everything")
        together = [op for one in real for op in one.ops]
        if whole or any("all" in want and fit(want, together) == "whole" for want in line.operations):
            return "right", "proposed"
        if any("ask" in want and few and self._asks(line, want, card, real, choice=choice) for want in line.wants):
            return "asked", "asked back, as it should"
        if strange and not self._is_view(line, card):
            return "wrong proposal", f"offers {strange[0].label}: {strange[0].ops}"
        if any(fits[id(one)] for one in found):
            return "missed", "only a part is proposed"
        return self._of_rest(line, card, found, few=few)

    def _of_rest(self, line: Line, card: Card, found: Sequence[Offer], *, few: bool) -> tuple[Verdict, str]:
        if few and any(self._begins(want, one) for want in line.operations for one in found if not one.ops):
            return "asked", "the form of the right command"
        if any("refuse" in want for want in line.wants) and (_refuses(card) or any(one.refused for one in found)):
            return "right", "refused, as it should be"
        if line.is_idle:
            return "right", "nothing happened"
        if any(want.get("read") in _commands(card) for want in line.wants) and len(_commands(card)) <= MOST_OFFERS:
            return "asked", "offers what was asked for"
        return "missed", "another card" if found else "nothing is offered"

    def _best(self, line: Line, ops: Sequence[Op]) -> str:
        fits = [fit(want, ops, skips=line.skips) for want in line.operations] if ops else []
        return max(fits, key=("", "half", "whole").index, default="")

    def _calls_in(self, line: Line, offer: Offer) -> bool:
        """Whether it asks the specialists whose word is needed, where a refusal is right."""
        refusable = any("refuse" in want for want in line.wants)
        return refusable and all(op["op"] == "engage" for op in offer.ops) and self._is_spoken_of(line, offer)

    def _is_spoken_of(self, line: Line, offer: Offer) -> bool:
        """Whether the deal of an offer was spoken of, or is the only one that can be meant."""
        deals = {op["deal"] for op in offer.ops if op.get("deal")}
        wanted = {plain(one.get("deal", "")) for want in line.operations for one in want.get("all", [want])}
        said = plain(line.words)
        people = {deal for deal in deals if _names_contact(said, deal)}
        spoken = {deal for deal in deals if any(word in said for word in plain(deal).split() if len(word) > 2)}
        return deals <= spoken | people | {deal for deal in deals if plain(deal) in wanted or line.who == "robin"}

    def _reads(self, line: Line, want: Want, card: Card) -> bool:
        ended = any(card.title.startswith(f"{name} · ") for name in self.office.names)
        if card.tone == "stop" and not ended:  # a deal that was lost has the same tone as a refusal
            return False
        if card.title == self._title(line, want["read"]):
            return True
        return "has" in want and not card.title.endswith("?") and contains_each(want["has"], text_of(card))

    def _title(self, line: Line, command: str) -> str:
        """The title of the card that a reading command is answered with."""
        words = command.split()
        if len(words) == 2 and words[0] == "list" and words[1] in company.NAMES:
            command = f"list {company.NAMES[words[1]]}"
        key = (line.who, line.channel, command)
        if key not in self._titles:
            self._titles[key] = self.office.pressing().answer(pressed(line, command, "reading")).title
        return self._titles[key]

    def _is_view(self, line: Line, card: Card) -> bool:
        """Whether a card is the answer of a reading command: its buttons lead on and propose nothing."""
        if card.refresh_command or card.title in self.office.names:
            return True
        of_deals = [f"buyer {name}" for name in self.office.names if name in card.title]
        return any(card.title == self._title(line, view) for view in (*VIEWS, *of_deals))

    def _asks(self, line: Line, want: Want, card: Card, real: Sequence[Offer], *, choice: bool) -> bool:
        """Whether a card asks back, and proposes nothing as if it were sure."""
        text, complete = text_of(card), any(one.ops for one in real)
        if want.get("deals"):
            return all(contains(deal, text) for deal in want["deals"]) and (choice or not complete)
        if choice:
            return True
        if complete:
            return False
        if card.tone == "stop":
            return card.title.startswith(("Which", "Who", "What"))
        if real:
            return any(self._is_about_spoken(line, one) for one in real)
        return "?" in text and not card.refresh_command

    def _is_about_spoken(self, line: Line, offer: Offer) -> bool:
        deal = self._deal_of(offer)
        return not deal or self._is_spoken_of(line, Offer("", "", [{"op": offer.verb, "deal": deal}]))

    def _deal_of(self, offer: Offer) -> str:
        """The deal that a command is about."""
        if offer.ops:
            return offer.ops[0].get("deal", "")
        words = (offer.form.command if offer.form else offer.command).split()
        return next((self._name(word[1:]) for word in words if word.startswith("#")), "")

    def _name(self, deal: str) -> str:
        return self.office.state.names.get(deal, "")

    def _begins(self, want: Want, offer: Offer) -> bool:
        """Whether a form is that of the right command on the right deal, and holds nothing that is wrong."""
        for one in want.get("all", [want]):
            verb = SAME_OPS.get(one["op"], one["op"])
            verb = {"closed": str(one.get("list", "")), "log": "log"}.get(verb, verb)
            deal = self._deal_of(offer)
            if offer.verb not in ({"log", "note"} if verb == "log" else {verb}):
                continue
            if deal and "deal" in one and plain(one["deal"]) != plain(deal):
                continue
            if offer.form is not None and _is_form_of(one, offer):
                return True
        return False


def _first(found: Sequence[Offer]) -> Offer | None:
    return next((one for one in found if one.ops), None)


def _thing(offer: Offer) -> tuple[str, str]:
    """What an offer is about: its verb, and the exit or attribute."""
    op = offer.ops[0] if offer.ops else {}
    about = op.get("exit") or op.get("attribute") or op.get("list", "")
    if offer.form is not None and offer.form.fields:
        about = offer.form.fields[0].key.split(".")[0]
    return offer.verb, about


def _is_choice(real: Sequence[Offer]) -> bool:
    """Whether the offers are one thing on several deals."""
    deals = {op["deal"] for one in real for op in one.ops if op.get("deal")}
    deals |= {word for one in real if one.form for word in one.form.command.split() if word.startswith("#")}
    return len(deals) > 1 and len({one.verb for one in real}) == 1


def _is_form_of(want: Want, offer: Offer) -> bool:
    """Whether a form has the field that is wanted, and in it nothing but what was said."""
    assert offer.form
    values = {field.key: field.value for field in offer.form.fields}
    exit_key = want.get("exit", "")
    if want["op"] in ("met", "unmet", "waive") and exit_key not in {*values, *offer.form.command.split()}:
        return False
    if want["op"] != "met":
        return True
    value, by, where = (values.get(f"{exit_key}{part}", "") for part in ("", ".said_by", ".where"))
    fits = not value or is_value(want.get("value"), value) or is_value(want.get("value"), value.replace(",", ""))
    said = not by or is_said_by(want.get("said_by"), by, want.get("deal", ""))
    return fits and said and (not where or is_where(want.get("where"), where))


def _refuses(card: Card) -> bool:
    """Whether it is a no with a reason, or says who can."""
    return card.tone == "stop" and not any(words in text_of(card) for words in UNREAD)


def _commands(card: Card) -> set[str]:
    return {button.command for part in card.body if isinstance(part, Buttons) for button in part.every}


def _names_contact(said: str, deal: str) -> bool:
    names = plain(company.CONTACTS.get(deal, "").split(",")[0]).split()
    return any(name in said for name in names if len(name) > 2)


__all__ = ["Judge", "Judged", "State", "Verdict"]
