"""A form as a dialog of Slack's, and what comes back from it."""

from collections.abc import Mapping
from typing import Any

from adapters.card import Field, Form
from adapters.slack.words import Drawn, Pen

TITLE, SUBMIT, CHOICE, INITIAL = 24, 24, 75, 3000
LABEL, HINT = 300, 300  # Slack takes 2,000 of each, but 250 kB of all
MOST_FIELDS, MOST_CHOICES = 99, 100
"""What a view, and a choice in it, may hold (Slack's documentation on views and on select menus)."""

ANSWER = "value"
"""The action id of every field; its block goes by the field's key."""


def view(form: Form, private_metadata: str) -> Drawn:
    """The form as a dialog; `private_metadata` comes back with its answers, at most 3,000 characters."""
    pen = Pen()
    return {
        "type": "modal",
        "callback_id": "form",
        "title": pen.plain(form.title, TITLE),
        "submit": pen.plain(form.submit, SUBMIT),
        "close": pen.plain("Cancel"),
        "private_metadata": private_metadata,
        "blocks": [*_whole_title(form, pen), *(_input(field, pen) for field in form.fields[:MOST_FIELDS])],
    }


def _whole_title(form: Form, pen: Pen) -> list[Drawn]:
    """What does not fit above stands first in the dialog: which of two long names it is about."""
    return [{"type": "section", "text": pen.plain(form.title, LABEL)}] if len(form.title) > TITLE else []


def _input(field: Field, pen: Pen) -> Drawn:
    hint = {"hint": pen.plain(field.hint, HINT)} if field.hint else {}
    return {
        "type": "input",
        "block_id": field.key,
        "optional": not field.required,
        "label": pen.plain(field.label, LABEL),
        "element": {"action_id": ANSWER, **_element(field, pen)},
        **hint,
    }


def _element(field: Field, pen: Pen) -> Drawn:
    options = field.options or ((("yes", "Yes"), ("no", "No")) if field.kind == "yes/no" else ())
    if options:
        return _select(options, field.value, pen)
    match field.kind:
        case "colleague":
            return {"type": "users_select"}
        case "date":
            return {"type": "datepicker", **({"initial_date": field.value} if field.value else {})}
        case kind:
            long = {"multiline": True} if kind == "long" else {}
            initial = {"initial_value": field.value[:INITIAL]} if field.value else {}
            return {"type": "plain_text_input", **long, **initial}


def _select(options: tuple[tuple[str, str], ...], value: str, pen: Pen) -> Drawn:
    drawn = [{"text": pen.plain(label, CHOICE), "value": key} for key, label in options[:MOST_CHOICES]]
    chosen = next((one for one in drawn if one["value"] == value), None)
    return {"type": "static_select", "options": drawn, **({"initial_option": chosen} if chosen else {})}


def answers(state: object) -> dict[str, str]:
    """What was filled in, by the fields' keys; what was left empty, or is of no kind that Slack sends, is left out."""
    found: dict[str, str] = {}
    for key, block in _object(state).items():
        if words := _answer(_object(_object(block).get(ANSWER))):
            found[key] = words
    return found


def _answer(said: Mapping[str, Any]) -> str:
    if user := _words(said.get("selected_user")):
        return f"<@{user}>"
    chosen = _words(_object(said.get("selected_option")).get("value"))
    return chosen or _words(said.get("selected_date")) or _words(said.get("value"))


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _words(value: object) -> str:
    """Words and numbers as words; nothing for everything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def errors(form: Form) -> dict[str, str]:
    """The faults of a form that came back, by the keys of the fields they stand beside."""
    return {field.key: field.error for field in form.fields if field.error}
