"""Lowering: whether a change makes the playbook ask for less."""

from process.context import Context
from process.deal import COMPLEXITIES, Deal
from process.facts import Changed
from process.gate import required
from process.playbook import Playbook


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
    after = changed.on(deal, context.by.id, context.now)
    found = []
    for key, item in context.playbook.exits.items():
        if required(item, deal, context.playbook) and not required(item, after, context.playbook):
            found.append(key)
    return tuple(found)


def is_lower(deal: Deal, changed: Changed, playbook: Playbook) -> bool:
    """Whether the complexity goes down; where the playbook asks for it, its first answer doesn't."""
    first = "complexity" in playbook.needed and not deal.complexity_known
    if changed.attribute != "complexity" or first:
        return False
    return COMPLEXITIES.index(changed.complexity) < COMPLEXITIES.index(deal.complexity)
