"""The parts of a card as Slack's blocks, each within its own limits."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from adapters.card import (
    Bar,
    Bars,
    Bullets,
    Button,
    Buttons,
    Chart,
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
from adapters.slack.formatter import BEFORE, Drawn, Formatter, run
from adapters.slack.table import aligned, native

ACTIONS = 25
BUTTON_TEXT = 75
BUTTON_VALUE = 2000
MENU = range(2, 6)
"""The fewest and the most options of an overflow menu; for a single one a button is shorter."""
MOST_CHOICES = 100
"""The most options of a select, which takes the place of an overflow menu for more than that has."""
OPTION_VALUE = 150
FIELD_TEXT = 2000
CONFIRM_TEXT, CONFIRM_LABEL = 300, 30
MORE = "More"
BAR = 12

_STEP: dict[StepState, str] = {"done": "✅", "now": "▶️", "ahead": "⚪", "warning": "⚠️"}

T = TypeVar("T")


def drawn(part: Element, formatter: Formatter) -> list[Drawn]:
    """The part as blocks. Their buttons get numbers when the whole message is built."""
    return _DRAW[part.kind](part, formatter)


def _text(part: Text, formatter: Formatter) -> list[Drawn]:
    if part.small and not any(isinstance(span, Link) for span in part.words):
        return [{"type": "context", "elements": [formatter.plain(unmarked(part.words, BEFORE), FIELD_TEXT)]}]
    return [rich(section(formatter.line(part.words)))]


def _bullets(part: Bullets, formatter: Formatter) -> list[Drawn]:
    lines = [section(formatter.line(line)) for line in part.lines[: formatter.rows]]
    more = len(part.lines) - len(lines)
    lines += [section(formatter.line((f"… and {more} more",), italic=True))] if more else []
    return [rich({"type": "rich_text_list", "style": "bullet", "elements": lines})] if lines else []


def _facts(part: Facts, formatter: Formatter) -> list[Drawn]:
    """One line for each, with a bold name: on a phone Slack's own fields lose their columns, and all look alike."""
    pairs = part.pairs[: formatter.rows]
    runs = [one for at, pair in enumerate(pairs) for one in _fact(pair, formatter, first=not at)]
    more = len(part.pairs) - len(pairs)
    runs += [run(f"\n… and {more} more", italic=True)] if more else []
    return [rich(section(runs))] if runs else []


def _fact(pair: tuple[str, str], formatter: Formatter, *, first: bool) -> list[Drawn]:
    name, value = (formatter.text(words, FIELD_TEXT) for words in pair)
    return [run(f"{'' if first else chr(10)}{name}", bold=True), run(f"  {value}")]


def _table(part: Table, formatter: Formatter) -> list[Drawn]:
    return [native(part, formatter) or preformatted(aligned(part, formatter))]


def _track(part: Track, formatter: Formatter) -> list[Drawn]:
    steps: list[Drawn] = []
    for name, state in part.steps:
        before = " › " if steps else ""
        style = {"bold": True} if state == "now" else {}
        steps.append(run(f"{before}{_STEP[state]} {formatter.text(name)}", **style))
    return [rich(section([*formatter.line((f"{part.label}\n",), bold=True), *steps]))]


def _bars(part: Bars, formatter: Formatter) -> list[Drawn]:
    lines = [one for row in part.rows[: formatter.rows] for one in _bar(row, formatter)]
    return [rich(section([*formatter.line((part.label,), bold=True), *lines]))]


def _chart(part: Chart, formatter: Formatter) -> list[Drawn]:
    return _bars(part.fallback, formatter)


def _bar(row: Bar, formatter: Formatter) -> list[Drawn]:
    """The bar comes first, so all bars begin below each other in any typeface."""
    filled = round(BAR * min(1.0, max(0.0, row.share)))
    label, note = formatter.text(row.label), f" {formatter.text(row.note)}" if row.note else ""
    return [run(f"\n{'▰' * filled}{'▱' * (BAR - filled)} "), run(label, bold=True), *([run(note)] if note else [])]


