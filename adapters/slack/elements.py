"""The parts of a card as Slack's blocks, each within its own limits."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from adapters.card import (
    Bar,
    Bars,
    Bullets,
    Button,
    Buttons,
    Element,
    Facts,
    Form,
    Link,
    StepState,
    Table,
    Text,
    Track,
    unmarked,
)
from adapters.slack.grid import aligned, native
from adapters.slack.words import BEFORE, Drawn, Pen, run

ACTIONS = 25
BUTTON_TEXT = 75
BUTTON_VALUE = 2000
MENU = range(2, 6)
"""How many options an overflow menu has; for one alone it would be a detour."""
OPTION_VALUE = 150
FIELD_TEXT = 2000
CONFIRM_TEXT, CONFIRM_LABEL = 300, 30
BAR = 12

_STEP: dict[StepState, str] = {"done": "✅", "now": "▶️", "ahead": "⚪", "warning": "⚠️"}

T = TypeVar("T")


def drawn(part: Element, pen: Pen) -> list[Drawn]:
    """The part as blocks. Their buttons are numbered by whoever puts the message together."""
    return _DRAW[part.kind](part, pen)


def _text(part: Text, pen: Pen) -> list[Drawn]:
    if part.small and not any(isinstance(span, Link) for span in part.words):
        return [{"type": "context", "elements": [pen.plain(unmarked(part.words, BEFORE), FIELD_TEXT)]}]
    return [rich(section(pen.line(part.words)))]


def _bullets(part: Bullets, pen: Pen) -> list[Drawn]:
    lines = [section(pen.line(line)) for line in part.lines[: pen.rows]]
    more = len(part.lines) - len(lines)
    lines += [section(pen.line((f"… and {more} more",), italic=True))] if more else []
    return [rich({"type": "rich_text_list", "style": "bullet", "elements": lines})] if lines else []


def _facts(part: Facts, pen: Pen) -> list[Drawn]:
    """A line each, its name bold: Slack's own fields lose their columns on a phone, and plain ones look all alike."""
    pairs = part.pairs[: pen.rows]
    runs = [one for at, pair in enumerate(pairs) for one in _fact(pair, pen, first=not at)]
    more = len(part.pairs) - len(pairs)
    runs += [run(f"\n… and {more} more", italic=True)] if more else []
    return [rich(section(runs))] if runs else []


def _fact(pair: tuple[str, str], pen: Pen, *, first: bool) -> list[Drawn]:
    name, value = (pen.said(words, FIELD_TEXT) for words in pair)
    return [run(f"{'' if first else chr(10)}{name}", bold=True), run(f"  {value}")]


def _table(part: Table, pen: Pen) -> list[Drawn]:
    return [native(part, pen) or preformatted(aligned(part, pen))]


def _track(part: Track, pen: Pen) -> list[Drawn]:
    steps = [
        run(f"{' › ' if at else ''}{_STEP[state]} {pen.said(name)}", **({"bold": True} if state == "now" else {}))
        for at, (name, state) in enumerate(part.steps)
    ]
    return [rich(section([*pen.line((f"{part.label}\n",), bold=True), *steps]))]


def _bars(part: Bars, pen: Pen) -> list[Drawn]:
    lines = [one for row in part.rows[: pen.rows] for one in _bar(row, pen)]
    return [rich(section([*pen.line((part.label,), bold=True), *lines]))]


def _bar(row: Bar, pen: Pen) -> list[Drawn]:
    """The bar stands first, where bars begin below each other in any typeface."""
    filled = round(BAR * min(1.0, max(0.0, row.share)))
    label, note = pen.said(row.label), f" {pen.said(row.note)}" if row.note else ""
    return [run(f"\n{'▰' * filled}{'▱' * (BAR - filled)} "), run(label, bold=True), *([run(note)] if note else [])]


def _form(part: Form, pen: Pen) -> list[Drawn]:
    """A button that opens the form; Slack has a dialog for the questions."""
    if len(part.command) > BUTTON_VALUE:
        return [_unsaid(part.title, pen)]
    label = pen.plain(part.title, BUTTON_TEXT)
    button = {"type": "button", "action_id": "form", "text": label, "value": part.command, "style": "primary"}
    return [{"type": "actions", "elements": [button]}]


def _buttons(part: Buttons, pen: Pen) -> list[Drawn]:
    """The row, and behind three dots at its end what is seldom wanted, as far as a menu may hold it."""
    menu = _menu(part.more)
    row = [*part.row, *(one for one in part.more if one not in menu)]
    short = [one for one in row if 0 < len(one.command) <= BUTTON_VALUE]
    elements = [*(_button(one, pen) for one in short), *([_overflow(menu, pen)] if menu else [])]
    rows = [{"type": "actions", "elements": list(some)} for some in _by(ACTIONS, elements)]
    return [*rows, *(_unsaid(one.label, pen) for one in row if one not in short)]


def _menu(more: Sequence[Button]) -> list[Button]:
    """Those that a menu can hold, which asks nothing about any of them; none where they are too few for one."""
    fit = [one for one in more if 0 < len(one.command) <= OPTION_VALUE and not one.ask][: MENU[-1]]
    return fit if len(fit) in MENU else []


def _overflow(menu: Sequence[Button], pen: Pen) -> Drawn:
    options = [{"text": pen.plain(one.label, BUTTON_TEXT), "value": one.command} for one in menu]
    return {"type": "overflow", "action_id": "say", "options": options}


def _button(button: Button, pen: Pen) -> Drawn:
    style = {} if button.style == "plain" else {"style": button.style}
    label = pen.plain(button.label, BUTTON_TEXT)
    made = {"type": "button", "action_id": "say", "text": label, "value": button.command, **style}
    return made | ({"confirm": _confirm(button, pen)} if button.ask else {})


def _confirm(button: Button, pen: Pen) -> Drawn:
    return {
        "title": pen.plain("Are you sure?"),
        "text": pen.plain(button.ask, CONFIRM_TEXT),
        "confirm": pen.plain(button.label, CONFIRM_LABEL),
        "deny": pen.plain("Cancel"),
        **({"style": "danger"} if button.style == "danger" else {}),
    }


def _unsaid(label: str, pen: Pen) -> Drawn:
    words = f"“{pen.said(label, BUTTON_TEXT)}” says more than a button holds here: give the command by hand."
    return {"type": "context", "elements": [pen.plain(words)]}


_DRAW: dict[str, Callable[[Any, Pen], list[Drawn]]] = {
    "text": _text,
    "bullets": _bullets,
    "facts": _facts,
    "table": _table,
    "track": _track,
    "bars": _bars,
    "form": _form,
    "buttons": _buttons,
}


def rich(*elements: Drawn) -> Drawn:
    """A block of rich text."""
    return {"type": "rich_text", "elements": list(elements)}


def section(runs: list[Drawn]) -> Drawn:
    """Runs on one line or in one paragraph."""
    return {"type": "rich_text_section", "elements": runs}


def preformatted(text: str) -> Drawn:
    """Letters of one width, line by line."""
    return rich({"type": "rich_text_preformatted", "elements": [run(text)]})


def _by(most: int, all_of: Sequence[T]) -> list[Sequence[T]]:
    return [all_of[at : at + most] for at in range(0, len(all_of), most)]
