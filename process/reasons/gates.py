"""Reasons of gates: exits are missing, an approval is awaited, or its card is out of date."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from process.approval import ApprovalState
from process.reasons.kinds import RefusalKind


@dataclass(frozen=True, slots=True)
class ExitsMissing:
    """The gate out of a stage stays shut: so many exits are missing."""

    stage: str
    count: int
    kind: ClassVar[RefusalKind] = "missing"


@dataclass(frozen=True, slots=True)
class MissingSince:
    """Exits are missing that were proven when the approval was asked for."""

    kind: ClassVar[RefusalKind] = "missing"


@dataclass(frozen=True, slots=True)
class ApprovalAwaited:
    """The handoff out of a stage waits for a manager; `new` if it was asked for just now."""

    stage: str
    new: bool = False
    kind: ClassVar[RefusalKind] = "waiting"


@dataclass(frozen=True, slots=True)
class AcceptanceAwaited:
    """The handoff is approved and waits for the account manager."""

    kind: ClassVar[RefusalKind] = "waiting"


@dataclass(frozen=True, slots=True)
class NoApprover:
    """The handoff takes a manager who neither owns the deal nor asked for it, and there is none."""

    kind: ClassVar[RefusalKind] = "no approver"


@dataclass(frozen=True, slots=True)
class StillDeclined:
    """The handoff was declined, by whom and why, and nothing that the approver decides on has changed since."""

    by: str
    reason: str
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class NothingAsked:
    """The deal has no approval, so there is nothing to approve or to accept."""

    wanted: Literal["approval", "acceptance"]
    kind: ClassVar[RefusalKind] = "out of date"


@dataclass(frozen=True, slots=True)
class OlderCard:
    """The card belongs to an earlier approval than the deal's."""

    kind: ClassVar[RefusalKind] = "out of date"


@dataclass(frozen=True, slots=True)
class NotInState:
    """The approval is in another state than this decision takes."""

    state: ApprovalState
    kind: ClassVar[RefusalKind] = "out of date"


@dataclass(frozen=True, slots=True)
class Outgrown:
    """The deal's amount or kind is none that its playbook is for: another one has to be asked."""

    playbook: str
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class NotForDeal:
    """The playbook is for deals of another amount or kind."""

    playbook: str
    kind: ClassVar[RefusalKind] = "not now"


GateReason = (
    ExitsMissing | MissingSince | ApprovalAwaited | AcceptanceAwaited | NoApprover
    | NothingAsked | OlderCard | NotInState | Outgrown | NotForDeal | StillDeclined
)  # fmt: skip  # one a line would hide that it is a list
