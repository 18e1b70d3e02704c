"""Whose figures: everyone's, a colleague's or a team's, and of which period."""

import re
from datetime import date, datetime, time, timedelta

from bot.language.values.periods import Period, read_period
from bot.language.values.words import same
from bot.misunderstood import Misunderstood
from bot.request import Request
from bot.store.figures import Asked
from bot.views import lists_of_deals
from bot.views.funnel import Figures
from process.colleague import Colleague
from process.figures import Span

TEAM = re.compile(r"^(?:the )?team (?:of )?(?P<boss>.+)$", re.IGNORECASE)
EVERYONES, MINE = ("all", "everyone", "ours", "theteam", "team", "company"), ("me", "mine", "my", "myteam")


def figures_asked(request: Request, when: str, whose: str) -> Figures:
    """Whose figures and when, from the words for the time and those for the people.

    Raises Misunderstood where the asker can't see them, or the words name no period.
    """
    period = read_period(when, request.reader.here, request.notation) if when else None
    if when and period is None:
        raise Misunderstood(lists_of_deals.no_period(when))
    who = _who(request, whose)
    return Figures(who, bool(who and len(team_of(request, who)) > 1), period, when, request.me.manages)


def _who(request: Request, whose: str) -> Colleague | None:
    if not whose or same(whose) in EVERYONES:
        return None
    if same(whose) in MINE:
        return request.me
    team = TEAM.match(whose)
    who = request.acquainted(team["boss"] if team else whose, "funnel of {}")
    if who.id != request.me.id and not request.me.manages:
        raise Misunderstood(lists_of_deals.OWN_FIGURES)
    return who


def team_of(request: Request, who: Colleague) -> frozenset[str]:
    """A colleague and everyone who reports to them, by the company's line."""
    return request.context.company.team(who.id)


def deals_asked(request: Request, asked: Figures) -> Asked:
    """The deals of the people that are asked for, and the period as a span."""
    owners = team_of(request, asked.who) if asked.who else None
    return Asked(request.tenant.id, owners, span_of(request, asked.period))


def span_of(request: Request, period: Period | None) -> Span | None:
    """A period as moments in the asker's zone; None for no period."""
    if period is None:
        return None
    last = min(period.last, date.max - timedelta(days=2))
    return Span(midnight(request, period.first), midnight(request, last + timedelta(days=1)))


def midnight(request: Request, day: date) -> datetime:
    """The moment at which a day begins, in the asker's zone."""
    return datetime.combine(day, time(), request.context.zone)
