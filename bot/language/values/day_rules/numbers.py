"""Days in digits: 8/5, 8.5.2026, 26-12-31, 2026-05-08, 20260508, and ISO with a time."""

import re
from datetime import date, datetime

from bot.language.values.day_rules.frame import Fault, Found, Frame, a_day, full_year, in_year, without_year
from bot.locales.locale import DayOrder

ISO_MOMENT = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[t ][0-9]{2}(?::?[0-9]{2}){0,2}(?:[.,][0-9]{1,9})?.{0,7}$")
ISO_WEEK = re.compile(r"^([0-9]{4})-?w([0-9]{2})-?([1-7])$")
COMPACT = re.compile(r"^([0-9]{4})([0-9]{2})([0-9]{2})$")
TRIPLE = re.compile(r"^([0-9]{1,4})([./-]) ?([0-9]{1,2})\2 ?([0-9]{1,4})$")
PAIR = re.compile(r"^([0-9]{1,2})([./-]) ?([0-9]{1,2})$")
ORDERS: tuple[DayOrder, ...] = ("DMY", "MDY", "YMD")


def iso_moment(words: str, frame: Frame) -> Found | Fault | None:
    """2026-05-08T14:00, also with an offset: then it is asked about where the reader's own day is another one."""
    if not ISO_MOMENT.match(words):
        return None
    try:
        moment = datetime.fromisoformat(words.upper())
        local = moment.astimezone(frame.now.tzinfo) if moment.tzinfo and frame.now.tzinfo else moment
    except (ValueError, OverflowError):
        return "no such day"
    if local.date() == moment.date():
        return Found((moment.date(),))
    return Found((local.date(), moment.date()), "time zone")


def iso_week(words: str, frame: Frame) -> Found | Fault | None:
    """2026-W19-5: the fifth day of the nineteenth week."""
    found = ISO_WEEK.match(words)
    if not found:
        return None
    try:
        return Found((date.fromisocalendar(int(found[1]), int(found[2]), int(found[3])),))
    except ValueError:
        return "no such day"


def compact(words: str, frame: Frame) -> Found | Fault | None:
    """20260508."""
    found = COMPACT.match(words)
    if not found:
        return None
    day = a_day(int(found[1]), int(found[2]), int(found[3]))
    return Found((day,)) if day else "no such day"


def pair(words: str, frame: Frame) -> Found | Fault | None:
    """8/5: day and month in the company's order, or in the other where that has no such month.

    A country that puts the year first can still write 8/5 for the eighth of May (Sweden does), so it is asked.
    """
    found = PAIR.match(words)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    day_first = _yearless(second, first, frame)
    month_first = _yearless(first, second, frame)
    if frame.order == "YMD" or _unsure(found[2], frame):
        return _either(month_first, day_first)
    if frame.order == "DMY":
        return _or_other(day_first, month_first)
    return _or_other(month_first, day_first)


def _unsure(sign: str, frame: Frame) -> bool:
    """Whether both orders can be meant, since the company has two, or by the sign.

    Those who put the month first write 5/8 or 5-8; a dot comes from a country that puts the day first.
    """
    return frame.torn or (frame.order == "MDY" and sign == ".")


def _yearless(month: int, day: int, frame: Frame) -> Found | Fault:
    return without_year(lambda year: a_day(year, month, day), frame)


def _or_other(main: Found | Fault, other: Found | Fault) -> Found | Fault:
    """The company's order, or the other where the company's is impossible."""
    if not isinstance(main, Found):
        return other
    if not isinstance(other, Found):
        return main
    return Found(main.days, main.why, main.others + other.days)


def _either(one: Found | Fault, other: Found | Fault) -> Found | Fault:
    """Both readings; where one is impossible the other."""
    if not isinstance(one, Found):
        return other
    if not isinstance(other, Found) or one.days == other.days:
        return one
    return Found((one.days[0], other.days[0]), "order")


