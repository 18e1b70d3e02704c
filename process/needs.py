"""Needs: what a stage asks of the deal itself before its gate opens: amount, close date, product, complexity.

Each is an exit of its own kind, so that one form asks for all that a gate needs. `bot/views/needs.py` has their
questions.
"""

from collections.abc import Mapping

from process.deal import Deal
from process.exit_kinds import Kind
from process.playbook import Exit, Need

_KINDS: Mapping[Need, Kind] = {"amount": "money", "close date": "date", "product": "text", "complexity": "yes/no"}


def _as_exit(need: Need, kind: Kind) -> Exit:
    key = f"set_{need.replace(' ', '_')}"
    return Exit(key=key, name=need.capitalize(), question=need, kind=kind, waivable=False)


_EXITS: Mapping[Need, Exit] = {need: _as_exit(need, kind) for need, kind in _KINDS.items()}
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
