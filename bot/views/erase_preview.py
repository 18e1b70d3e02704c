"""Erased: the preview of a contact's data that will be gone, and what is left of it."""

from collections.abc import Sequence

from adapters.card import Button, Buttons, Card, Text
from bot.views.contacts import contact_words
from bot.views.words import both, count, cut
from process.deal import Deal
from process.erasure import Erasure

MOST_NAMES = 3


def preview_card(deal: Deal, erasure: Erasure, deals: Sequence[str], mark: str) -> Card:
    """What will be erased, and in which deals; `mark` binds the button to exactly that."""
    shown = [cut(name, 60) for name in deals[:MOST_NAMES]]
    more = len(deals) - len(shown)
    where = both([*shown, f"{more} more"] if more else shown)
    contact = erasure.contact
    who = contact_words(contact) if contact.name else contact.email
    words = f"Their name and e-mail will be gone from {where}. That includes history, notes and messages."
    stays = f"“The {erasure.role}” stands in their place, so each gate stays as it is. You can't take this back."
    name = contact.name or contact.email
    ask = f"Erase {cut(name, 60)} for good?"
    button = Button("Erase", f"erase #{deal.id} contact {name} preview {mark}", "danger", ask=ask)
    show = Button("Show deal", f"show #{deal.id}")
    return Card(f"Erase {cut(who, 80)}?", (Text((words,)), Text((stays,)), Buttons((button, show))), "warning")


def done_card(erasure: Erasure, deals: int, facts: int, messages: int) -> Card:
    """What was erased, without saying whom."""
    words = (
        f"Their name is gone from {count(deals, 'deal')}: {count(facts, 'entry', 'entries')} of the history "
        f"and {count(messages, 'saved message')}. Messages that are already in a chat stay there."
    )
    return Card(f"The {cut(erasure.role, 60)}: name and e-mail are erased", (Text((words,)),), "good")


def no_such_contact(words: str, deal: str) -> str:
    """No contact of the deal has this name."""
    return f"{deal} has no contact with the name “{cut(words, 60)}”, and no text has it. Type the whole name."
