"""The route: forward through the gates, back, at rest, to an end, and open again."""

from adapters.chat import Answer
from bot.commands.arguments import not_taken, the_one, the_stage
from bot.commands.registry import WORKS, command
from bot.misunderstood import beside
from bot.request import Request, fresh_id, private, shown
from bot.store import deals
from bot.views import form_cards, forms, opening_forms
from bot.views.announced import moved_aloud
from bot.views.doubts import doubt_form, doubted_in
from bot.views.endings import ENDED
from bot.views.lost import lose_form, lost_by
from bot.views.moved import moved_card
from bot.views.refusal import refusal_card
from bot.views.saved import saved_by
from process import course, ending, lost_reasons, walk
from process import renewal as renewals
from process.deal import Deal
from process.facts import Advanced

OTHERS_MANAGER = "manager, never on a deal of their own"


@command("advance [<deal>]", "advance [<deal>] to <stage>", who=WORKS, agents="propose", omits=("stage",))
def advance(request: Request, deal: Deal, stage: str = "") -> Answer:
    """Move a deal through the gate to its next stage, or gate by gate to a later stage."""
    context = request.on(deal)
    to = the_stage(context.playbook, stage) if stage else ""
    outcome = walk.advance(deal, context, fresh_id(), to)
    saved = request.save(deal, outcome)
    if outcome.refusal:
        moved = [context.playbook.at(fact.stage).name for fact in outcome.facts if isinstance(fact, Advanced)]
        return private(refusal_card(saved, context, outcome.refusal, moved))
    if request.inbound.place.kind == "channel":
        return shown(moved_aloud(saved, context))
    return private(moved_card(saved, context, deal.stage))


@command("back [<deal>] to <stage> because <reason>", "back [<deal>] [to <stage>]", who=WORKS, agents="propose")
def back(request: Request, deal: Deal, stage: str = "", reason: str = "") -> Answer:
    """Send a deal back to an earlier stage, with a reason and what no longer holds."""
    context, typed = request.on(deal), stage
    stage, reason = request.given("stage", stage), request.given("reason", reason)
    if not (stage and reason) and not typed:
        return private(form_cards.send_back(deal.name, opening_forms.back_form(deal, context, stage)))
    with beside("stage"):
        to = the_stage(context.playbook, stage)
    proven = walk.doubtable(deal, context, to)
    asks_what = not reason or (request.from_form and not typed and proven)
    if asks_what:
        form = doubt_form(deal, context, to, reason, proven)
        return private(form_cards.what_no_longer_holds(deal.name, form))
    outcome = walk.send_back(deal, context, to, reason, doubted_in(request.values))
    return request.settle(deal, outcome, saved_by(outcome.facts))


@command("wait [<deal>] until <until> because <reason>", "wait [<deal>]", who=WORKS, agents="undoable")
def wait(request: Request, deal: Deal, until: str = "", reason: str = "") -> Answer:
    """Let a deal rest until a day, with a reason. It doesn't count as stalled until then."""
    until, reason = request.given("until", until), request.given("reason", reason)
    if not (until and reason):
        return private(form_cards.let_rest(deal.name, forms.wait_form(deal, request.on(deal))))
    with beside("until"):
        day = request.reader.day(until)
    outcome = course.wait(deal, request.on(deal), day, reason)
    return request.settle(deal, outcome, saved_by(outcome.facts))


@command(
    "lose [<deal>] as <category> because <reason>",
    "lose [<deal>] as <category>",
    "lose [<deal>] because <reason>",
    "lose [<deal>]",
    who=WORKS,
    agents="propose",
)
def lose(request: Request, deal: Deal, category: str = "", reason: str = "") -> Answer:
    """Mark a deal as lost, with the reason: `lose acme as price because a rival was cheaper`."""
    context = request.on(deal)
    category, reason = request.given("category", category), request.given("reason", reason)
    if category:
        with beside("category"):
            category = the_one(category, "reason", context.playbook.lost_reasons)
    if category and not reason and deal.state == "lost":
        outcome = lost_reasons.sort_lost(deal, context, category)
        return request.settle(deal, outcome, lost_by(outcome.facts))
    if not reason:
        return private(form_cards.lose(deal.name, lose_form(deal, context, category)))
    outcome = ending.lose(deal, context, reason, category)
    return request.settle(deal, outcome, lost_by(outcome.facts))


@command("churn [<deal>] because <reason>", "churn [<deal>]", who=OTHERS_MANAGER)
def churn(request: Request, deal: Deal, reason: str = "") -> Answer:
    """Count the customer of a won deal as gone, with the reason. The win stays in the figures."""
    reason = request.given("reason", reason)
    if not reason:
        return private(form_cards.churn(deal.name, f"churn #{deal.id}"))
    outcome = ending.churn(deal, request.on(deal), reason)
    return request.settle(deal, outcome, saved_by(outcome.facts))


@command(
    "withdraw [<deal>] because <reason>",
    "withdraw [<deal>]",
    who="owner before the first gate; later " + OTHERS_MANAGER,
)
def withdraw(request: Request, deal: Deal, reason: str = "") -> Answer:
    """Withdraw a deal that was a mistake, with the reason. It stays in the ledger and counts in no figure."""
    reason = request.given("reason", reason)
    if not reason:
        return private(form_cards.withdraw(deal.name, f"withdraw #{deal.id}"))
    outcome = ending.withdraw(deal, request.on(deal), reason)
    if not outcome.refusal and (parent := _renewed_by(request, deal)):
        request.save(parent, renewals.withdrawn(parent, request.on(parent), deal))
    return request.settle(deal, outcome, saved_by(outcome.facts))


@command("reopen <deal> because <reason>", "reopen <deal>", who=WORKS, agents="propose")
def reopen(request: Request, deal: Deal, reason: str = "") -> Answer:
    """Open an ended deal again, in the first stage that isn't proven today."""
    reason = request.given("reason", reason)
    if not reason:
        return private(form_cards.reopen(deal.name, f"reopen #{deal.id}"))
    if deal.state in ENDED:
        not_taken(request.tx, request.tenant.id, deal.name)
    outcome = course.reopen(deal, request.on(deal), reason)
    if not outcome.refusal and deal.state == "withdrawn" and (parent := _renewed_by(request, deal)):
        request.save(parent, renewals.reopened(parent, request.on(parent), deal))
    return request.settle(deal, outcome, saved_by(outcome.facts))


def _renewed_by(request: Request, deal: Deal) -> Deal | None:
    """The deal whose renewal this one is, or was before it was withdrawn; None where another renews it by now."""
    parent = deals.find(request.tx, request.tenant.id, deal.parent) if deal.kind == "renewal" else None
    renewed_by = deal.id if deal.state == "open" else ""
    return parent if parent and parent.renewed == renewed_by else None
