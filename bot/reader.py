"""Reader: what one person types as money, a day or a time, read by their clock and their company's habits."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.language.times import read_hour
from bot.language.values.answers import Question, Unread
from bot.language.values.days import read_day
from bot.language.values.money import read_money
from bot.language.values.notation import Notation
from bot.misunderstood import Misunderstood, Unclear
from bot.views.dates import clock, full_day
from bot.views.day_readings import day_question, day_unread
from bot.views.doubtful_values import Doubt
from bot.views.money_readings import money_reading
from bot.views.time_readings import hour_question, hour_unread
from bot.views.words import money
from process.money import Money


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads for a person whose own moment is `here`, in a company that writes amounts and days in this notation.

    `at` is where the words begin in what was typed or entered. What can't be read raises Misunderstood, and what can
    mean several things raises Unclear.
    """

    here: datetime
    notation: Notation

    @property
    def today(self) -> date:
        """The day on which the words were said."""
        return self.here.date()

    def money(self, words: str, at: int = 0) -> Money:
        """An amount: "50000 EUR", "€50k"; without a currency it is in the company's."""
        read = read_money(words, self.notation.currency, self.notation.thousands)
        if isinstance(read, Question):
            readings = tuple((one.words, money(one.value)) for one in read.choices)
            raise Unclear(Doubt(words, money_reading(words, read, self.notation.currency), readings, at))
        if isinstance(read, Unread):
            raise Misunderstood(money_reading(words, read, self.notation.currency))
        return read.it

    def day(self, words: str, at: int = 0, *, past: bool = False) -> date:
        """A day: "3 May", "Friday", "in 2 weeks"; one on which something happened (`past`) is not still to come."""
        read = read_day(words, self.here, past=past, order=self.notation.order, torn=self.notation.torn)
        if isinstance(read, Question):
            readings = tuple((one.words, full_day(one.value)) for one in read.choices)
            raise Unclear(Doubt(words, day_question(words, read), readings, at))
        if isinstance(read, Unread):
            raise Misunderstood(day_unread(words, read, past=past))
        return read.it

    def hour(self, words: str, at: int = 0) -> time:
        """A time of a day: "9:00", "4 pm", "noon"; "5" can be 17:00 and is asked about."""
        read = read_hour(words)
        if isinstance(read, Question):
            readings = tuple((one.words, clock(one.value)) for one in read.choices)
            raise Unclear(Doubt(words, hour_question(words, read), readings, at))
        if isinstance(read, Unread):
            raise Misunderstood(hour_unread(words))
        return read.it
