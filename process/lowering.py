"""Lowering: whether a change makes the playbook ask for less."""

from process.context import Context
from process.deal import COMPLEXITIES, Deal
from process.facts import Changed, Met, Unmet
from process.gate import required
from process.playbook import Playbook
from process.reasons import Reason
from process.reasons.values import BadAmount, UnknownProduct


def had(deal: Deal, changed: Changed) -> bool:
    """Whether the attribute was known: the first answer doesn't count as a change."""
    if changed.attribute == "complexity":
        return deal.complexity_known
    return bool(getattr(deal, changed.attribute.replace(" ", "_")))


def dropped(deal: Deal, changed: Changed, context: Context) -> tuple[str, ...]:
    """The exits that are required now and would not be after this change, where the playbook minds.

    A first answer doesn't count as a change.
    """
    if not (context.playbook.lowering and had(deal, changed)):
        return ()
    return _less(deal, changed.on(deal, context.by.id, context.now), context.playbook)


def _less(deal: Deal, after: Deal, playbook: Playbook) -> tuple[str, ...]:
    """The exits that the deal requires and this state of it after a change doesn't."""
    found = []
    for key, item in playbook.exits.items():
        if required(item, deal, playbook) and not required(item, after, playbook):
            found.append(key)
    return tuple(found)


def dropped_by(deal: Deal, fact: Met | Unmet, context: Context) -> tuple[str, ...]:
    """The exits that are no longer required once an answer is changed or taken back, where the playbook minds.

    An exit can ask for another: an inbound deal has to be qualified. A first answer isn't a change.
    """
    if not context.playbook.lowering:
        return ()
    if isinstance(fact, Met) and not fact.changed(deal):
        return ()
    return _less(deal, fact.on(deal, context.by.id, context.now), context.playbook)


def is_lower(deal: Deal, changed: Changed, playbook: Playbook) -> bool:
    """Whether the complexity goes down; where the playbook asks for it, its first answer doesn't."""
    first = "complexity" in playbook.needed and not deal.complexity_known
    if changed.attribute != "complexity" or first:
        return False
    return COMPLEXITIES.index(changed.complexity) < COMPLEXITIES.index(deal.complexity)


def unsound(changed: Changed, playbook: Playbook) -> Reason | None:
    """What is wrong with the new value itself, or None."""
    if changed.attribute == "amount" and not (changed.amount and changed.amount.sound()):
        return BadAmount()
    if changed.attribute == "product" and playbook.products and changed.product not in playbook.products:
        return UnknownProduct(playbook.products)
    return None
