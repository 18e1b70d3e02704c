"""The neutral card: what the bot shows, without a word on where it will be shown."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Bold:
    """Words that stand out."""

    words: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type, letter by letter.

    With `command` it is a command, without what people type before it on a platform: that is the platform's to add.
    """

    words: str
    command: bool = False

    def typed(self, before: str) -> str:
        """The letters to type where `before` comes before a command."""
        return f"{before}{self.words}" if self.command else self.words


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    words: str
    url: str


Words = tuple[str | Bold | Code | Link, ...]


def unmarked(words: Words, before: str) -> str:
    """Words as one plain text, where `before` comes before a command."""
    return "".join(_unmarked(one, before) for one in words)


def _unmarked(span: str | Bold | Code | Link, before: str) -> str:
    match span:
        case str():
            return span
        case Code():
            return span.typed(before)
        case Bold() | Link():
            return span.words


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `small` is for what may be overlooked."""

    words: Words
    small: bool = False
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short lines."""

    lines: tuple[Words, ...]
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values, side by side."""

    pairs: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; `right` names the columns (from 0) whose cells are figures."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    kind: Literal["table"] = "table"


StepState = Literal["done", "now", "ahead", "warning"]


@dataclass(frozen=True, slots=True)
class Track:
    """A route with the steps behind and ahead: the deal's stages, or the buyer's own."""

    label: str
    steps: tuple[tuple[str, StepState], ...]
    kind: Literal["track"] = "track"


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a bar picture: `share` is between 0 and 1."""

    label: str
    share: float
    note: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Quantities as bars: the funnel, the wheel."""

    label: str
    rows: tuple[Bar, ...]
    kind: Literal["bars"] = "bars"


FieldKind = Literal["line", "long", "choice", "money", "date", "colleague", "link", "yes/no"]


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `options` are (value, label) pairs; `error` stands beside the field."""

    key: str
    label: str
    kind: FieldKind = "line"
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    hint: str = ""
    value: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """Typed questions and the `command` they complete; comes back as an Inbound with values and this `subject`."""

    command: str
    subject: str
    title: str
    fields: tuple[Field, ...]
    submit: str = "Save"
    kind: Literal["form"] = "form"


@dataclass(frozen=True, slots=True)
class Button:
    """A command under a label; `ask` is a question to confirm before it is given."""

    label: str
    command: str
    style: Literal["plain", "primary", "danger"] = "plain"
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Buttons:
    """Buttons side by side. `only` are the users they are for, everybody where it is empty.

    Where a platform can show each their own card, nobody else sees them; elsewhere all do, and the press is judged.

    `more` are the ones that are seldom wanted: a platform may keep them behind a sign of its own, a press away.
    """

    row: tuple[Button, ...]
    only: tuple[str, ...] = ()
    more: tuple[Button, ...] = ()
    kind: Literal["buttons"] = "buttons"

    @property
    def every(self) -> tuple[Button, ...]:
        """All of them, the usual ones first."""
        return (*self.row, *self.more)


Element = Text | Bullets | Facts | Table | Track | Bars | Form | Buttons
Tone = Literal["plain", "good", "warning", "stop"]


@dataclass(frozen=True, slots=True)
class Card:
    """A titled message. `tone` is its colour: an opened gate is good, a refusal a stop.

    `refresh_command` answers with this card as it stands now for the person who asks; empty where it cannot change.
    """

    title: str
    body: tuple[Element, ...] = ()
    tone: Tone = "plain"
    refresh_command: str = ""

    @property
    def anew(self) -> str:
        """The earlier name of `refresh_command`; tools outside this project read it."""
        return self.refresh_command
