"""Claims: what the files of other systems say of imported deals, confirmed or dropped by those who work on them."""

from adapters.chat import Answer
from bot.commands.registry import WORKS, command
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import deals
from bot.views import claims as views
from bot.views import lists_of_deals
from bot.views.evidence import evidence_form
from process import file_answers, gate, imports, rights
from process.context import Context
from process.deal import Deal
from process.playbook import Exit


@command("claims of <whose>", "claims", reads=True, who="anyone; of a colleague: manager")
def claims(request: Request, whose: str = "") -> Answer:
    """List your imported deals whose stage is only claimed, to say what of it is true."""
    who = request.acquainted(whose, "claims of {}") if whose else request.me
    if who.id != request.me.id and not request.me.manages:
        raise Misunderstood(lists_of_deals.OWN_FIGURES)
    theirs = [deal for deal in deals.working(request.tx, request.tenant.id, who.id) if deal.claim or deal.claimed]
    claimed = [(deal, request.on(deal)) for deal in theirs if imports.open_claim(deal, request.on(deal))]
    return private(views.claims_card(claimed, who.name if who.id != request.me.id else ""))


@command("claim [<deal>] is wrong", who=WORKS)
def claim_is_wrong(request: Request, deal: Deal) -> Answer:
    """Say that what the file claims of a deal isn't true: `claim acme is wrong`."""
    if not imports.open_claim(deal, request.on(deal)):
        return private(views.no_claim(deal))
    return request.settle(deal, imports.unclaim(deal, request.on(deal)), views.unclaimed_card)


@command("claim [<deal>]", reads=True, who=WORKS)
def claim(request: Request, deal: Deal) -> Answer:
    """Ask what is true of a deal's claim, in one form for every stage up to it: `claim acme`."""
    context = request.on(deal)
    if not imports.open_claim(deal, context):
        return private(views.no_claim(deal))
    wanted = {item.key: item for item in (*_up_to(deal, context), *file_answers.to_confirm(deal, context))}
    mine = [item for item in wanted.values() if rights.may_attest(item, deal, context)]
    theirs = [item for item in file_answers.to_confirm(deal, context) if item not in mine]
    form = evidence_form(deal, context, mine, deal.claimed) if mine else None
    return private(views.claim_card(deal, context, form, theirs))


def _up_to(deal: Deal, context: Context) -> list[Exit]:
    """What is missing from where the deal stands up to the gate into the claimed stage."""
    playbook = context.playbook
    if deal.claim is None or deal.claim.stage not in playbook.order:
        return []
    before = playbook.stage[max(playbook.order[deal.claim.stage] - 1, 0)].key
    return [one.exit for one in gate.missing(deal, playbook, before)]
