"""Figures: the funnel of everyone or of one colleague, also of one period, and what changed since a day."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from adapters.chat import Answer
from bot.commands.registry import command
from bot.language.values.periods import Period, read_period
from bot.language.values.words import same
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import deals, figures, ledger
from bot.views import changes_since, lists_of_deals
from bot.views.funnel import funnel_card, no_deals
from bot.views.moves import LedgerLine
from bot.views.sentences import WORDS
from process.adherence import adherence
from process.colleague import Colleague
from process.figures import Attempt, DealLine, Move
from process.funnel import funnel

OF = re.compile(r"^(?P<when>.*?)(?:\bof\s+(?P<whose>.+))?$", re.IGNORECASE | re.DOTALL)
EVERYONES, MINE = ("all", "everyone", "ours", "theteam", "team", "company"), ("me", "mine", "my", "myteam")
MOST_CHANGES = 1000
Dated = TypeVar("Dated", Move, Attempt)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose figures (empty for everyone's), and of which period; `who` is the colleague whose they are."""

    who: Colleague | None = None
    period: Period | None = None


@command("funnel", "funnel <which>", reads=True, who="anyone; of a colleague: themselves, manager", agents="read")
def show_funnel(request: Request, which: str = "") -> Answer:
    """Show every deal by stage, or some: `funnel this quarter`, `funnel of @rob`. Value, conversion, days, waivers."""
    asked = _asked(request, which)
    tx, tenant, playbook = request.tx, request.tenant.id, request.playbooks.default
    lines = _lines(request, figures.lines(tx, tenant), asked)
    moves, tried = _within(request, ledger.moves(tx, tenant), asked), ledger.attempts(tx, tenant)
    of = _of(request, asked)
    if not lines and of:
        return private(no_deals(of))
    followed = adherence(lines, moves, _within(request, tried, asked))
    return private(funnel_card(funnel(lines, moves, playbook), followed, request.context, of))


def _asked(request: Request, words: str) -> Asked:
    """Whose figures and when; raises Misunderstood where the asker can't see them, or the words name no period."""
    found = OF.match(" ".join(words.split()))
    when, whose = (found["when"].strip(), found["whose"] or "") if found else ("", "")
    if same(when) in MINE:
        when, whose = "", "me"
    period = read_period(when, request.here) if when else None
    if when and period is None:
        raise Misunderstood(lists_of_deals.no_period(when))
    return Asked(_who(request, whose), period)


def _who(request: Request, whose: str) -> Colleague | None:
    if not whose or same(whose) in EVERYONES:
        return None
    if same(whose) in MINE:
        return request.me
    who = request.acquainted(whose, "funnel of {}")
    if who.id != request.me.id and not request.me.manages:
        raise Misunderstood(lists_of_deals.OWN_FIGURES)
    return who


def _team(request: Request, who: Colleague) -> frozenset[str]:
    """A colleague and everyone who reports to them."""
    company = request.context.company
    below = [one for one in company.people if any(boss.id == who.id for boss in company.line(one))]
    return frozenset((who.id, *below))


def _lines(request: Request, lines: Iterable[DealLine], asked: Asked) -> list[DealLine]:
    """The deals of these people; of a period those that moved or ended in it, and all that are open."""
    team = _team(request, asked.who) if asked.who else frozenset[str]()
    moved: Collection[str] = ()
    if asked.period:
        moved = ledger.active(request.tx, request.tenant.id, *_moments(request, asked.period))
    wanted = [line for line in lines if not team or line.owner in team]
    return [line for line in wanted if not asked.period or line.state == "open" or line.id in moved]


def _within(request: Request, dated: Iterable[Dated], asked: Asked) -> list[Dated]:
    """Those of the period."""
    if asked.period is None:
        return list(dated)
    begin, end = _moments(request, asked.period)
    return [one for one in dated if begin <= one.at < end]


def _moments(request: Request, period: Period) -> tuple[datetime, datetime]:
    """The moments at which a period begins, and before which it ends, in the asker's zone."""
    last = min(period.last, date.max - timedelta(days=2))
    return _midnight(request, period.first), _midnight(request, last + timedelta(days=1))


def _midnight(request: Request, day: date) -> datetime:
    return datetime.combine(day, time(), request.context.zone)


def _of(request: Request, asked: Asked) -> str:
    """Whose and when, for the title: "of Rob Reyes in Q2 2026"; nothing where neither was asked for."""
    whose = f"of {asked.who.name}" if asked.who else ""
    when = lists_of_deals.period_words(asked.period) if asked.period else ""
    return " ".join(one for one in (whose, when) if one)


@command("history since <since>", reads=True, who="anyone; of everyone: manager", agents="read")
def history_since(request: Request, since: str) -> Answer:
    """Show what changed on your deals since a day, for a manager on everyone's: `history since Monday`."""
    period = read_period(since, request.here)
    day = period.first if period else request.reader.day(since, past=True)
    begin, now = _midnight(request, day), request.context.now
    kinds = [kind.__name__ for kind in WORDS]
    entries = ledger.between(request.tx, request.tenant.id, kinds, begin, now, MOST_CHANGES)
    known = {one: deals.find(request.tx, request.tenant.id, one) for one in dict.fromkeys(deal for deal, _ in entries)}
    mine = {request.me.id}
    lines: list[LedgerLine] = []
    for deal_id, entry in entries:
        deal = known[deal_id]
        if deal and (request.me.manages or mine & {deal.owner, deal.account_manager}):
            lines.append(LedgerLine(deal, request.on(deal), entry))
    whose = "all deals" if request.me.manages else "your deals"
    return private(changes_since.changed_card(lines, whose, day, len(entries) == MOST_CHANGES))
