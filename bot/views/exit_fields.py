"""Exit fields: how each kind of exit is asked for in a form, and how its answer is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from adapters.card import FieldKind
from bot.views.dates import example_day, full_day
from bot.views.form_options import colleagues
from bot.views.words import capital, money, name
from process.context import Context
from process.exit_kinds import Kind
from process.money import Money
from process.playbook import Exit

NARROW = ("who", "when", "where", "how many", "on which")
Options = tuple[tuple[str, str], ...]


def _as_it_is(value: str, context: Context) -> str:
    return value


def _no_options(item: Exit, context: Context) -> Options:
    return ()


@dataclass(frozen=True, slots=True)
class ExitField:
    """The field that asks for one kind of exit.

    `kind` is the field's; `hint` is shown where the playbook gives none, with a day in place of "{day}". `shown`
    turns an answer in canonical words into what a person reads; it raises ValueError for what it can't read.
    """

    kind: FieldKind
    hint: str = ""
    options: Callable[[Exit, Context], Options] = _no_options
    shown: Callable[[str, Context], str] = _as_it_is


def _choices(item: Exit, context: Context) -> Options:
    return tuple((choice, capital(choice)) for choice in item.choices)


def _yes_no(item: Exit, context: Context) -> Options:
    return ("yes", "Yes"), ("no", "No")


def _colleagues(item: Exit, context: Context) -> Options:
    return colleagues(context, item.role)


def _money(value: str, context: Context) -> str:
    return money(Money.of(value))


def _day(value: str, context: Context) -> str:
    return full_day(date.fromisoformat(value))


def _person(value: str, context: Context) -> str:
    return name(context, value)


FIELDS: Mapping[Kind, ExitField] = {
    "text": ExitField("long"),
    "choice": ExitField("choice", options=_choices),
    "money": ExitField("money", "for example 50000 EUR", shown=_money),
    "date": ExitField("date", "for example {day}", shown=_day),
    "contact": ExitField("line", "name and role"),
    "colleague": ExitField("colleague", options=_colleagues, shown=_person),
    "link": ExitField("link", "for example https://example.com/contract"),
    "yes/no": ExitField("yes/no", options=_yes_no),
    "list": ExitField("long"),
}
"""A list's own questions are in `bot/views/list_fields.py`."""


def field_kind(item: Exit) -> FieldKind:
    """The kind of field for an exit; words go on one line only where the question asks for a person, day or place."""
    kind = FIELDS[item.kind].kind
    narrow = item.question.casefold().startswith(NARROW) and "," not in item.question
    return "line" if kind == "long" and narrow else kind


def field_options(item: Exit, context: Context) -> Options:
    """What there is to choose from, pairs of value and label; nothing where any answer can be given."""
    return FIELDS[item.kind].options(item, context)


def field_hint(item: Exit) -> str:
    """What stands under the question; the buyer's name and place have fields of their own."""
    hint = item.hint or usual_hint(item)
    return hint.split(", said by")[0] if item.attest == "buyer" else hint


def usual_hint(item: Exit) -> str:
    """What helps to answer an exit of this kind."""
    return FIELDS[item.kind].hint.format(day=example_day())


def exit_value(item: Exit, value: str, context: Context) -> str:
    """The canonical value of an exit as a person reads it; as it is if it can't be read."""
    try:
        return FIELDS[item.kind].shown(value, context)
    except ValueError:
        return value
