"""A form as Slack's dialog, and what comes back from it."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.card import Field, Form, Text
from adapters.slack import elements
from adapters.slack.formatter import Drawn, Formatter

TITLE, SUBMIT, CHOICE, INITIAL = 24, 24, 75, 3000
LABEL, HINT = 300, 300  # bytes; Slack accepts 2,000 of each, but 250 kB in all
MOST_FIELDS, MOST_CHOICES, MOST_NOTES = 90, 100, 9
"""Limits of a view and of a choice in it (Slack's documentation on views and on select menus)."""

ANSWER = "value"
"""The prefix of every field's action id; its block id is the field's key."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_USER = re.compile(r"<@(\w+)>")


def view(form: Form, private_metadata: str, notes: Sequence[Text] = ()) -> Drawn:
    """The form as a dialog below `notes`; `private_metadata` (3,000 characters at most) comes back with the answers."""
    formatter = Formatter()
    return {
        "type": "modal",
        "callback_id": "form",
        "title": formatter.plain(form.title, TITLE),
        "submit": formatter.plain(form.submit, SUBMIT),
        "close": formatter.plain("Cancel"),
        "private_metadata": private_metadata,
        "blocks": [*_whole_title(form, formatter), *_notes(notes, formatter), *_inputs(form, formatter)],
    }


def _notes(notes: Sequence[Text], formatter: Formatter) -> list[Drawn]:
    drawn: list[Drawn] = []
    for note in notes[:MOST_NOTES]:
        drawn += elements.drawn(note, formatter)
    return drawn


def _inputs(form: Form, formatter: Formatter) -> list[Drawn]:
    """The fields, each with its error: a redrawn dialog has no place of its own for errors."""
    drawn: list[Drawn] = []
    space = MOST_FIELDS - sum(bool(field.error) for field in form.fields)
    for field in form.fields[:space]:
        drawn.append(_input(field, formatter))
        if field.error:
            drawn.append({"type": "section", "text": formatter.plain(f"⚠️ {field.error}", LABEL)})
    return drawn


def _whole_title(form: Form, formatter: Formatter) -> list[Drawn]:
    """The whole title as the first line, if the title bar cuts it: two long names can begin alike."""
    return [{"type": "section", "text": formatter.plain(form.title, LABEL)}] if len(form.title) > TITLE else []


def _input(field: Field, formatter: Formatter) -> Drawn:
    hint = {"hint": formatter.plain(field.hint, HINT)} if field.hint else {}
    return {
        "type": "input",
        "block_id": field.key,
        "optional": not field.required,
        "label": formatter.plain(field.label, LABEL),
        "element": {"action_id": _action_id(field), **_element(field, formatter)},
        **hint,
    }


def _action_id(field: Field) -> str:
    """Another id for another value: Slack keeps the content of a field whose ids stay the same (docs, views.update)."""
    digest = hashlib.sha256(field.value.encode()).hexdigest()[:8]
    return f"{ANSWER}-{digest}" if field.value else ANSWER


def _element(field: Field, formatter: Formatter) -> Drawn:
    options = field.options or ((("yes", "Yes"), ("no", "No")) if field.kind == "yes/no" else ())
    if options:
        return _select(options, field.value, formatter)
    match field.kind:
        case "colleague":
            user = _USER.fullmatch(field.value)
            return {"type": "users_select", **({"initial_user": user[1]} if user else {})}
        case "date" if _DATE.fullmatch(field.value or "2000-01-01"):  # a value that isn't a date needs a text field
            return {"type": "datepicker", **({"initial_date": field.value} if field.value else {})}
        case kind:
            long = {"multiline": True} if kind == "long" else {}
            initial = {"initial_value": field.value[:INITIAL]} if field.value else {}
            return {"type": "plain_text_input", **long, **initial}


def _select(options: tuple[tuple[str, str], ...], value: str, formatter: Formatter) -> Drawn:
    drawn = [{"text": formatter.plain(label, CHOICE), "value": key} for key, label in options[:MOST_CHOICES]]
    chosen = next((one for one in drawn if one["value"] == value), None)
    return {"type": "static_select", "options": drawn, **({"initial_option": chosen} if chosen else {})}


def answers(state: object) -> dict[str, str]:
    """The answers by field key; a field that was left empty is there, so that a form with a fault keeps it."""
    found: dict[str, str] = {}
    for key, block in _object(state).items():
        for element in _object(block).values():
            found[key] = _answer(_object(element))
            break
    return found


def _answer(text: Mapping[str, Any]) -> str:
    if user := _words(text.get("selected_user")):
        return f"<@{user}>"
    chosen = _words(_object(text.get("selected_option")).get("value"))
    return chosen or _words(text.get("selected_date")) or _words(text.get("value"))


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _words(value: object) -> str:
    """Texts and numbers as text; "" for everything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def errors(form: Form) -> dict[str, str]:
    """The errors of a form, by field key."""
    return {field.key: field.error for field in form.fields if field.error}


def faulty(form: Form, shown: Mapping[str, Any], saved: Mapping[str, Any]) -> Drawn:
    """The answer to Slack for a form with errors.

    `shown` is the dialog that was filled in, `saved` its private metadata. Errors are shown beside the same
    fields. If the fields differ now, because one asks back, the dialog is redrawn.
    """
    blocks = shown.get("blocks")
    drawn = [_object(block) for block in blocks] if isinstance(blocks, list) else []
    fields = {block.get("block_id") for block in drawn if block.get("type") == "input"}
    if fields == {field.key for field in form.fields[:MOST_FIELDS]}:
        return {"response_action": "errors", "errors": errors(form)}
    return next_form(form, saved)


def next_form(form: Form, saved: Mapping[str, Any], notes: Sequence[Text] = ()) -> Drawn:
    """The answer to Slack that draws another form in the dialog; `saved` is the private metadata of the one before."""
    comes_back = json.dumps({**saved, "command": form.command, "subject": form.subject})
    return {"response_action": "update", "view": view(form, comes_back, notes)}
