"""Short words: money, days and people at a glance, for a card that is read on a phone.

What is about to be saved, or was saved just now, is shown in full: `bot/views/words.py`.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from babel.numbers import get_currency_symbol

from bot.language.values.answers import Value
from bot.language.values.money import read_money
from bot.locales.current import current, own_currency
from bot.locales.locale import locale_of
from bot.views.dates import brief_day, clock, weekday
from bot.views.numbers import decimal, grouped
from bot.views.words import cut, digits, name
from process import context as asking
from process.deal import Deal
from process.money import Money

NEAR = 6
"""Up to this many days away, a day is shown by its distance: a week away, two days would have one name."""
EXACT_BELOW = 10_000
THREE_FIGURES = Context(prec=3, rounding=ROUND_HALF_UP)
UNITS = ((10**9, "bn"), (10**6, "m"), (10**3, "k"))


def short_money(amount: Money | None) -> str:
    """An amount at a glance: "€120k", "$1.25m", "€950", "CHF 12.5k"; "no amount" without one.

    Below ten thousand it is exact, from there three figures are shown, rounded half up.
    """
    if amount is None:
        return "no amount"
    sign = _sign(amount.currency, current().key, own_currency())
    return _beside(sign, _figures(amount))


def _beside(sign: str, figures: str) -> str:
    """A sign and figures, with a gap where the company writes one, and where letters would run into digits."""
    locale = current()
    if not locale.sign_first:
        return f"{figures}{locale.gap}{sign}"
    space = "\u00a0" if locale.key else " "
    gap = locale.gap or (space if sign[-1:].isalpha() else "")
    return f"{sign}{gap}{figures}"


@lru_cache(maxsize=1024)
def _sign(currency: str, key: str, own: str) -> str:
    """The sign of a currency in a locale; its code where the company would read the sign as another currency.

    "$" is the Australian dollar to a company whose own currency it is.
    """
    sign = get_currency_symbol(currency, locale_of(key).numbers)
    read = read_money(f"{sign}1", own or currency)
    other = isinstance(read, Value) and read.it.currency != currency
    return currency if other else sign


def _figures(amount: Money) -> str:
    if amount.amount < EXACT_BELOW:
        return digits(amount)
    rounded = THREE_FIGURES.plus(amount.amount)
    unit, sign = next((unit, sign) for unit, sign in UNITS if rounded >= unit)
    return f"{decimal(rounded / Decimal(unit), '.##')}{sign}"


def short_date(day: date, context: asking.Context) -> str:
    """A day of the calendar, "22 Dec", fit to follow "on", "by" or "until"; with its year where another one is meant.

    The year is left out up to half a year away: in December "3 Feb" is the next one.
    """
    far = day.year != context.today.year and abs((day - context.today).days) > 183
    return brief_day(day, year=far)


def short_day(day: date, context: asking.Context) -> str:
    """A day as it is spoken of today: "today", "yesterday", "in 3 days", "6 days ago", "22 Dec"."""
    away = (day - context.today).days
    if abs(away) > NEAR:
        return short_date(day, context)
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(away) or (f"in {away} days" if away > 0 else f"{-away} days ago")


def short_moment(moment: datetime, context: asking.Context) -> str:
    """A moment in the reader's zone, fit to follow "until": "today 21:56", "Fri 21:56", "22 Dec 21:56"."""
    local = moment.astimezone(context.zone)
    hour = clock(local)
    away = (local.date() - context.today).days
    if away == 0:
        return f"today {hour}"
    if 0 < away <= NEAR:
        return f"{weekday(local.date())} {hour}"
    return f"{short_date(local.date(), context)} {hour}"


def dated_moment(moment: datetime, context: asking.Context) -> str:
    """A moment in the reader's zone on a card that stays for days, where "today" would be wrong tomorrow."""
    local = moment.astimezone(context.zone)
    return f"{short_date(local.date(), context)} {clock(local)}"


def days_since(moment: datetime, context: asking.Context) -> int:
    """How many of the reader's days ago a moment was; 0 for today and for what is still to come."""
    return max(0, (context.today - moment.astimezone(context.zone).date()).days)


def stage_day(deal: Deal, context: asking.Context) -> str:
    """How long a deal has been in its stage: "day 13"; "since today" on the first."""
    days = days_since(deal.entered, context)
    return f"day {grouped(days)}" if days else "since today"


def you(person: str, context: asking.Context) -> str:
    """Someone of ours as the reader speaks of them: "you", or the name; `capital` makes it the head of a sentence."""
    return "you" if person == context.by.id else name(context, person)


def first_name(person: str, context: asking.Context) -> str:
    """Someone of ours as colleagues speak of them: "Rob"; the whole name where two share the first one."""
    whole = name(context, person)
    if person not in context.company.people:
        return whole
    first = whole.split()[0] if whole.split() else whole
    others = [one.name for one in context.company.people.values() if one.id != person and one.active]
    return whole if any(one.split()[:1] == [first] for one in others) else cut(first, 40)


def deal_line(deal: Deal, context: asking.Context) -> str:
    """A deal with its money and its close date, for a title: "Wayne Industries · €120k · closes 22 Dec".

    What isn't known is left out; a date that has passed on an open deal is named as such.
    """
    parts = [cut(deal.name, 60)]
    parts += [short_money(deal.amount)] if deal.amount else []
    if deal.state == "open" and deal.close_date and not deal.is_won:
        passed = deal.close_date < context.today
        when = short_day(deal.close_date, context)
        parts.append(f"was to close {when}" if passed else f"closes {when}")
    return " · ".join(parts)
