"""Reasons of the route: what a win, a way back and a referral take."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from process.playbook import Exit
from process.reasons.kinds import RefusalKind


@dataclass(frozen=True, slots=True)
class WonAlready:
    """The deal is won, so it is neither lost nor withdrawn: a manager lets it churn."""

    action: Literal["lose", "withdraw"]
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class NotWonYet:
    """Only a won deal churns; this one can be lost."""

    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class ChangesWin:
    """What was won changes only with a manager who doesn't own the deal; more business is an up-sell."""

    attribute: str
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class NothingDoubted:
    """None of these exits waits to be confirmed."""

    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class NothingToDoubt:
    """The exit isn't proven, or belongs to a stage before the one the deal goes back to."""

    exit: Exit
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class OwnReferral:
    """A deal can't be the referral of itself, or of what grew out of it."""

    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class NoReferral:
    """The deal did not come by a referral, so no customer can have given it."""

    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class ReferredAlready:
    """The deal's lineage is known already."""

    kind: ClassVar[RefusalKind] = "not now"


RouteReason = (
    WonAlready | NotWonYet | ChangesWin | NothingDoubted | NothingToDoubt | OwnReferral | NoReferral | ReferredAlready
)
