"""Reasons of state: the deal, or the thing on it, is not where this can be done."""

from dataclasses import dataclass
from typing import ClassVar

from process.deal import DealState
from process.list_item import ListName
from process.playbook import Exit
from process.reasons.kinds import RefusalKind
from process.reasons.rights import Action


@dataclass(frozen=True, slots=True)
class NotOpen:
    """The deal is lost or completed, and the action takes an open one."""

    state: DealState
    action: Action
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class OpenAlready:
    """An open deal was to be reopened."""

    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class CompletedForGood:
    """A completed deal was to be reopened; its next cycle follows it instead."""

    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    """The deal is in this stage. `again`: a gate opened a moment ago, so a second advance needs a named stage."""

    stage: str
    again: bool = False
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class AlreadyPast:
    """The deal is in `stage`, which is after the stage `asked` for."""

    stage: str
    asked: str
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class NotEarlier:
    """A deal in `stage` can't go back to `asked`, which isn't before it."""

    stage: str
    asked: str
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class SameOwner:
    """The deal has this owner already."""

    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class NotAcceptedYet:
    """The next cycle takes a deal that its account manager has accepted."""

    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class SamePlaybook:
    """The deal is on this version of the playbook already."""

    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class ItemClosed:
    """The item of a list is closed already."""

    list: ListName
    number: int
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class ListedAlready:
    """The list has this very item, and it is open."""

    list: ListName
    number: int
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class StepKnown:
    """The buyer's step is on the deal already: taken, or still wanted."""

    name: str
    taken: bool
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class EngagedAlready:
    """The specialist team is engaged on this deal already."""

    team: str
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class NothingToTakeBack:
    """The exit has neither evidence nor a waiver."""

    exit: Exit
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class NeverWaived:
    """The playbook lets no one waive this exit."""

    exit: Exit
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class ProvenAlready:
    """The exit is proven, so there is nothing to waive."""

    exit: Exit
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class WaiversSpent:
    """They waived as many exits on this deal as one manager can; those in `able` can waive more."""

    most: int
    able: tuple[str, ...] = ()
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class NotLost:
    """Only a lost deal has a reason to be counted under."""

    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class NothingPlanned:
    """The deal has no next step to move, end or drop. `other`: it has another than the one that was meant."""

    other: bool = False
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class AskedYourself:
    """They are the one to be asked about this deal."""

    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class NoSuchQuestion:
    """The deal has no question of that number."""

    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """The question has its answer already, from whom."""

    by: str
    kind: ClassVar[RefusalKind] = "not now"


StateReason = (
    NotLost | NotOpen | OpenAlready | CompletedForGood | AlreadyThere | AlreadyPast | NotEarlier | SameOwner
    | NotAcceptedYet | SamePlaybook | ItemClosed | ListedAlready | StepKnown | EngagedAlready | NothingToTakeBack
    | NeverWaived | ProvenAlready | WaiversSpent | NothingPlanned | AskedYourself | NoSuchQuestion | QuestionAnswered
)  # fmt: skip  # one a line would hide that it is a list
