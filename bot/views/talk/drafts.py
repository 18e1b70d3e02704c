"""Drafts: the form of an operation with everything filled in that was understood."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from adapters.card import Form
from bot.language.understanding.proposal import Operation
from bot.views import forms, opening_forms
from bot.views.contacts import contact_form
from bot.views.evidence import evidence_form, source_field
from bot.views.list_forms import close_form, move_form
from bot.views.lost import lose_form
from bot.views.planned import done_form, plan_form
from process.context import Context
from process.deal import Deal
from process.list_item import ListName

LISTS: Mapping[str, ListName] = {
    "objection": "objection",
    "trigger": "trigger",
    "obligation": "obligation",
    "payment": "payment",
}


def draft(operation: Operation, deal: Deal | None, context: Context) -> Form | None:
    """The form of this operation, filled in; None for one that has no form, or no deal to be about."""
    if deal is None:
        alone = _alone(operation, context)
        return _filled(alone, operation.slots) if alone else None
    make = FORMS.get(operation.verb)
    form = make(operation, deal, context) if make else None
    return _filled(form, _by_field(operation)) if form else None


def _alone(operation: Operation, context: Context) -> Form | None:
    """The form of what is about no deal that is there already."""
    match operation.verb:
        case "new" if operation.slots.get("note"):
            return opening_forms.first_contact_form()
        case "new":
            return opening_forms.new_form()
        case "away":
            return opening_forms.away_form(context)
        case _:
            return None


def _by_field(operation: Operation) -> Mapping[str, str]:
    """The values by the keys of the form's fields."""
    slots = operation.slots
    if operation.verb == "met":
        key = slots.get("exit", "")
        parts = {"value": key, "said_by": f"{key}.said_by", "where": f"{key}.where", "on": f"{key}.on"}
        return {parts[name]: words for name, words in slots.items() if name in parts}
    if operation.verb == "set":
        return {slots["attribute"].replace(" ", "_"): slots.get("value", "")} if "attribute" in slots else {}
    return slots


def _filled(form: Form, values: Mapping[str, str]) -> Form:
    """The form with these values; a colleague is chosen by id."""
    fields = []
    for field in form.fields:
        value = values.get(field.key, "") or field.value
        if field.kind == "colleague":
            value = value.removeprefix("<@").removesuffix(">")
        fields.append(replace(field, value=value))
    asked = {field.key for field in fields}
    for key, value in values.items():
        if key.endswith(".on") and key not in asked:
            fields.append(replace(source_field(key), value=value))
    return replace(form, fields=tuple(fields))


def _met(operation: Operation, deal: Deal, context: Context) -> Form | None:
    item = context.playbook.exits.get(operation.slots.get("exit", ""))
    if item is None:
        return None
    form = evidence_form(deal, context, [item], {f"{item.key}.said_by": "", f"{item.key}.where": "", item.key: ""})
    return form if form.fields else None


def _set(operation: Operation, deal: Deal, context: Context) -> Form | None:
    return forms.set_form(deal, context)


def _item(operation: Operation, deal: Deal, context: Context) -> Form | None:
    return forms.item_form(deal, context, LISTS[operation.verb])


def _close(operation: Operation, deal: Deal, context: Context) -> Form | None:
    name, number = LISTS.get(operation.slots.get("list", "")), int(operation.slots.get("number", "0"))
    item = deal.item(name, number) if name else None
    return close_form(deal, context, item) if item else None


def _step(operation: Operation, deal: Deal, context: Context) -> Form | None:
    return done_form(deal, deal.next_step) if deal.next_step else None


def _reason(label: str, submit: str) -> Callable[[Operation, Deal, Context], Form | None]:
    def make(operation: Operation, deal: Deal, context: Context) -> Form | None:
        words = " ".join(filter(None, (operation.verb, f"#{deal.id}", operation.slots.get("exit", ""))))
        return forms.reason_form(words, f"{label} {deal.name}", "Why?", submit)

    return make


def _engage(operation: Operation, deal: Deal, context: Context) -> Form | None:
    team = operation.slots.get("team", "")
    return opening_forms.engage_form(deal, team) if team else None


FORMS: Mapping[str, Callable[[Operation, Deal, Context], Form | None]] = {
    "met": _met,
    "set": _set,
    "objection": _item,
    "trigger": _item,
    "obligation": _item,
    "payment": _item,
    "close": _close,
    "move": lambda operation, deal, context: move_form(deal, int(operation.slots["number"])),
    "lose": lambda operation, deal, context: lose_form(deal, context),
    "reopen": _reason("Reopen", "Reopen"),
    "unmet": _reason("Take back evidence on", "Take back"),
    "waive": _reason("Waive an exit on", "Waive"),
    "wait": lambda operation, deal, context: forms.wait_form(deal, context),
    "assign": lambda operation, deal, context: forms.assign_form(deal, context),
    "log": lambda operation, deal, context: forms.log_form(deal, context, operation.slots.get("activity", "")),
    "back": lambda operation, deal, context: opening_forms.back_form(deal, context, operation.slots.get("stage", "")),
    "step": _step,
    "plan": lambda operation, deal, context: plan_form(deal, context),
    "next": lambda operation, deal, context: opening_forms.next_form(deal),
    "engage": _engage,
    "contact": lambda operation, deal, context: contact_form(deal),
}
