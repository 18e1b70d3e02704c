"""Reasons: why the engine says no, each a value. `bot/views/reasons/` has the words for each.

A reason carries what its words need: keys of stages, exits, numbers, states. Its `kind` says what sort of no it is.
"""

from process.reasons.gates import GateReason
from process.reasons.kinds import RefusalKind
from process.reasons.rights import RightsReason
from process.reasons.route import RouteReason
from process.reasons.state import StateReason
from process.reasons.undo import UndoReason
from process.reasons.values import ValueReason

__all__ = ["Reason", "RefusalKind"]

Reason = RightsReason | StateReason | ValueReason | GateReason | RouteReason | UndoReason
