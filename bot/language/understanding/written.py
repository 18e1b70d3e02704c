"""Written: days, amounts and times of another language, put into the English words that their readers know.

A language's `[[day]]`, `[[amount]]` and `[[time]]` say how each is written, and `as` what that is in English. The names
of months and weekdays are babel's, and numbers in words are read by text2num.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from babel import Locale
from text_to_num import text2num

from bot.language.understanding import values
from bot.language.understanding.amounts import readings
from bot.language.understanding.deal_names import fold
from bot.language.understanding.marked import Span
from bot.language.understanding.spelling import with_and_without_accents
from bot.language.values.notation import Notation

SLOT = re.compile(r"<(weekday|month|number|spelt|currency|figures)>")
FIGURES = r"\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
SHORTEST = 3
"""Letters of a short name of a month or a weekday; "so" and "mi" are everyday words."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to write a value, and what it is in English."""

    pattern: re.Pattern[str]
    english: str


class Written:
    """How one language writes values."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.locale = str(data["locale"]["name"])
        self._thousands = str(data["locale"].get("thousands", ""))
        spoken = {"weekday": _named(self.locale, "days"), "month": _named(self.locale, "months")}
        spoken |= {"number": data["number"], "currency": data["currency"]}
        self._names = {slot: _folded(words) for slot, words in spoken.items()}
        self._patterns = {slot: "|".join(map(_escaped, _longest_first(names))) for slot, names in spoken.items()}
        self._patterns["number"] += r"|\d{1,2}"
        self._patterns |= {"spelt": data["locale"]["spelt"], "figures": FIGURES}
        self._days, self._amounts = self._ways(data["day"]), self._ways(data["amount"])
        self._times = self._ways(data["time"])

    def _ways(self, table: Sequence[Mapping[str, str]]) -> tuple[Way, ...]:
        return tuple(Way(self._pattern(one["says"]), one["as"]) for one in table)

    def _pattern(self, said: str) -> re.Pattern[str]:
        written = SLOT.sub(lambda found: f"(?P<{found[1]}>{self._patterns[found[1]]})", said)
        written = with_and_without_accents(written)
        return re.compile(rf"(?<![\w.,/-])(?:{written})(?![\w/-])", re.IGNORECASE)

    def days(self, text: str, now: datetime, notation: Notation) -> Iterator[Span]:
        """Days, each with the English words that mean it."""
        for found, english in self._found(self._days, text):
            if read := values.read_days(english, now, notation):
                yield Span("t", *found.span(), read, english)
        yield from values.days_in_digits(text, now, notation)

    def amounts(self, text: str, notation: Notation) -> Iterator[Span]:
        """Amounts with this language's words for thousands and millions."""
        notation = self.notation(notation)
        for found, english in self._found(self._amounts, text):
            if read := readings(english, notation):
                yield Span("m", *found.span(), read, str(read[0]) if len(read) == 1 else english)

    def notation(self, notation: Notation) -> Notation:
        """A company's notation with the sign that this language writes between thousands, where it has only one."""
        return replace(notation, thousands=self._thousands) if self._thousands else notation

    def hour(self, words: str) -> str:
        """A time of day in English words; the same words where this language has no such time."""
        for found, english in self._found(self._times, words):
            if found[0].strip() == words.strip():
                return english
        return words

    def _found(self, ways: Sequence[Way], text: str) -> Iterator[tuple[re.Match[str], str]]:
        for way in ways:
            for found in way.pattern.finditer(text):
                if (english := self._english(way, found)) is not None:
                    yield found, english

    def _english(self, way: Way, found: re.Match[str]) -> str | None:
        """What was found in English; None where it has a number that can't be read."""
        said = {"all": found[0]}
        for slot, words in found.groupdict(default="").items():
            said[slot] = self._names[slot].get(fold(words).rstrip("."), words) if slot in self._names else words
        if said.get("spelt"):
            try:
                said["spelt"] = str(text2num(said["spelt"].casefold(), self.locale))
            except ValueError:
                return None
        return " ".join(way.english.format_map(said).split())


def _named(locale: str, kind: str) -> dict[str, str]:
    """The names and short names of the "months" or "days" that a locale has, with the English ones."""
    found: dict[str, str] = {}
    english = getattr(Locale("en"), kind)["format"]["wide"]
    for width in ("abbreviated", "wide"):
        for number, name in getattr(Locale(locale), kind)["format"][width].items():
            bare = name.casefold().rstrip(".")
            if len(bare) >= SHORTEST:
                found[bare] = english[number]
    return found


def _folded(names: Mapping[str, object]) -> dict[str, str]:
    return {fold(name): str(meant) for name, meant in names.items()}


def _longest_first(names: Mapping[str, str]) -> list[str]:
    return sorted(names, key=len, reverse=True)


def _escaped(name: str) -> str:
    """A name as a pattern: also with a point behind it, as short names have."""
    return rf"{re.escape(name)}\.?"
