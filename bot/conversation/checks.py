"""Checks before a proposal: what the one who speaks couldn't carry out is answered with who can."""

from collections.abc import Sequence

from adapters.card import Card
from bot.conversation.surroundings import Surroundings
from bot.language.understanding.commands import VIEWS, command_of
from bot.language.understanding.proposal import Operation
from bot.request import Request
from bot.views.talk import rights as views
from bot.views.talk.drafts import draft
from process import rights
from process.context import Context
from process.deal import COMPLEXITIES, Deal

FREE = frozenset({"ask", "snooze", "here", "new", "away", "digest", "rules", "settings", "step"})
"""What everyone does for themselves, or what its own command judges."""

SPECIALISTS = frozenset({"log", "objection", "trigger", "obligation", "payment", "close"})
"""What specialists who are called in can do too."""


def objection_to(operation: Operation, deal: Deal | None, context: Context) -> Card | None:
    """The card that says who can, or None where the speaker can themselves."""
    if operation.verb == "team" or (operation.verb == "settings" and "zone" not in operation.slots):
        return None if "admin" in context.by.roles else views.admin_card()
    if deal is None or operation.verb in FREE:
        return None
    match operation.verb:
        case "met" | "unmet":
            return _evidence(operation, deal, context)
        case "waive":
            return _waiver(operation, deal, context)
        case "engage" if any(one.team == operation.slots.get("team") for one in deal.engaged):
            return views.already_card(deal, operation.slots["team"])
        case "set" if operation.slots.get("attribute") == "complexity" and _lowers(operation, deal):
            return None if rights.may_waive(deal, context) else views.complexity_card(deal)
        case _:
            return _work(operation, deal, context)


def _work(operation: Operation, deal: Deal, context: Context) -> Card | None:
    engaged = {one.team for one in deal.engaged}
    if rights.may_work(deal, context.by) or (operation.verb in SPECIALISTS and engaged & context.by.teams):
        return None
    return views.owner_only_card(deal, context)


def _evidence(operation: Operation, deal: Deal, context: Context) -> Card | None:
    item = context.playbook.exits.get(operation.slots.get("exit", ""))
    if item is None or rights.may_attest(item, deal, context):
        return None
    if operation.verb == "unmet" and rights.may_work(deal, context.by) and context.by.manages:
        return None
    if item.attest in ("rep", "buyer"):
        return views.owner_only_card(deal, context)
    return views.attested_by_card(deal, context, item)


def _waiver(operation: Operation, deal: Deal, context: Context) -> Card | None:
    item = context.playbook.exits.get(operation.slots.get("exit", ""))
    if item is not None and not item.waivable:
        return views.unwaivable_card(deal, item)
    return None if rights.may_waive(deal, context) else views.managers_waive_card(deal)


def _lowers(operation: Operation, deal: Deal) -> bool:
    wanted = operation.slots.get("value", "")
    return wanted in COMPLEXITIES and COMPLEXITIES.index(wanted) < COMPLEXITIES.index(deal.complexity)


def possible(offers: Sequence[Operation], surroundings: Surroundings, request: Request) -> tuple[Operation, ...]:
    """The offers that the speaker can carry out, and that have a form or need none."""
    found: list[Operation] = []
    for one in offers:
        deal = surroundings.find(one.deal) if one.deal else None
        context = request.on(deal) if deal else request.context
        refused = one.verb not in VIEWS and objection_to(one, deal, context) is not None
        if not refused and (command_of(one) or draft(one, deal, context)):
            found.append(one)
    return tuple(found)
