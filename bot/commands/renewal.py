"""After the win: when a deal comes up for renewal, and what the account manager plans for the first days."""

from collections.abc import Sequence

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.registry import WORKS, command
from bot.misunderstood import Misunderstood, beside
from bot.request import Request, private
from bot.store import deals
from bot.views.first_days import first_days_card
from bot.views.renewals import renewal_card, renewal_form_card
from bot.views.typed import no_first_step
from process import first_days
from process.context import Context
from process.deal import Deal
from process.playbook import FirstDay
from process.renewal import decline_renewal, set_renewal


@command(
    "renewal [<deal>] on <until>",
    "renewal [<deal>] none because <reason>",
    "renewal [<deal>]",
    who=WORKS,
    agents="propose",
)
def renewal(request: Request, deal: Deal, until: str = "", reason: str = "") -> Answer:
    """Say when a won deal comes up for renewal: `renewal acme on 1 May`, or `none because they left`."""
    until, reason = request.given("until", until), request.given("reason", reason)
    context = request.on(deal)
    if reason:
        return request.settle(deal, decline_renewal(deal, context, reason), renewal_card)
    if not until:
        return private(renewal_form_card(deal))
    with beside("until"):
        day = request.reader.day(until)
    return request.settle(deal, set_renewal(deal, context, day, _gone(request, deal)), renewal_card)


def _gone(request: Request, deal: Deal) -> Deal | None:
    """The renewal of a deal that was started and then withdrawn, or None."""
    started = deals.find(request.tx, request.tenant.id, deal.renewed) if deal.renewed else None
    return started if started and started.state == "withdrawn" else None


@command("onboard [<deal>]", who="anyone")
def onboard(request: Request, deal: Deal) -> Answer:
    """Show what the playbook offers for the first days after a handoff, to add as obligations."""
    context = request.on(deal)
    return private(first_days_card(deal, context, first_days.offered(deal, context)))


@command("onboard [<deal>] all", who=WORKS)
def onboard_all(request: Request, deal: Deal) -> Answer:
    """Add every offered step for the first days as an obligation, each with its day: `onboard acme all`."""
    return _take(request, deal, first_days.offered(deal, request.on(deal)))


@command("onboard [<deal>] step <number>", who=WORKS)
def onboard_step(request: Request, deal: Deal, number: str) -> Answer:
    """Add one of them, by its day: `onboard acme step 10`."""
    offered = first_days.offered(deal, request.on(deal))
    chosen = [one for one in offered if str(one.day) == number]
    if not chosen:
        raise Misunderstood(no_first_step(number, [one.day for one in offered]))
    return _take(request, deal, chosen[:1])


def _take(request: Request, deal: Deal, chosen: Sequence[FirstDay]) -> Answer:
    return request.settle(deal, first_days.take(deal, request.on(deal), chosen), _planned)


def _planned(deal: Deal, context: Context) -> Card:
    return first_days_card(deal, context, first_days.offered(deal, context))
