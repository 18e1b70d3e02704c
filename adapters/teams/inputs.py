"""The parts of a card to answer: forms as inputs, buttons as actions that come back to us."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from adapters.card import Button, Buttons, Field, Form
from adapters.teams.formatter import Drawn, Formatter

VERB = "say"
REFRESH = ".0"  # the last part of a refresh action's name; other actions count from 1
MOST_ACTIONS = 6  # in one row; Teams hides further ones
ROOM = 38  # letters of one row on a phone, with FRAME for each button: a row that is too wide is cut off
FRAME = 4
MORE = "•••"
CANCEL, KEPT = "cancel", "kept"  # names in an action's data
MOST_LETTERS = 4000  # characters that a person can type into a field

_LABEL = 75
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_STYLE = {"primary": {"style": "positive"}, "danger": {"style": "destructive"}, "plain": {}}


Opens = Callable[[str], bool]
"""Whether a button's command only shows something or asks with a form, so that it opens a dialog."""

FETCH = {"msteams": {"type": "task/fetch"}}


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a card is drawn, which decides what its buttons are.

    `opens` is None where the chat has no dialogs. `kept`: a press must not replace this card, for example a digest.
    `inside`: the card is in a dialog, where Teams knows no Action.Execute.
    """

    opens: Opens | None = None
    kept: bool = False
    inside: bool = False

    def fetches(self, command: str) -> bool:
        """Whether a button with this command opens a dialog."""
        return self.opens is not None and not self.inside and self.opens(command)


@dataclass(slots=True)
class Ids:
    """Names for the actions of one card: the same ones each time the same card is drawn, so repeats are recognised."""

    card: str
    setting: Setting = Setting()
    count: int = 0

    def next(self) -> str:
        self.count += 1
        return f"{self.card}.{self.count}"


def form(part: Form, number: int, formatter: Formatter, ids: Ids, below: str = "") -> list[Drawn]:
    """The fields, each with its error, and the button that sends them back.

    A form's title is left out if it equals the title it is `below`.
    """
    asked = [element for field in part.fields for element in _field(field, number, formatter)]
    words = {"subject": part.subject, "form": number}
    send = _action(part.submit, part.command, ids, {**words, "title": part.title}, style="positive")
    title = [] if part.title == below else [{**formatter.text(part.title, weight="Bolder"), "spacing": "Large"}]
    return [*title, *asked, {"type": "ActionSet", "actions": [send, _cancel(ids)]}]


def form_button(part: Form, formatter: Formatter, ids: Ids) -> list[Drawn]:
    """A button that opens the form as a dialog: below a card that says more, its fields would be lost from sight."""
    opening = _action(_short(part.title, formatter), part.command, ids, FETCH, style="positive")
    return [{"type": "ActionSet", "actions": [opening]}]


def _cancel(ids: Ids) -> Drawn:
    """Leaves a form without saving; its questions need no answer then."""
    return _action("Cancel", "", ids, {CANCEL: True}, associatedInputs="none")


def _field(field: Field, number: int, formatter: Formatter) -> list[Drawn]:
    name = f"{number}.{field.key}"
    shown: Drawn = {
        "id": name,
        "label": formatter.plain(field.label),
        **({"value": field.value} if field.value else {}),
    }
    if field.required:
        shown |= {"isRequired": True, "errorMessage": "This needs an answer."}
    error = [formatter.text(field.error, color="Attention") | {"spacing": "Small"}] if field.error else []
    return [{**shown, **_input(field, formatter)}, *_hint(field, formatter), *error]


def _input(field: Field, formatter: Formatter) -> Drawn:
    hint = {"placeholder": formatter.plain(field.hint)} if field.hint else {}
    if field.options:
        offered = [one for at, one in enumerate(field.options) if at < formatter.rows * 2 or one[0] == field.value]
        choices = [{"title": formatter.plain(label), "value": value} for value, label in offered]
        return {"type": "Input.ChoiceSet", "style": "compact", "choices": choices, **hint}
    if field.kind == "date" and _DATE.fullmatch(field.value or "2000-01-01"):
        return {"type": "Input.Date"}
    style = {"style": "Url"} if field.kind == "link" else {}
    return {"type": "Input.Text", "maxLength": MOST_LETTERS, "isMultiline": field.kind == "long", **style, **hint}


def _hint(field: Field, formatter: Formatter) -> list[Drawn]:
    """The hint below a field: a placeholder disappears with the first letter, and a calendar has none."""
    return [formatter.text(field.hint, size="Small", isSubtle=True)] if field.hint and field.kind == "date" else []


def buttons(part: Buttons, formatter: Formatter, ids: Ids) -> list[Drawn]:
    """Rows of buttons. One with a question opens it first; the last one opens the seldom used buttons."""
    asking = [one for one in part.more if one.ask]  # Teams opens no card within an opened card
    actions = [_button(one, formatter, ids) for one in (*part.row, *asking)]
    rarely = [_button(one, formatter, ids) for one in part.more if not one.ask]
    sign = _short(part.sign, formatter) if part.sign else MORE
    more = [{"type": "Action.ShowCard", "title": sign, "card": _opened(_sets(rarely))}] if rarely else []
    return _sets([*actions, *more])


def _sets(actions: list[Drawn]) -> list[Drawn]:
    return [{"type": "ActionSet", "actions": row} for row in _rows(actions)]


def _opened(body: list[Drawn], **rest: object) -> Drawn:
    """A card within the card, which a button opens and closes."""
    return {"type": "AdaptiveCard", "body": body, **rest}


def _rows(actions: list[Drawn]) -> list[list[Drawn]]:
    """The actions in rows that fit the width."""
    rows: list[list[Drawn]] = []
    for action in actions:
        row = [*(rows[-1] if rows else ()), action]
        if rows and len(row) <= MOST_ACTIONS and sum(len(one["title"]) + FRAME for one in row) <= ROOM:
            rows[-1] = row
        else:
            rows.append([action])
    return rows


def _button(button: Button, formatter: Formatter, ids: Ids) -> Drawn:
    label = _short(button.label, formatter)
    extra = FETCH if ids.setting.fetches(button.command) else {}
    act = _action(label, button.command, ids, extra, associatedInputs="none", **_STYLE[button.style])
    if not button.ask:
        return act
    sure = {**act, "title": _short(f"Yes: {label}", formatter)}
    return {"type": "Action.ShowCard", "title": label, "card": _opened([formatter.text(button.ask)], actions=[sure])}


def _action(title: str, command: str, ids: Ids, extra: Drawn, **formatting: str) -> Drawn:
    """An Action.Execute; a client that doesn't know it sends the same as an Action.Submit.

    A dialog opens and is sent by an Action.Submit only.
    """
    name = ids.next()
    kept = {KEPT: True} if ids.setting.kept else {}
    data = {"command": command, "act": name, **kept, **extra}
    shown = {"title": title, "data": data, **formatting}
    instead = {"type": "Action.Submit", **shown}
    if ids.setting.inside or "msteams" in extra:
        return instead
    return {"type": "Action.Execute", "id": name, "verb": VERB, **shown, "fallback": instead}


def _short(label: str, formatter: Formatter) -> str:
    words = formatter.plain(label)
    return words if len(words) <= _LABEL else words[: _LABEL - 1] + "…"
