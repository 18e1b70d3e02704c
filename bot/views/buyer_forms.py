"""Buyer forms: a step that the buyer took or wants, one of their own, and another day for it or none at all."""

from adapters.card import Card, Field, Form
from bot.views import forms
from bot.views.form_cards import with_form
from bot.views.form_options import MANNERS, PLACE_OPTIONS
from bot.views.words import cut
from process.context import Context
from process.deal import Deal
from process.list_item import ListItem

MOST_STEPS = 100
OWN_STEPS = "for example procurement, security review or board"


def taken_card(deal: Deal, context: Context, manner: str = "did") -> Card:
    """Save a step of the buyer's: `step`, `manner` (did or wants), `due`, `said_by` and `where`."""
    todo = open_steps(deal, context)
    if not todo:
        return add_card(deal)
    fields = (
        Field("step", "Which of their steps?", "choice", tuple(todo[:MOST_STEPS]), required=True),
        Field("manner", "How far are they?", "choice", MANNERS, required=True, value=manner),
        Field("due", "By which day do they want it?", "date"),
        Field("said_by", "Who said so?", hint="name or role at the customer's"),
        Field("where", "Where did you hear it?", "choice", PLACE_OPTIONS),
    )
    form = Form(f"buyer #{deal.id} {manner}", deal.id, "Say where they stand", fields, "Save")
    return with_form(f"{cut(deal.name, 60)}: where does the buyer stand?", form)


def open_steps(deal: Deal, context: Context) -> list[tuple[str, str]]:
    """The steps that no one recorded as taken, the playbook's first, each with what names it in a command."""
    items = [item for item in deal.listed("buyer step") if not item.dropped]
    done = {item.key for item in items if item.key and not item.open}
    todo = [(step.key, cut(step.name, 60)) for step in context.playbook.buyer if step.key not in done]
    return todo + [(cut(one.text, 80), cut(one.text, 60)) for one in items if one.open and not one.key]


def add_card(deal: Deal) -> Card:
    """Add a step of the buyer's own: `step` and `due`."""
    fields = (
        Field("step", "Which step of their own?", hint=OWN_STEPS, required=True),
        Field("due", "By which day?", "date"),
    )
    form = Form(f"buyer #{deal.id} add", deal.id, "Add a step of theirs", fields, "Add")
    return with_form(f"{cut(deal.name, 60)}: what else do they have to do?", form)


def move_card(deal: Deal, item: ListItem) -> Card:
    """Give a step another day: `until` and `reason`."""
    fields = (
        Field("until", "To which day?", "date", required=True),
        Field("reason", "Why does it come later?", "long", required=True),
    )
    form = Form(f"buyer #{deal.id} moved {named(item)}", deal.id, f"Move “{cut(item.text, 60)}”", fields, "Save")
    return with_form(f"{cut(deal.name, 60)}: a new day for “{cut(item.text, 40)}”", form)


def drop_card(deal: Deal, item: ListItem) -> Card:
    """Say why the buyer won't take a step: `reason`."""
    dropped = f"buyer #{deal.id} dropped {named(item)}"
    form = forms.reason_form(dropped, f"Drop “{cut(item.text, 60)}”", "Why won't they do it?", "Save")
    return with_form(f"{cut(deal.name, 60)}: they won't do “{cut(item.text, 40)}”", form)


def named(item: ListItem) -> str:
    """What names a step in a command."""
    return item.key or item.text
