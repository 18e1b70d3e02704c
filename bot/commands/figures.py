"""Figures: the funnel of everyone, of one colleague or a team, also of one period, and what changed since a day."""

import re
from datetime import date

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.registry import command
from bot.commands.whose_figures import MINE, deals_asked, figures_asked, midnight
from bot.language.values.periods import Period, read_period
from bot.language.values.words import same
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import adherence as store_adherence
from bot.store import claims, deals, figures, ledger, passages
from bot.store.figures import Asked
from bot.views import changes_since, lists_of_deals
from bot.views.adherence import reps_card
from bot.views.claims import with_claims
from bot.views.funnel import Figures, funnel_card, no_deals
from bot.views.funnel_days import days_card
from bot.views.moves import LedgerLine
from bot.views.sentences import WORDS
from process.adherence import Decided, adherence
from process.alike import Alike
from process.deal import Deal
from process.funnel import closing, funnel
from process.reps import by_rep
from process.stage_days import stage_days
from process.worth import worth

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
    deals_of = deals_asked(request, asked)
    groups = figures.alike(request.tx, deals_of, by_owner=view.startswith("by"))
    if not groups and asked.who:
        return private(no_deals(asked.of))
    return private(_view(request, view, groups, asked, deals_of))


def _view(request: Request, view: str, groups: list[Alike], asked: Figures, deals_of: Asked) -> Card:
    tx, playbook = request.tx, request.playbooks.default
    if view.startswith("days"):
        return days_card(stage_days(groups, passages.passages(tx, deals_of), playbook), asked)
    found = funnel(groups, playbook)
    gates = store_adherence.gates(tx, deals_of)
    if view:
        kept = adherence(groups, gates, store_adherence.attempts(tx, deals_of), store_adherence.decided(tx, deals_of))
        return reps_card(by_rep(groups, playbook.rates), kept, found, request.context, asked)
    own = asked.who is not None and asked.who.id == request.me.id
    followed = adherence(groups, gates, {}, Decided()) if request.me.manages or own else None
    soon = closing(figures.closing(tx, deals_of, *_month(request, asked.period)), playbook)
    return _beside(request, funnel_card(found, soon, asked, followed), asked, deals_of)


def _beside(request: Request, card: Card, asked: Figures, deals_of: Asked) -> Card:
    """The funnel, with what imports claim and, for all deals of all time, what was over before it was imported."""
    tx, tenant, playbook = request.tx, request.tenant.id, request.playbooks.default
    before = claims.history(tx, tenant) if asked.who is None and asked.period is None else {"won": [], "lost": []}
    amounts = (claims.claimed(tx, deals_of, playbook.order), before["won"], before["lost"])
    return with_claims(card, *(worth(one, playbook.rates) for one in amounts))


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
    period = read_period(since, request.reader.here, request.notation)
    day = period.first if period else request.reader.day(since, past=True)
    begin, now = midnight(request, day), request.context.now
    kinds = [kind.__name__ for kind in WORDS]
    entries = ledger.between(request.tx, request.tenant.id, kinds, begin, now, MOST_CHANGES)
    known: dict[str, Deal | None] = {}
    for deal_id, _ in entries:
        if deal_id not in known:
            known[deal_id] = deals.find(request.tx, request.tenant.id, deal_id)
    mine = {request.me.id}
    lines: list[LedgerLine] = []
    for deal_id, entry in entries:
        deal = known[deal_id]
        if deal and (request.me.manages or mine & {deal.owner, deal.account_manager}):
            lines.append(LedgerLine(deal, request.on(deal), entry))
    whose = "all deals" if request.me.manages else "your deals"
    return private(changes_since.changed_card(lines, whose, day, len(entries) == MOST_CHANGES))
