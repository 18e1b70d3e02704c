"""List forms: how an item came off its list, which day it has now, or what there is instead."""

from adapters.card import Field, Form
from bot.views.form_options import PLACE_OPTIONS
from bot.views.forms import CLOSE_QUESTIONS
from bot.views.missing import CLOSING_WORDS
from bot.views.words import cut
from process.contacts import contact_names
from process.context import Context
from process.deal import Deal
from process.list_item import ListItem


def close_form(deal: Deal, context: Context, item: ListItem, how: str = "") -> Form:
    """Take something off a list: `how`, on which day, and who said so where (`said_by`, `where`)."""
    names = contact_names(deal)
    known = names[-1] if names and item.list == "trigger" else ""
    fields = (
        Field("how", CLOSE_QUESTIONS[item.list], "long", required=True, value=how),
        Field("on", "On which day?", "date", value=context.today.isoformat()),
        Field("said_by", "Who at the customer's said so?", hint="name or role", value=known),
        Field("where", "Where?", "choice", PLACE_OPTIONS),
    )
    closed = CLOSING_WORDS[item.list]
    title = f"{cut(deal.name, 60)}: {item.list} {item.number} {closed}, “{cut(item.text, 60)}”"
    return Form(f"{item.list} #{deal.id} {item.number} {closed}", deal.id, title, fields, "Save")


def move_form(deal: Deal, number: int) -> Form:
    """Give a trigger another day: `until` and `reason`."""
    fields = (
        Field("until", "To which day?", "date", required=True),
        Field("reason", "Why does it come later?", "long", required=True),
    )
    return Form(f"trigger #{deal.id} {number} moved", deal.id, _title(deal, "move", number), fields, "Save")


def drop_form(deal: Deal, number: int) -> Form:
    """A trigger won't happen: `reason`, and what there is `instead`."""
    fields = (
        Field("reason", "Why won't it happen?", "long", required=True),
        Field("instead", "What makes them buy instead?", "long", required=True, hint="add “by 3 June” for its day"),
    )
    return Form(f"trigger #{deal.id} {number} dropped", deal.id, _title(deal, "drop", number), fields, "Save")


def _title(deal: Deal, does: str, number: int) -> str:
    return f"{cut(deal.name, 60)}: {does} trigger {number}"
