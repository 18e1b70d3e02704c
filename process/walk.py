"""The walk: a deal goes through its gates, one at a time; compress, never skip."""

from datetime import timedelta

from process import rights
from process.approval import Approval
from process.context import Context
from process.deal import Deal
from process.facts import Advanced, ApprovalAsked, CycleClosed, Decided, Fact, Refused, SentBack, SkipAttempted
from process.gate import Missing, missing
from process.outcome import Outcome, Refusal, happened, refused, with_refusal
from process.playbook import Playbook


def advance(deal: Deal, context: Context, approval_id: str, to: str = "") -> Outcome:
    """Move a deal through the gate to its next stage, or gate by gate to the stage `to`.

    `approval_id` names the approval, should a handoff on the way need one. Stops at the first gate that is not
    satisfied, or that needs an approval; what was passed stays passed.
    """
    if not rights.may_work(deal, context.by):
        return refused(deal, "not yours", "Only the deal's owner, a manager or its account manager may advance it.")
    if deal.state != "open":
        return refused(deal, "not now", f"This deal is {deal.state}; there is no gate to open.")
    if to and context.playbook.order[to] <= context.playbook.order[deal.stage]:
        return _already_there(deal, context.playbook, to)
    if not to and _just_moved(deal, context):
        here = context.playbook.at(deal.stage).name
        return refused(deal, "not now", f"The deal already stands in {here}. To go on at once, name the next stage.")
    return _walk(deal, context, approval_id, to)


def _just_moved(deal: Deal, context: Context) -> bool:
    """Whether a plain advance only repeats one: a gate opened a moment ago and nothing happened since."""
    return deal.passed is not None and context.now - deal.passed < IMPATIENCE


IMPATIENCE = timedelta(minutes=2)


def _already_there(deal: Deal, playbook: Playbook, to: str) -> Outcome:
    here, there = playbook.at(deal.stage).name, playbook.at(to).name
    if to == deal.stage:
        return refused(deal, "not now", f"The deal already stands in {here}.")
    return refused(deal, "not now", f"The deal stands in {here}, past {there}. To return, send it back with a reason.")


def _walk(deal: Deal, context: Context, approval_id: str, to: str) -> Outcome:
    beyond = context.playbook.order[deal.stage] + 1
    goal = context.playbook.order[to] if to else beyond
    asked = to if goal > beyond else ""
    so_far = _through(deal, context, approval_id, asked)
    while so_far.refusal is None and so_far.deal.state == "open" and context.playbook.order[so_far.deal.stage] < goal:
        step = _through(so_far.deal, context, approval_id, asked)
        so_far = Outcome(step.deal, so_far.facts + step.facts, step.refusal)
    return so_far


def _through(deal: Deal, context: Context, approval_id: str, asked: str) -> Outcome:
    """One gate: opened, refused, or waiting for its approval."""
    if lacking := missing(deal, context.playbook, deal.stage):
        return _shut(deal, context, asked, lacking)
    if context.playbook.at(deal.stage).handoff:
        return _ask(deal, context, approval_id)
    return happened(deal, context, opened(deal, context.playbook))


def _shut(deal: Deal, context: Context, asked: str, lacking: tuple[Missing, ...]) -> Outcome:
    """The gate stays shut; `asked` is the stage beyond the next that the request named, if it did."""
    keys = tuple(one.exit.key for one in lacking)
    fact: Fact = SkipAttempted(asked, deal.stage, keys) if asked else Refused(deal.stage, keys)
    count = "one thing is" if len(keys) == 1 else f"{len(keys)} things are"
    why = f"The gate out of {context.playbook.at(deal.stage).name} stays shut: {count} missing."
    return with_refusal(happened(deal, context, fact), Refusal("missing", why, lacking, deal.stage, bool(asked)))


def opened(deal: Deal, playbook: Playbook) -> Fact:
    """The fact that the gate out of the deal's stage opened. Only ask for it where nothing is missing."""
    after = playbook.after(deal.stage)
    waivers = _passed_on(deal, playbook) if deal.waivers else ()
    return Advanced(deal.stage, after.key, waivers) if after else CycleClosed(deal.stage, waivers)


def _passed_on(deal: Deal, playbook: Playbook) -> tuple[str, ...]:
    """The waivers of this stage and of those before it."""
    upto = playbook.order[deal.stage]
    return tuple(
        key for key in deal.waivers if key in playbook.exits and playbook.order[playbook.stage_of[key].key] <= upto
    )


def _ask(deal: Deal, context: Context, approval_id: str) -> Outcome:
    """Ask for the handoff's approval, unless it is asked for already or nobody may give it."""
    approval = deal.approval
    stale: tuple[Fact, ...] = ()
    if approval and approval.live and approval.stage == deal.stage:
        if not approval.expired(context.now):
            return Outcome(deal, (), Refusal("waiting", _waits(approval), (), deal.stage))
        stale = (Decided(approval.id, "expired", "nobody decided in time"),)
    if not rights.deciders(deal, context.by.id, context.company, context.now):
        return Outcome(deal, (), Refusal("nobody may", NOBODY, (), deal.stage))
    expires = context.now + timedelta(hours=context.playbook.approval_hours)
    asked = Approval(approval_id, deal.stage, context.by.id, deal.version, context.now, expires)
    stage = context.playbook.at(deal.stage).name
    refusal = Refusal(
        "waiting", f"Everything is proven. The handoff out of {stage} now waits for a manager.", (), deal.stage
    )
    return with_refusal(happened(deal, context, *stale, ApprovalAsked(asked)), refusal)


NOBODY = (
    "Everything is proven, but nobody may approve this handoff: it takes a manager who neither owns the deal "
    "nor asked for it. "
    "Whoever is to decide says one command here, and so joins; an admin makes them a manager with "
    "`/deal team @someone is manager`; then advance again."
)


def _waits(approval: Approval) -> str:
    if approval.state == "approved":
        return "A manager approved the handoff; it now waits for the account manager to accept it."
    return "The handoff is already asked for and waits for a manager's decision."


def send_back(deal: Deal, context: Context, to: str, reason: str) -> Outcome:
    """Send a deal back to an earlier stage, with a reason."""
    if not rights.may_work(deal, context.by):
        return refused(deal, "not yours", "Only the deal's owner, a manager or its account manager may send it back.")
    if deal.state != "open":
        return refused(deal, "not now", f"This deal is {deal.state}; it cannot go back.")
    if context.playbook.order[to] >= context.playbook.order[deal.stage]:
        return refused(
            deal,
            "not now",
            f"{context.playbook.at(to).name} is not an earlier stage than {context.playbook.at(deal.stage).name}.",
        )
    return happened(deal, context, SentBack(deal.stage, to, reason, returned(deal, context.playbook, to)))


def returned(deal: Deal, playbook: Playbook, to: str) -> bool:
    """Whether a deal that goes back to a stage of this playbook leaves the hands of whoever accepted it."""
    return bool(deal.account_manager) and not playbook.handed_over(to)
