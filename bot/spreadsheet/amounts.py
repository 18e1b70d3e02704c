"""Amounts: which sign marks the decimals is settled once for the whole file, then each cell is read by it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.spreadsheet.sheet import Cell, Number, is_fault

DecimalSign = Literal[".", ","]
EMPTY = frozenset({"", "-", "–", "—", "n/a", "na", "#n/a", "null", "none", "nan", "nil", "(blank)", "k.a.", "?"})
"""What exports write where they have nothing. It is empty, not 0."""
NUMBER = re.compile(r"[0-9][0-9.,'’\s\u00a0\u202f]*")
CURRENCY = re.compile(r"[^\d\s.,'’()+\-−\u00a0\u202f]+")
MULTIPLES = {
    **dict.fromkeys(("k", "tsd", "tsd.", "thousand"), 1_000),
    **dict.fromkeys(("m", "mm", "mn", "mio", "mio.", "million", "millionen"), 1_000_000),
    **dict.fromkeys(("bn", "mrd", "mrd.", "billion"), 1_000_000_000),
}
"""What can stand right behind a number, as in "1.5k" and "2 Mio. EUR"."""
BEHIND = re.compile(r"\s*([^\W\d_]+\.?)(.*)", re.DOTALL)
DASH = re.compile(r"[.,]\s?[-–—]{1,2}(?=\D|$)")
"""No cents, as in "40.000,-"."""
CLEAR = 20
"""Where amounts show both signs, one has to be so many times as frequent to count as the file's."""
TOO_MUCH = Decimal(10**20)
NOISE = Decimal("0.000001")
"""A float's last digits: 1054.0000000001 is 1054."""


@dataclass(frozen=True, slots=True)
class SettledSign:
    """The decimal sign of a file. `sure` where its amounts leave no doubt; `samples` show how they are read."""

    sign: DecimalSign
    sure: bool
    samples: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with the currency's sign or code as it stands in the cell, which can be ""."""

    value: Decimal
    currency: str = ""


def settle_sign(cells: Iterable[Cell]) -> SettledSign:
    """Settle the decimal sign from every amount of the file: "1.234,5" and "12,50" show it, "1.234" alone doesn't."""
    texts = dict.fromkeys(cell for cell in cells if isinstance(cell, str) and not is_empty(cell))
    votes: dict[DecimalSign, int] = {".": 0, ",": 0}
    doubtful = 0
    for text in texts:
        shown = _shown_by(text)
        if shown:
            votes[shown] += 1
        elif re.search(r"[.,]", text):
            doubtful += 1
    sign: DecimalSign = "," if votes[","] > votes["."] else "."
    fewer, more = sorted(votes.values())
    sure = fewer * CLEAR <= more if more else not doubtful
    return SettledSign(sign, sure, _samples(texts, sign))


def _shown_by(text: str) -> DecimalSign | None:
    """The decimal sign that this text alone proves."""
    found = NUMBER.search(text)
    number = found[0].strip() if found else ""
    signs = [letter for letter in number if letter in ".,"]
    if not signs:
        return None
    last: DecimalSign = "." if signs[-1] == "." else ","
    other: DecimalSign = "," if last == "." else "."
    if len(set(signs)) == 2:
        return last
    if len(signs) > 1:
        return other
    before, _, after = number.partition(last)
    whole = re.sub(r"\D", "", before)
    grouped = len(after) == 3 and 1 <= len(whole) <= 3 and whole != "0"
    return None if grouped else last


def _samples(texts: Iterable[str], sign: DecimalSign) -> tuple[tuple[str, Decimal], ...]:
    found: list[tuple[str, Decimal]] = []
    for text in texts:
        amount = read_amount(text, sign)
        if amount and re.search(r"[.,]", text) and len(found) < 2:
            found.append((text, amount.value))
    return tuple(found)


def is_empty(cell: Cell) -> bool:
    """Whether a cell says nothing; 0 says something."""
    return isinstance(cell, str) and cell.casefold() in EMPTY


def says_nothing(cell: Cell) -> bool:
    """Whether nothing can be read from a cell: it is empty, or holds a spreadsheet's error."""
    return is_empty(cell) or is_fault(cell)


def read_amount(cell: Cell, sign: DecimalSign) -> Amount | None:
    """Read a cell by the file's decimal sign; None for another text. "(12)" and "-12" are below zero."""
    if isinstance(cell, float):
        return _amount(Decimal(repr(float(cell))), cell.currency if isinstance(cell, Number) else "")
    if not isinstance(cell, str) or is_empty(cell):
        return None
    if cell.startswith("#"):
        return None  # a spreadsheet's error
    if _shown_by(cell) not in (None, sign):
        return None  # it was written by the other sign
    cell = DASH.sub("", cell)
    found = NUMBER.search(cell)
    if not found:
        return None
    times, behind = _times(cell[found.end() :])
    rest = f"{cell[: found.start()]} {behind}"
    currency = CURRENCY.search(rest)
    if re.search(r"\d", rest) or (currency and len(rest.split()) > 2) or "%" in rest:
        return None
    value = _decimal(found[0], sign)
    if value is None:
        return None
    below = "-" in rest or "−" in rest or rest.strip().startswith("(")
    value *= times
    return _amount(-value if below else value, currency[0] if currency else "")


def _times(behind: str) -> tuple[int, str]:
    """By how much a number is multiplied by what stands behind it, and the rest of that."""
    found = BEHIND.match(behind)
    times = MULTIPLES.get(found[1].casefold()) if found else None
    return (times, found[2]) if found and times else (1, behind)


def _amount(value: Decimal, currency: str = "") -> Amount | None:
    """An amount without a float's noise; None for one that is no one's money, as 1e308 or fifty nines."""
    return Amount(quiet(value), currency) if abs(value) < TOO_MUCH else None


def _decimal(number: str, sign: DecimalSign) -> Decimal | None:
    """The digits by the decimal sign; None where the groups aren't of three: then it is read by the wrong sign."""
    whole, _, decimals = number.strip().partition(sign)
    groups = re.split(r"[.,'’\s\u00a0\u202f]", whole)
    if not decimals.isdigit() and decimals:
        return None
    if len(groups) > 1 and any(len(group) != 3 for group in groups[1:]) and not _indian(groups):
        return None
    return Decimal(f"{''.join(groups) or '0'}.{decimals or '0'}")


def _indian(groups: list[str]) -> bool:
    """12,34,567 is a number too: groups of two before the last three."""
    return len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[1:-1])


def quiet(value: Decimal) -> Decimal:
    """The value without a float's noise; digits that mean something stay."""
    rounded = value.quantize(Decimal("0.01")) + 0  # minus zero is zero
    return rounded if abs(rounded - value) < NOISE else value
