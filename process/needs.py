"""Needs: what a stage asks of the deal itself before its gate opens: amount, close date, product, complexity.

Each is an exit of its own kind, so that one form asks for all that a gate needs. `bot/views/needs.py` has their
questions.
"""

from collections.abc import Mapping

from process.deal import Deal
from process.playbook import Exit, Need

_EXITS: Mapping[Need, Exit] = {
    "amount": Exit(key="set_amount", name="Amount", question="amount", kind="money", waivable=False),
    "close date": Exit(key="set_close_date", name="Close date", question="close date", kind="date", waivable=False),
    "product": Exit(key="set_product", name="Product", question="product", waivable=False),
    "complexity": Exit(key="set_complexity", name="Complexity", question="complexity", kind="yes/no", waivable=False),
}
NEED_EXITS: Mapping[str, Exit] = {item.key: item for item in _EXITS.values()}
"""The same by their keys, which no exit of a playbook can have."""
NEED_OF: Mapping[str, Need] = {item.key: need for need, item in _EXITS.items()}


def need_exit(need: Need) -> Exit:
    """A need as an exit: the rep answers it, and no one waives it."""
    return _EXITS[need]


def known(deal: Deal, need: Need) -> bool:
    """Whether the deal has what a stage needs of it."""
    match need:
        case "amount":
            return deal.amount is not None
        case "close date":
            return deal.close_date is not None
        case "product":
            return bool(deal.product)
        case "complexity":
            return deal.complexity_known