def triple(words: str, frame: Frame) -> Found | Fault | None:
    """8/5/2026, 8.5.26 or 2026-5-8."""
    found = TRIPLE.match(words)
    if not found:
        return None
    first, middle, last = found[1], found[3], found[4]
    if len(first) == 4 and len(last) <= 2:
        return _year_first(int(first), int(middle), int(last))
    if len(last) == 4 and len(first) <= 2:
        return _year_last((int(first), int(middle), int(last)), _unsure(found[2], frame), frame)
    if len(first) <= 2 and len(last) == 2:
        return _short_years((first, middle, last), _unsure(found[2], frame), frame)
    # 27.5.3: only a year written first has a last part of one digit.
    if len(first) == 2 and len(last) == 1:
        return in_year(first, lambda year: a_day(year, int(middle), int(last)), frame)
    return "not a day"


def _year_first(year: int, month: int, day: int) -> Found | Fault:
    if usual := a_day(year, month, day):
        return Found((usual,))
    # 2026-31-12 follows no country's order, so it is asked about.
    swapped = a_day(year, day, month)
    return Found((swapped,), "order") if swapped else "no such day"


def _year_last(parts: tuple[int, int, int], unsure: bool, frame: Frame) -> Found | Fault:
    first, second, year = parts
    day_first, month_first = a_day(year, second, first), a_day(year, first, second)
    found: tuple[Found | Fault, ...] = tuple(
        Found((day,)) if day else "no such day" for day in (day_first, month_first)
    )
    if frame.order == "YMD" or unsure:
        return _either(found[1], found[0])
    return _or_other(found[0], found[1]) if frame.order == "DMY" else _or_other(found[1], found[0])


def _short_years(parts: tuple[str, str, str], unsure: bool, frame: Frame) -> Found | Fault:
    """Three numbers of two digits: the company's order, unless the year stands elsewhere in a nearer reading."""
    readings: dict[DayOrder, date] = {}
    for order in ORDERS:
        day = _in_order(parts, order, frame)
        if day is not None:
            readings[order] = day
    main = readings.get(frame.order)
    if main is None:
        return _other_orders(parts, readings, frame)
    nearer: list[date] = []
    others: list[date] = []
    for order, day in readings.items():
        # 26-12-31 is rather 2026 than 2031; between 8/5/26 and 5/8/26 the company's country decides.
        moved = (order == "YMD") != (frame.order == "YMD")
        if (moved and _away(day, frame) < _away(main, frame)) or (unsure and order != "YMD"):
            nearer.append(day)
        elif day != main:
            others.append(day)
    days = tuple(dict.fromkeys((main, *nearer)))
    return Found(days, "order" if len(days) > 1 else None, tuple(others))


def _away(day: date, frame: Frame) -> int:
    return abs((day - frame.today).days)


def _in_order(parts: tuple[str, str, str], order: DayOrder, frame: Frame) -> date | None:
    """The day in this order; None where there is none, or its year is not near enough to be sure of the century."""
    part = dict(zip(order, parts, strict=True))
    if len(part["Y"]) != 2:
        return None
    year = full_year(part["Y"], frame)
    return a_day(year, int(part["M"]), int(part["D"])) if year is not None else None


def _other_orders(parts: tuple[str, str, str], readings: dict[DayOrder, date], frame: Frame) -> Found | Fault:
    """Where the company's order gives no near day: another order's, or else the company's with its century asked."""
    nearest = min(readings.values(), key=lambda day: _away(day, frame), default=None)
    # In 31/12/26 the year stands first only for those who write it so, or where that is nearer.
    if frame.order != "YMD" and nearest is not None and readings.get("YMD", nearest) != nearest:
        readings.pop("YMD")
    days = tuple(dict.fromkeys(readings.values()))
    if days:
        return Found(days, "order" if len(days) > 1 else None)
    part = dict(zip(frame.order, parts, strict=True))
    if len(part["Y"]) != 2:
        return "no such day"
    found = in_year(part["Y"], lambda year: a_day(year, int(part["M"]), int(part["D"])), frame)
    # 02-23-04 is a day in another country's order, but hardly one that is meant.
    return found if isinstance(found, Found) or not _in_any_order(parts) else "short year"


def _in_any_order(parts: tuple[str, str, str]) -> bool:
    first, middle, last = (int(part) for part in parts)
    return any(
        (a_day(2000 + last, middle, first), a_day(2000 + last, first, middle), a_day(2000 + first, middle, last))
    )
