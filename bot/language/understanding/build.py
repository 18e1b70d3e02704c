"""From a rule that fits to the operation that it means: its values read, what is missing left empty."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.language.times import read_hour
from bot.language.understanding import values
from bot.language.understanding.around import Around
from bot.language.understanding.choices import Language
from bot.language.understanding.clause import Clause
from bot.language.understanding.marked import MARK, Marked, Span
from bot.language.understanding.match import Match
from bot.language.understanding.proposal import Operation
from bot.language.understanding.sayings import Said
from bot.language.values.answers import Question, Value
from process.colleague import Colleague
from process.deal import Deal
from process.money import Money

EDGES = " \t\n,;:–-\"'()"


@dataclass(frozen=True, slots=True)
class Building:
    """A match with all that is known around it: what the builders of operations work with."""

    match: Match
    clause: Clause
    around: Around
    language: Language
    deal: str
    said: Said
    original: str
    """The whole sentence as it was typed, for notes."""

    heading: tuple[object, str] | None = None
    """The day of a heading above the sentence, and its words."""

    def has(self, slot: str) -> bool:
        """Whether the rule read something into a slot, or has the value itself."""
        return slot in self.match.slots or slot in self.match.rule.slots

    def words(self, slot: str) -> str:
        """A slot's words, as typed; nothing where it is empty."""
        fixed = self.match.rule.slots.get(slot)
        if fixed is not None:
            return fixed
        return self.clause.marked.words(self.match.slots.get(slot, "")).strip(EDGES)

    def meant(self, slot: str) -> str:
        """A slot's words as what they stand for."""
        words = self.words(slot)
        return self.language.meant(slot, words)

    @property
    def record(self) -> Deal | None:
        """The deal itself."""
        return self.around.find(self.deal) if self.deal else None

    def money(self) -> str:
        """The amount in the slot `money` as "50000 EUR"; as typed where it reads in several ways."""
        span = self.clause.marked.span(self.match.slots.get("money", ""))
        if span is None:
            return ""
        readings = readings_of(span)
        return readings[0] if len(readings) == 1 else self.clause.marked.value_of(span)

    def day(self, slot: str = "day", *, past: bool = False) -> str:
        """The day in a slot, as ISO; nothing where it reads in several ways or is none."""
        span = self.clause.marked.span(self.match.slots.get(slot, ""))
        if span is None:
            return ""
        return self.day_of(span.value, self.clause.marked.value_of(span), past=past)

    def day_of(self, value: object, words: str, *, past: bool = False) -> str:
        """A span's day as ISO, read as past where it must have been; as typed where it reads in several ways.

        Typed into the command those words lead to the question which day is meant.
        """
        days = values.past_days(words, self.around.now, self.around.notation) if past else value
        if isinstance(days, tuple) and len(days) > 1:
            return words
        return days[0].isoformat() if isinstance(days, tuple) and days else ""

    def any_day(self) -> str:
        """The one day that the clause speaks of."""
        spans = self.clause.marked.of("t")
        if len(spans) != 1:
            return ""
        return self.day_of(spans[0].value, self.clause.marked.value_of(spans[0]))

    def hour(self) -> str:
        """The time of day in the slot `time`."""
        return clock_time(self.words("time"), self.language)

    def colleague(self, slot: str = "who") -> Colleague | None:
        """The colleague in a slot."""
        span = self.clause.marked.span(self.match.slots.get(slot, ""))
        return span.value if span is not None and isinstance(span.value, Colleague) else None

    def operation(self, verb: str, slots: Mapping[str, str], *, complete: bool = True) -> Operation:
        """The operation with the values that were read; empty ones are left out."""
        kept = {key: value for key, value in slots.items() if value}
        sure, rule = complete and self.match.rule.sure, self.match.rule.name
        return Operation(verb, self.deal, kept, sure, rule, in_doubt(kept, self.clause.marked))

    @property
    def person(self) -> str:
        """The one person of the customer's whom the clause speaks of, as written; nothing for none or several."""
        people = dict.fromkeys(
            self.clause.marked.words(found[0]) for found in MARK.finditer(self.match.masked) if found[1] == "p"
        )
        return next(iter(people)) if len(people) == 1 else ""


def readings_of(span: Span) -> tuple[str, ...]:
    """Everything that the words of an amount or a day can mean, as a command takes it: "50000 EUR", "2026-05-08"."""
    if not isinstance(span.value, tuple):
        return ()
    found: list[str] = []
    for value in span.value:
        if isinstance(value, Money):
            found.append(str(value))
        elif isinstance(value, date):
            found.append(value.isoformat())
    return tuple(found)


def in_doubt(slots: Mapping[str, str], clause: Marked) -> dict[str, tuple[str, ...]]:
    """The slots that have the words of an amount, a day or a time with several readings, each with these."""
    several: dict[str, tuple[str, ...]] = {}
    hour = read_hour(slots.get("time", ""))
    if isinstance(hour, Question):
        several[slots["time"]] = tuple(one.words for one in hour.choices)
    for span in clause.spans:
        readings = readings_of(span)
        if len(readings) > 1:
            several[clause.value_of(span)] = readings
    return {slot: several[words] for slot, words in slots.items() if words in several}


def clock_time(words: str, language: Language) -> str:
    """A time of day as 10:00; in English words where it reads in two ways, each of which is then offered."""
    said = language.written.hour(words) if language.written else words
    read = read_hour(said)
    return read.it.isoformat("minutes") if isinstance(read, Value) else said


Builder = Callable[[Building], Operation | None]


def with_deal(operation: Operation, deal: str) -> Operation:
    """The same operation on a deal."""
    return replace(operation, deal=deal)
