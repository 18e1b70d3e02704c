"""Reasons of values: what was given does not fit the deal, the playbook or the exit."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from process.list_item import ListName
from process.misfits import Misfit, NotAPerson, OurColleague, Substance
from process.playbook import Exit
from process.reasons.kinds import RefusalKind


@dataclass(frozen=True, slots=True)
class BadAnswer:
    """The answer is none for this exit; `misfit` says what is wrong with it."""

    exit: Exit
    misfit: Misfit
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class BuyerUnnamed:
    """The buyer attests the exit, and who said it or where is not given."""

    exit: Exit
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class AskedUnnamed:
    """A list has nothing on it, and which contact was asked about it is not given."""

    exit: Exit
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class BadContact:
    """The contact that was named isn't a person at the customer's; `misfit` says why."""

    misfit: NotAPerson | OurColleague
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class UnknownLostReason:
    """The playbook counts lost deals under other reasons: those in `known`."""

    known: tuple[str, ...]
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class BadItem:
    """What is put on a list, or how it came off, says nothing; `misfit` says why."""

    list: ListName
    misfit: Substance
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class ClosedTooEarly:
    """The day on which an item came off its list is still to come."""

    list: ListName
    number: int
    day: date
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class MovedToPast:
    """An item of a list gets another day, which is after today."""

    list: ListName
    number: int
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class SourceMissing:
    """A trigger happened, and which contact said so or where is not given."""

    list: ListName
    number: int
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class SaidTooEarly:
    """The given day of the buyer's words is still to come."""

    exit: Exit
    day: date
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class BadAmount:
    """The deal's amount isn't a valid amount of money."""

    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class UnknownProduct:
    """The playbook knows other products: those in `known`."""

    known: tuple[str, ...]
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class UnknownTeam:
    """The playbook knows other specialist teams: those in `known`."""

    known: tuple[str, ...]
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class NotAColleague:
    """The owner of a deal or an item, or who does a next step, must be an active colleague."""

    of: Literal["deal", "item", "next step"]
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class OwnerWaived:
    """The new owner waived these exits (their keys) on this deal, which no owner may have done."""

    exits: tuple[str, ...]
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class NotToCome:
    """A deal waits until a day after today."""

    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class PlannedInPast:
    """A next step is planned for a time to come."""

    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class TriggerIncomplete:
    """A trigger takes both an owner and a due day."""

    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class NoSuchItem:
    """The list has no item of this number."""

    list: ListName
    number: int
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class HowMissing:
    """How the item was closed is not given."""

    list: ListName
    number: int
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class ReasonNeeded:
    """The decision takes a reason, and none was given."""

    kind: ClassVar[RefusalKind] = "does not fit"


ValueReason = (
    UnknownLostReason | BadItem | ClosedTooEarly | MovedToPast | SourceMissing | BadAnswer | BadContact | AskedUnnamed
    | BuyerUnnamed | SaidTooEarly | BadAmount | UnknownProduct | UnknownTeam | NotAColleague | OwnerWaived
    | NotToCome | TriggerIncomplete | NoSuchItem | HowMissing | PlannedInPast
    | ReasonNeeded
)  # fmt: skip  # one a line would hide that it is a list
