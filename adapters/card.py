"""The neutral card: what the bot shows, without anything of a platform."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Bold:
    """Words that stand out."""

    words: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type exactly as it is.

    With `command` it is a command. Each platform adds what people type before it there.
    """

    words: str
    command: bool = False

    def typed(self, before: str) -> str:
        """The letters to type where `before` comes before a command."""
        return f"{before}{self.words}" if self.command else self.words


@dataclass(frozen=True, slots=True)
class Link:
    """Words that link to an address."""

    words: str
    url: str


Words = tuple[str | Bold | Code | Link, ...]


def unmarked(words: Words, before: str) -> str:
    """Words as one plain text, where `before` comes before a command."""
    return "".join(_unmarked(one, before) for one in words)


def _unmarked(span: str | Bold | Code | Link, before: str) -> str:
    if isinstance(span, str):
        return span
    return span.typed(before) if isinstance(span, Code) else span.words


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `small` is for less important text."""

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
    """Rows under columns; `right` names the columns (from 0) whose cells are figures, `label` what the rows are.

    `numbers` has for a column (from 0) the number of each row, by which a chat can sort it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    numbers: tuple[tuple[int, tuple[float, ...]], ...] = ()
    label: str = ""
    kind: Literal["table"] = "table"


StepState = Literal["done", "now", "ahead", "warning"]


@dataclass(frozen=True, slots=True)
class Track:
    """A route with the steps that are done and those ahead: the deal's stages, or the buyer's steps."""

    label: str
    steps: tuple[tuple[str, StepState], ...]
    kind: Literal["track"] = "track"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of `Bars`; `share` is its length, between 0 and 1."""

    label: str
    share: float
    note: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Quantities as bars, for example the funnel."""

    label: str
    rows: tuple[Bar, ...]
    kind: Literal["bars"] = "bars"


@dataclass(frozen=True, slots=True)
class Point:
    """One of a `Chart`: `value` is drawn, `note` says it all, and `beside` only what isn't the value: "3 deals"."""

    label: str
    value: float
    note: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures that the chat draws where it can; elsewhere their `fallback` is shown instead, never beside it.

    `funnel` has the steps of a route in their order, `bars` are figures side by side, `wheel` are the parts of a whole.
    `unit` is what the values count: "EUR". `total` says all of them: "9 deals". `in_title`: the title ends with it.
    """

    label: str
    points: tuple[Point, ...]
    shape: Literal["funnel", "bars", "wheel"] = "bars"
    unit: str = ""
    total: str = ""
    in_title: bool = False
    kind: Literal["chart"] = "chart"

    @property
    def heading(self) -> str:
        """Its name, with the total where the card's title doesn't say it."""
        return f"{self.label}: {self.total}" if self.total and not self.in_title else self.label

    @property
    def drawable(self) -> bool:
        """Whether a drawing shows more than its words do: it has two figures to compare."""
        return sum(point.value > 0 for point in self.points) > 1

    @property
    def fallback(self) -> Bars:
        """The same figures as bars: what everyone can read, with the words that a drawing can't say."""
        most = max((point.value for point in self.points), default=0.0)
        rows = tuple(Bar(one.label, one.value / most if most else 0.0, one.note) for one in self.points)
        return Bars(self.heading, rows)


FieldKind = Literal["line", "long", "choice", "money", "date", "colleague", "link", "yes/no"]


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `options` are (value, label) pairs; `error` is shown beside the field."""

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
    """Fields and the `command` that they complete. It comes back as an Inbound with the values and this `subject`."""

    command: str
    subject: str
    title: str
    fields: tuple[Field, ...]
    submit: str = "Save"
    kind: Literal["form"] = "form"


@dataclass(frozen=True, slots=True)
class Button:
    """A command under a label; `ask` is a question that the person confirms first."""

    label: str
    command: str
    style: Literal["plain", "primary", "danger"] = "plain"
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Buttons:
    """Buttons side by side. `only` has the ids of the users they are for; empty means everyone.

    If a platform can show each person another card, no one else sees them. Elsewhere all do, and the press is checked.
    `more` has the ones that people seldom want, in a menu. `sign` is its name if it has one, for example "Open a deal".
    """

    row: tuple[Button, ...]
    only: tuple[str, ...] = ()
    more: tuple[Button, ...] = ()
    sign: str = ""
    kind: Literal["buttons"] = "buttons"

    @property
    def every(self) -> tuple[Button, ...]:
        """All of them, the usual ones first."""
        return (*self.row, *self.more)


Element = Text | Bullets | Facts | Table | Track | Bars | Chart | Form | Buttons
Tone = Literal["plain", "good", "warning", "stop"]


@dataclass(frozen=True, slots=True)
class Card:
    """A message with a title. `tone` is its colour: `good` for an opened gate, `stop` for a refusal.

    `refresh_command` answers with this card as it is now for the person who asks; empty if the card can't change.
    `notification` is what a phone shows before it is opened, at most 120 characters. Empty: the title says it all.
    """

    title: str
    body: tuple[Element, ...] = ()
    tone: Tone = "plain"
    refresh_command: str = ""
    notification: str = ""

    @property
    def summary(self) -> str:
        """What a notification says of the card."""
        return self.notification or self.title

    @property
    def anew(self) -> str:
        """The earlier name of `refresh_command`, which tools outside this project read."""
        return self.refresh_command
