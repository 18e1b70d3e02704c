"""What the day reader makes of words, on one line: a day, the days it asks about, or why it refuses."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.language.values.answers import Question, Unread, Value
from bot.language.values.days import read_day
from bot.locales.locale import DayOrder

BERLIN = ZoneInfo("Europe/Berlin")


def at(day: str) -> datetime:
    """Ten in the morning of a day, in Berlin."""
    return datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=BERLIN)


def plan(words: str, today: str = "2026-05-04", order: DayOrder = "DMY") -> str:
    """What words mean as a plan: "2026-05-08", "order: 2026-05-08 2026-08-05" or "refused: not a day"."""
    return shown(read_day(words, at(today), order=order))


def fact(words: str, today: str = "2026-05-04", order: DayOrder = "DMY") -> str:
    """The same for what must have happened."""
    return shown(read_day(words, at(today), past=True, order=order))


def shown(answer: Value[date] | Question[date] | Unread) -> str:
    """An answer on one line."""
    match answer:
        case Value(day):
            return day.isoformat()
        case Question(why, choices):
            return f"{why}: {' '.join(choice.value.isoformat() for choice in choices)}"
        case Unread(why):
            return f"refused: {why}"
