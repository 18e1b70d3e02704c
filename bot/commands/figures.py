"""Figures: the funnel of everyone, of one colleague or a team, also of one period, and what changed since a day."""

import re
from datetime import date

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.registry import command
from bot.commands.whose_figures import MINE, figures_asked, midnight, mine, span_of
from bot.language.values.periods import Period, read_period
from bot.language.values.words import same
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import claims, deals, figures, ledger
from bot.views import changes_since, lists_of_deals
from bot.views.adherence import reps_card
from bot.views.claims import with_claims
from bot.views.funnel import Figures, funnel_card, no_deals
from bot.views.funnel_days import days_card
from bot.views.moves import LedgerLine
from bot.views.sentences import WORDS
from process.adherence import adherence
from process.figures import DealLine
from process.funnel import closing, funnel
from process.reps import by_rep
from process.totals import worth_of

VIEW = re.compile(r"^(?P<view>by (?:the )?reps?|days(?: per stage)?)\b\s*", re.IGNORECASE)
OF = re.compile(r"^(?P<when>.*?)(?:\bof\s+(?P<whose>.+))?$", re.IGNORECASE | re.DOTALL)
MOST_CHANGES = 1000


@command(
    "funnel", "funnel <which>", reads=True, who="anyone; of a colleague or by rep: themselves, manager", agents="read"
)
def show_funnel(request: Request, which: str = "") -> Answer:
    """Show the pipeline by stage, or some of it: `funnel this quarter of @rob`, `of team @mia`, `funnel days`."""
    found = VIEW.match(which)
    view = found["view"].casefold() if found else ""
    asked = _asked(request, which[found.end() :] if found else which)
    if view.startswith("by") and not request.me.manages:
        raise Misunderstood(lists_of_deals.OWN_FIGURES)
    lines = mine(request, figures.lines(request.tx, request.tenant.id), asked)
    if not lines and asked.who:
        return private(no_deals(asked.of))
    return private(_view(request, view, lines, asked))


def _view(request: Request, view: str, lines: list[DealLine], asked: Figures) -> Card:
    tx, tenant, playbook = request.tx, request.tenant.id, request.playbooks.default
    span = span_of(request, asked.period)
    moves = ledger.moves(tx, tenant)
    found = funnel(lines, moves, playbook, span)
    if view.startswith("days"):
        return days_card(found, asked)
    own = asked.who is not None and asked.who.id == request.me.id
    followed = adherence(lines, moves, (), span) if request.me.manages or own else None
    if not view:
        card = funnel_card(found, closing(lines, playbook, *_month(request, asked.period)), asked, followed)
        return _beside(request, card, lines, asked)
    recorded = figures.with_records(tx, tenant, lines)
    kept = adherence(recorded, moves, ledger.attempts(tx, tenant), span)
    return reps_card(by_rep(lines, playbook.rates, span), kept, found, request.context, asked)


def _beside(request: Request, card: Card, lines: list[DealLine], asked: Figures) -> Card:
    """The funnel, with what imports claim and, for all deals of all time, what was over before it was imported."""
    tx, tenant, playbook = request.tx, request.tenant.id, request.playbooks.default
    ids = {line.id for line in lines}
    before = claims.history(tx, tenant) if asked.who is None and asked.period is None else {"won": [], "lost": []}
    amounts = (claims.claimed(tx, tenant, playbook.order, ids), before["won"], before["lost"])
    return with_claims(card, *(worth_of(one, playbook.rates) for one in amounts))


def _asked(request: Request, words: str) -> Figures:
    """Whose figures and when; raises Misunderstood where the asker can't see them, or the words name no period."""
    found = OF.match(" ".join(words.split()))
    when, whose = (found["when"].strip(), found["whose"] or "") if found else ("", "")
    if same(when) in MINE:
        when, whose = "", "me"
    return figures_asked(request, when, whose)


def _month(request: Request, period: Period | None) -> tuple[date, date]:
    """The days in which deals close that are asked about: those of the period, else of this month."""
    period = period or read_period("this month", request.here)
    return (period.first, period.last) if period else (request.context.today, request.context.today)


@command("history since <since>", reads=True, who="anyone; of everyone: manager", agents="read")
def history_since(request: Request, since: str) -> Answer:
    """Show what changed on your deals since a day, for a manager on everyone's: `history since Monday`."""
    period = read_period(since, request.here, request.notation)
    day = period.first if period else request.reader.day(since, past=True)
    begin, now = midnight(request, day), request.context.now
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
