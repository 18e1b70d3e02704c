"""Home: what one person has to do, all in one place."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import islice

from adapters.card import Element
from adapters.chat import Answer
from bot.commands.registry import command
from bot.company.snapshot import Snapshot, take_snapshot
from bot.jobs.digest_contents import DigestWriter
from bot.language.values.periods import read_period
from bot.request import Request, private
from bot.store import deal_queries, deals, dues, figures
from bot.store.deal_json import read_deal
from bot.store.figures import Asked
from bot.views.home import Team, Waiting, home_card
from bot.views.home_stalled import stalled_line
from process import gate, rights
from process.deal import Deal
from process.funnel import closing
from process.handoff import awaits
from process.playbook import Exit
from process.question import Question
from process.totals import totals
from process.worth import worth_of

MOST_READ = 300
"""So many open deals on which a team was called in are looked through for what waits for a specialist."""
MOST_JUDGED = 1_000
"""So many deals that may be stalled are judged for one look at Home, which takes about a tenth of a second."""
A_DAY = timedelta(days=1)


@command("home", reads=True, who="anyone", agents="read")
def home(request: Request) -> Answer:
    """Show what waits for you, then your deals. Managers also see their team's pipeline."""
    mine = deals.working(request.tx, request.tenant.id, request.me.id)
    worth = worth_of([deal.amount for deal in mine], request.playbooks.default.rates)
    snapshot = take_snapshot(request.tx, request.tenant, request.context.now, request.playbooks)
    teams = snapshot.playbooks.teams()
    card = home_card(
        request.context,
        mine,
        _waiting(request, mine),
        request.on,
        _planned(request, mine),
        worth=worth,
        team=_team(request),
        stalled=_stalled(request, snapshot, mine),
        unmanned=request.context.company.without_members(teams),
    )
    return private(card)


def _waiting(request: Request, mine: Sequence[Deal]) -> Waiting:
    """What waits for this person: handoffs, customers to take over, their teams' exits, and questions."""
    awaited = [deal for deal in deals.awaiting(request.tx, request.tenant.id) if awaits(deal, request.on(deal))]
    take = [deal for deal in awaited if deal.approval and deal.approval.state == "approved"]
    decide = [deal for deal in awaited if deal not in take]
    return Waiting(decide, take, _exits(request), _questions(request, [*mine, *awaited]))


def _exits(request: Request) -> list[tuple[Deal, Exit]]:
    """The exits that a team of theirs was called in for and that they can answer."""
    if not request.me.teams:
        return []
    found: list[tuple[Deal, Exit]] = []
    day = request.context.now.date() + A_DAY
    for deal in deal_queries.engaged(request.tx, request.tenant.id, day, MOST_READ):
        context = request.on(deal)
        called = {one.team for one in deal.engaged} & request.me.teams
        lacking = gate.missing(deal, context.playbook, context.playbook.last.key)
        theirs = [one.exit for one in lacking if one.holder in called]
        found += [(deal, item) for item in theirs if rights.may_attest(item, deal, context)]
    return found


def _questions(request: Request, known: Sequence[Deal]) -> list[tuple[Deal, Question]]:
    """The questions to them that have no answer yet, on the deals that they work."""
    found: list[tuple[Deal, Question]] = []
    for deal in {deal.id: deal for deal in known}.values():
        found += [(deal, one) for one in deal.questions if one.to == request.me.id and not one.answer]
    return found


def _planned(request: Request, mine: Sequence[Deal]) -> Sequence[Deal]:
    """The deals with a next step that may be this person's: their own ones, and those where another planned it."""
    known = {deal.id: deal for deal in mine}
    others = dues.waiting_for(request.tx, request.tenant.id, "question", request.me.id)
    for due in others:
        if due.subject not in known and (deal := deals.find(request.tx, request.tenant.id, due.subject)):
            known[deal.id] = deal
    return tuple(known.values())


def _stalled(request: Request, snapshot: Snapshot, mine: Sequence[Deal]) -> list[Element]:
    """What is stalled: of their own deals, for a manager of all. So many of a large company are looked through."""
    theirs: Iterable[Deal] = mine
    if request.me.manages:
        theirs = (read_deal(body) for *_, body in islice(snapshot.stalled_rows(), MOST_JUDGED + 1))
    judged = list(theirs)
    found = DigestWriter(snapshot, request.me).judged(judged, request.context.today, snapshot.tenant.zone_for())
    return stalled_line(found, request.playbooks.default.rates, whole=len(judged) <= MOST_JUDGED)


def _team(request: Request) -> Team | None:
    """For a manager: the pipeline, and what of it closes this month."""
    if not request.me.manages:
        return None
    asked, playbook = Asked(request.tenant.id), request.playbooks.default
    month = read_period("this month", request.here)
    first, last = (month.first, month.last) if month else (request.context.today, request.context.today)
    soon = closing(figures.closing(request.tx, asked, first, last), playbook)
    return Team(totals(figures.pipeline(request.tx, asked), playbook.rates).pipeline, soon.deals)