def _form(part: Form, formatter: Formatter) -> list[Drawn]:
    """A button that opens the form as a dialog."""
    if len(part.command) > BUTTON_VALUE:
        return [_too_long(part.title, formatter)]
    label = formatter.plain(part.title, BUTTON_TEXT)
    button = {"type": "button", "action_id": "form", "text": label, "value": part.command, "style": "primary"}
    return [{"type": "actions", "elements": [button]}]


def _buttons(part: Buttons, formatter: Formatter) -> list[Drawn]:
    """The row, with seldom used buttons in a menu at its end, as far as they fit."""
    menu = _menu(part)
    row = [*part.row, *(one for one in part.more if one not in menu)]
    short = [one for one in row if 0 < len(one.command) <= BUTTON_VALUE]
    elements = [*(_button(one, formatter) for one in short), *([_opened(menu, part.sign, formatter)] if menu else [])]
    rows = [{"type": "actions", "elements": list(some)} for some in _by(ACTIONS, elements)]
    return [*rows, *(_too_long(one.label, formatter) for one in row if one not in short)]


def _menu(part: Buttons) -> list[Button]:
    """The buttons that a menu can have (without a question to confirm); none if they are too few for a menu."""
    fit = [one for one in part.more if 0 < len(one.command) <= OPTION_VALUE and not one.ask][:MOST_CHOICES]
    return fit if part.sign or len(fit) >= MENU[0] else []


def _opened(menu: Sequence[Button], sign: str, formatter: Formatter) -> Drawn:
    """Three dots for a few; a select for many, or for one with a name of its own."""
    options = [{"text": formatter.plain(one.label, BUTTON_TEXT), "value": one.command} for one in menu]
    if not sign and len(menu) in MENU:
        return {"type": "overflow", "action_id": "say", "options": options}
    placeholder = formatter.plain(sign or MORE, BUTTON_TEXT)
    return {"type": "static_select", "action_id": "say", "placeholder": placeholder, "options": options}


def _button(button: Button, formatter: Formatter) -> Drawn:
    style = {} if button.style == "plain" else {"style": button.style}
    label = formatter.plain(button.label, BUTTON_TEXT)
    made = {"type": "button", "action_id": "say", "text": label, "value": button.command, **style}
    return made | ({"confirm": _confirm(button, formatter)} if button.ask else {})


def _confirm(button: Button, formatter: Formatter) -> Drawn:
    return {
        "title": formatter.plain("Are you sure?"),
        "text": formatter.plain(button.ask, CONFIRM_TEXT),
        "confirm": formatter.plain(button.label, CONFIRM_LABEL),
        "deny": formatter.plain("Cancel"),
        **({"style": "danger"} if button.style == "danger" else {}),
    }


def _too_long(label: str, formatter: Formatter) -> Drawn:
    words = f"“{formatter.text(label, BUTTON_TEXT)}” is too long for a button here. Type the command instead."
    return {"type": "context", "elements": [formatter.plain(words)]}


_DRAW: dict[str, Callable[[Any, Formatter], list[Drawn]]] = {
    "text": _text,
    "bullets": _bullets,
    "facts": _facts,
    "table": _table,
    "track": _track,
    "bars": _bars,
    "chart": _chart,
    "form": _form,
    "buttons": _buttons,
}


def rich(*elements: Drawn) -> Drawn:
    """A block of rich text."""
    return {"type": "rich_text", "elements": list(elements)}


def section(runs: list[Drawn]) -> Drawn:
    """Runs of one line or paragraph."""
    return {"type": "rich_text_section", "elements": runs}


def preformatted(text: str) -> Drawn:
    """Text in letters of one width."""
    return rich({"type": "rich_text_preformatted", "elements": [run(text)]})


def _by(most: int, all_of: Sequence[T]) -> list[Sequence[T]]:
    return [all_of[at : at + most] for at in range(0, len(all_of), most)]
