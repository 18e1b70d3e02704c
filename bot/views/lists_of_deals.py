"""Lists of deals by stage, period or person: their titles, and what to type where there are none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from adapters.card import Card, Text
from bot.language.values.periods import EARLIEST, LATEST, Period
from bot.views.dates import plain_day
from bot.views.replies import note
from bot.views.words import capital, name, short, spoken, stage_name
from process.context import Context
from process.playbook import Playbook
from process.totals import Standing

OWN_FIGURES = "Only a manager sees the figures of others. For yours, type `/deal funnel of me`."
TRY_PERIODS = "Try `/deal list closing this month`, `next quarter`, `June` or `by 15 May`."


def no_period(words: str) -> str:
    """The words aren't a period."""
    return f"I couldn't read “{short(words)}” as a period. {TRY_PERIODS}"


def whose(person: str, context: Context) -> str:
    """Whose deals a list shows, at the beginning of its title; nothing means everyone's."""
    if not person:
        return "All deals"
    return "Your deals" if person == context.by.id else f"{name(context, person)}'s deals"


def title(who: str, stage: str, closes: Period | None, playbook: Playbook) -> str:
    """A list's title with its filter in it: "Your deals in Discussion", "All deals closing in May 2026"."""
    if stage:
        return f"{who} in {stage_name(playbook, stage)}"
    return f"{who} closing {period_words(closes)}" if closes else who


COUNTED: Mapping[Standing, str] = {
    "pipeline": "Pipeline",
    "won": "Won deals",
    "lost": "Lost deals",
    "completed": "Completed deals",
    "churned": "Churned customers",
    "care": "Customers we serve",
    "withdrawn": "Withdrawn deals",
}


def counted_title(standing: Standing, of: str, stage: str, playbook: Playbook) -> str:
    """The title of the deals behind a number: "Won deals of Rob Reyes in Q2 2026"."""
    within = f"in {stage_name(playbook, stage)}" if stage else ""
    return " ".join(one for one in (COUNTED[standing], within, of) if one)


def biggest_title(of: str) -> str:
    """The title of open deals, those with the highest amounts first."""
    return f"Biggest deals {of}".strip()


def waiting_title(who: str, team: str) -> str:
    """The title of the deals on which a team was called in and hasn't answered."""
    return f"{who} waiting for {capital(team)}"


def period_words(period: Period) -> str:
    """A period as a person reads it: "in May 2026", "in Q2 2026", "by 15 May 2026"."""
    first, last = period.first, period.last
    if first == last:
        return f"on {plain_day(first)}"
    if first == EARLIEST:
        return f"by {plain_day(last)}"
    if last == LATEST:
        return f"since {plain_day(first)}"
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if whole and months == 1:
        return f"in {plain_day(first).split(' ', 1)[1]}"
    if whole and months == 3 and first.month % 3 == 1:
        return f"in Q{(first.month + 2) // 3} {first.year}"
    if whole and months == 12 and first.month == 1:
        return f"in {first.year}"
    return f"from {plain_day(first)} to {plain_day(last)}"


def nothing(of: str, *, stage: bool, everyones: bool) -> Card:
    """No deal is on such a list: what to type instead."""
    other = "Try `/deal list` for all your deals." if stage else TRY_PERIODS
    wider = "" if everyones else "For everyone's deals, type `/deal list all`."
    return note(f"{of}: none", other, wider)


def with_other_reading(card: Card) -> Card:
    """The list of the stage Closing; deals that close soon are another list."""
    words = Text(spoken("For deals that close soon, type `/deal list closing this month`."), small=True)
    return replace(card, body=(*card.body, words))
