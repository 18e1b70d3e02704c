"""Reasons of values: what was given does not fit the deal, the playbook or the exit."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from process.list_item import ListName
from process.misfits import Misfit
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
class SaidTooEarly:
    """The given day of the buyer's words is still to come."""

    exit: Exit
    day: date
    kind: ClassVar[RefusalKind] = "does not fit"


@dataclass(frozen=True, slots=True)
class BadAmount:
    """The deal's amount is no sound amount of money."""

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
    """The owner of a deal or of an item must be an active colleague."""

    of: Literal["deal", "item"]
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


ValueReason = (
    BadAnswer | BuyerUnnamed | SaidTooEarly | BadAmount | UnknownProduct | UnknownTeam | NotAColleague | OwnerWaived
    | NotToCome | TriggerIncomplete | NoSuchItem | HowMissing
)  # fmt: skip  # one a line would hide that it is a list
