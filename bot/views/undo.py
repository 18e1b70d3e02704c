"""Undo: its button, what is asked before plain words undo something, and what was undone."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.card import Bullets, Button, Buttons, Card, Element, Text
from bot.views.endings import reopen_buttons
from bot.views.replies import note
from bot.views.sentences import fact_words
from bot.views.words import capital, cut
from process.context import Context
from process.deal import Deal
from process.facts import ContactAdded, Entry, Fact

NOTHING_DONE = (
    "You changed nothing in the last ten minutes. To see what happened on a deal, type `history` and its name."
)
WITHDRAWN_BECAUSE = "begun by mistake, and undone at once"
MOST_BUTTONS = 5
"""Buttons in one row."""


def with_undo(card: Card, deal: str, mark: str) -> Card:
    """A card with the button that undoes what it tells; `mark` says which step of the deal with this id."""
    button = Button("Undo", f"undo #{deal} {mark}")
    *body, last = card.body or (Buttons(()),)
    if isinstance(last, Buttons) and not last.only and len(last.row) < MOST_BUTTONS:
        return replace(card, body=(*body, replace(last, row=(*last.row, button))))
    return replace(card, body=(*card.body, Buttons((button,))))


def facts_of(entries: Sequence[Entry], mark: str) -> list[Fact]:
    """The facts of one step of a deal."""
    return [entry.fact for entry in entries if str(entry.step) == mark]


def undone_card(deal: Deal, context: Context, facts: Sequence[Fact]) -> Card:
    """What was undone, and how to do it after all."""
    show = Button("Show deal", f"show #{deal.id}")
    if deal.state == "withdrawn":
        words = "It counts in no figure. Its history stays."
        row = Buttons((*reopen_buttons(deal, context), show))
        return Card(f"Undone: {cut(deal.name, 60)} is withdrawn", (Text((words,)), row), "good")
    words = "The deal is as it was before, and its history shows both. To do it after all, enter it again."
    body: list[Element] = [Bullets(tuple((one,) for one in _lines(deal, context, facts)))]
    return Card(f"Undone on {cut(deal.name, 60)}", (*body, Text((words,), small=True), Buttons((show,))), "good")


def _lines(deal: Deal, context: Context, facts: Sequence[Fact]) -> list[str]:
    """What a step did, a line each; a contact that came with something else isn't named apart."""
    main = [fact for fact in facts if not isinstance(fact, ContactAdded)]
    return [f"You {fact_words(fact, deal, context)}" for fact in main or facts]


def awake_card(deal: Deal) -> Card:
    """A deal is no longer snoozed for the one who asks."""
    return note(f"{cut(deal.name, 60)} isn't snoozed any more", "I nudge you about it again.", tone="good")


def undo_this_card(deal: Deal, context: Context, facts: Sequence[Fact], mark: str) -> Card:
    """Ask whether to undo this; without facts it is a snooze."""
    lines = _lines(deal, context, facts) or [f"You snoozed {cut(deal.name, 60)}."]
    row = Buttons((Button("Undo", f"undo #{deal.id} {mark}", "primary"), Button("Leave it", "neither")))
    return Card(f"Undo this on {cut(deal.name, 60)}?", (Bullets(tuple((capital(one),) for one in lines)), row))
