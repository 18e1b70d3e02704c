"""Days: the order of day, month and year is settled once for the whole file, then each cell is read by it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.spreadsheet.amounts import is_empty
from bot.spreadsheet.sheet import Cell, Number

DayOrder = Literal["day first", "month first", "year first"]
DAY_ORDERS: tuple[DayOrder, ...] = ("day first", "month first", "year first")
NUMERIC = re.compile(r"(\d{1,4})([-/. ])\s?(\d{1,2})\2\s?(\d{1,4})(?:[T ,].*)?")
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
WITH_MONTH = re.compile(
    r"(?:\w{2,9}, )?(\d{1,2})?[-./ ]*([^\W\d_]{3,10})\.?[-./ ,]*(\d{1,4})(?:[,/. -]+(\d{4}))?(?:[T ,].*)?"
)
SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|ª)\b", re.IGNORECASE)
WEEKDAY = re.compile(r"^[^\W\d_]{2,9}\.?,?\s+(?=\d{1,4}[-/.])")
"""Before a day in numbers: "Mi 14.01.2026"."""
SERIALS = range(20_000, 80_000)
"""Days as a spreadsheet counts them: from 1954 to 2119. A year or an amount is seldom in a column of days."""
EPOCH = date(1899, 12, 30)
FROM_1904 = 1_462
"""Days between the two days from which spreadsheets count."""
MONTHS = (
    *(("jan", "ene", "gen"), ("feb", "fév", "fev", "feb"), ("mar", "mär", "mrt", "maa"), ("apr", "avr", "abr")),
    *(("may", "mai", "mag", "mei", "mayo"), ("jun", "juin", "giu"), ("jul", "juil", "lug"), ("aug", "aoû", "ago")),
    *(("sep", "set"), ("oct", "okt", "ott", "out"), ("nov",), ("dec", "dez", "déc", "dic")),
)
"""How the months begin in English, German, French, Spanish, Italian, Dutch and Portuguese."""
THIS_CENTURY = 70
"""Two digits of a year below this are of the 2000s."""


@dataclass(frozen=True, slots=True)
class SettledOrder:
    """The order of the days of a file. `sure` where its cells leave no doubt; `samples` show how they are read."""

    order: DayOrder
    sure: bool
    samples: tuple[tuple[str, date], ...] = ()


def settle_order(cells: Iterable[Cell], pairs: Iterable[tuple[Cell, Cell]] = ()) -> SettledOrder:
    """Settle the order from every day of the file.

    `pairs` are a row's first and last day, for example created and closed: an order in which many deals end before
    they begin is wrong.
    """
    numeric = [text for text in dict.fromkeys(cells) if isinstance(text, str) and NUMERIC.fullmatch(text)]
    texts = [text for text in numeric if not text[:4].isdigit()]  # four digits at the head are the year
    if not texts:
        return SettledOrder("year first", True, _samples(numeric, "year first"))
    readable = {order: _readable(texts, order) for order in DAY_ORDERS}
    best = max(readable.values(), default=0)
    likely = [order for order in DAY_ORDERS if readable[order] == best]
    if len(likely) > 1:
        likely = _in_few_years(texts, likely)
    if len(likely) > 1:
        likely = _without_backward(list(pairs), likely)
    alike = all(_numeric(text, order) == _numeric(text, likely[0]) for order in likely[1:] for text in texts)
    return SettledOrder(likely[0], alike, _samples(texts, likely[0]))


def _readable(texts: list[str], order: DayOrder) -> int:
    """How many of the texts are days in this order."""
    return sum(_numeric(text, order) is not None for text in texts)


def _in_few_years(texts: list[str], orders: list[DayOrder]) -> list[DayOrder]:
    """A company's deals lie in few years: read the wrong way, two digits for the day spread over thirty."""
    spans = {order: _years(texts, order) for order in orders}
    fewest = min(spans.values())
    return [order for order in orders if spans[order] <= fewest + 5]


def _years(texts: list[str], order: DayOrder) -> int:
    years = sorted(day.year for text in texts if (day := _numeric(text, order)))
    if not years:
        return 0
    edge = len(years) // 50  # a slip in one row shouldn't decide for all
    return years[-1 - edge] - years[edge]


def _without_backward(pairs: list[tuple[Cell, Cell]], orders: list[DayOrder]) -> list[DayOrder]:
    backward: dict[DayOrder, int] = {}
    for order in orders:
        backward[order] = sum(_backward(pair, order) for pair in pairs)
    best = min(backward.values())
    clear = [order for order in orders if backward[order] <= best + max(4, len(pairs) // 50)]
    return [order for order in orders if order in clear]


def _backward(pair: tuple[Cell, Cell], order: DayOrder) -> bool:
    first, last = (read_day(cell, order) for cell in pair)
    return first is not None and last is not None and last < first


def _samples(texts: list[str], order: DayOrder) -> tuple[tuple[str, date], ...]:
    found = [(text, day) for text in texts[:50] if (day := _numeric(text, order))]
    return tuple(found[:2])


def read_day(cell: Cell, order: DayOrder) -> date | None:
    """Read a cell by the file's order; None for another text. The time of day is left out."""
    if isinstance(cell, date):
        return _day(cell.year, cell.month, cell.day)
    if isinstance(cell, float):
        number = int(cell) + (FROM_1904 if isinstance(cell, Number) and cell.from_1904 else 0)
        return EPOCH + timedelta(number) if number in SERIALS else None
    if is_empty(cell):
        return None
    if (serial := SERIAL.fullmatch(cell)) and int(serial[1]) in SERIALS:
        return EPOCH + timedelta(int(serial[1]))
    cell = ORDINAL.sub("", WEEKDAY.sub("", cell))
    if compact := COMPACT.fullmatch(cell):
        return _day(int(compact[1]), int(compact[2]), int(compact[3]))
    return _numeric(cell, order) or _with_month(cell)


def _numeric(text: str, order: DayOrder) -> date | None:
    found = NUMERIC.fullmatch(text)
    if not found:
        return None
    first, middle, last = found[1], found[3], found[4]
    if len(first) > 2:
        return _day(int(first), int(middle), int(last)) if len(first) == 4 and len(last) <= 2 else None
    if len(last) == 3:
        return None
    if order == "year first":
        return _day(_year(first), int(middle), int(last)) if len(last) <= 2 else None
    day, month = (first, middle) if order == "day first" else (middle, first)
    return _day(_year(last), int(month), int(day))


def _with_month(text: str) -> date | None:
    """Read 3 May 2027, May 3, 2027, 03-Mai-27."""
    found = WITH_MONTH.fullmatch(text)
    month = _month(found[2]) if found else 0
    if not found or not month:
        return None
    if found[1]:
        return _day(_year(found[3]), month, int(found[1]))
    return _day(int(found[4]), month, int(found[3])) if found[4] else None


def _month(word: str) -> int:
    """The number of a month by how its name begins in seven languages; 0 for another word."""
    folded = word.casefold()
    for number, beginnings in enumerate(MONTHS, 1):
        if folded.startswith(beginnings):
            return number
    return 0


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < THIS_CENTURY else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year < 2200 else None
    except ValueError:
        return None
