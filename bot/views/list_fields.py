"""List fields: what goes on a deal's lists and comes off them, asked in the form for all that is missing."""

from collections.abc import Mapping
from dataclasses import replace

from adapters.card import Field
from bot.views.form_options import MANNERS, PLACE_OPTIONS, colleagues
from bot.views.words import cut
from process import gate
from process.contacts import contact_names
from process.context import Context
from process.deal import Deal
from process.list_item import ListItem, ListName
from process.playbook import Exit

MOST_OPEN = 3
CLOSING: Mapping[ListName, str] = {
    "objection": "how was it removed?",
    "trigger": "how do we know that it happened?",
    "obligation": "how was it done?",
    "payment": "how did it come in?",
    "buyer step": "who at the customer's confirmed it?",
}


def list_fields(
    item: Exit, deal: Deal, context: Context, values: Mapping[str, str], errors: Mapping[str, str]
) -> tuple[Field, ...]:
    """The questions behind an exit that a list proves; none where the list already does.

    What is to be put on it comes back as `<exit>` with `<exit>.due`, and `<exit>.owner` or `<exit>.manner`; what is to
    come off, the first few of what is open, as `<exit>.<number>`. What can be answered by asking takes `<exit>.how` and
    `<exit>.asked`.
    """
    listed = deal.listed(item.of) if item.of else ()
    if item.step:
        return _filled(_taken(item, deal, context), values, errors)
    named = _named(item, deal, context) if "named" in item.want and not listed else ()
    if "asked" in item.want and not listed and item.key not in deal.evidence:
        named = _raised_or_asked(item, deal)
    open_ones = [one for one in listed if one.open][:MOST_OPEN] if "closed" in item.want else []
    fields = (*named, *(_closing(item, one) for one in open_ones))
    if open_ones and item.of == "trigger" and context.playbook.contacts:
        fields += _source(item, deal)
    return _filled(fields, values, errors)


def _filled(fields: tuple[Field, ...], values: Mapping[str, str], errors: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(replace(one, value=values.get(one.key, one.value), error=errors.get(one.key, "")) for one in fields)


def _taken(item: Exit, deal: Deal, context: Context) -> tuple[Field, ...]:
    """Whether the buyer took the one step that the gate waits for, who said so, and where."""
    if gate.stands(item, deal, context.playbook):
        return ()
    key, step = item.key, context.playbook.steps[item.step]
    return (
        Field(key, item.question, "choice", ((step.key, cut(step.name, 70)),)),
        Field(f"{key}.manner", f"{item.name}: how far are they?", "choice", MANNERS, value="did"),
        Field(f"{key}.said_by", f"{item.name}: who at the customer's said so?", hint="name or role"),
        Field(f"{key}.where", f"{item.name}: where?", "choice", PLACE_OPTIONS),
    )


def _named(item: Exit, deal: Deal, context: Context) -> tuple[Field, ...]:
    key, name = item.key, item.name
    if item.of == "buyer step":
        steps = tuple((step.key, cut(step.name, 70)) for step in context.playbook.buyer)
        step = Field(key, item.question, "choice" if steps else "line", steps)
        return step, Field(f"{key}.manner", f"{name}: how far are they?", "choice", MANNERS, value="wants")
    text = Field(key, item.question, "long", hint="one to begin with, you can add more later")
    due = Field(f"{key}.due", f"{name}: by which day?", "date")
    if item.of == "trigger":
        whose = f"{name}: which colleague looks after it?"
        return text, Field(f"{key}.owner", whose, "colleague", colleagues(context), value=context.by.id), due
    return text, due


def _raised_or_asked(item: Exit, deal: Deal) -> tuple[Field, ...]:
    """Something is put on the list, and how it came off; or a contact was asked and had nothing."""
    key = item.key
    names = tuple((one, one) for one in contact_names(deal))
    asked = f"{item.name}: or which contact had none when you asked today?"
    return (
        Field(key, f"{item.name}: what did they raise?", "long", hint=item.hint),
        Field(f"{key}.how", f"{item.name}: how was it removed?"),
        Field(f"{key}.asked", asked, "choice" if names else "line", names),
    )


def _source(item: Exit, deal: Deal) -> tuple[Field, ...]:
    """Who confirmed what happened, and where; once for all of them."""
    names = contact_names(deal)
    who = f"{item.name}: who at the customer's confirmed it?"
    known = names[-1] if names else ""
    return (
        Field(f"{item.key}.said_by", who, hint="name or role", value=known),
        Field(f"{item.key}.where", f"{item.name}: where?", "choice", PLACE_OPTIONS),
    )


def _closing(item: Exit, one: ListItem) -> Field:
    return Field(f"{item.key}.{one.number}", f"{one.list.capitalize()} “{cut(one.text, 80)}”: {CLOSING[one.list]}")
