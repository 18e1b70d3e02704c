"""Reasons of undo: why something that was done stays."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from process.facts import Fact
from process.reasons.kinds import RefusalKind


@dataclass(frozen=True, slots=True)
class NothingDone:
    """They did nothing a moment ago, here or at all."""

    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class UndoneAlready:
    """It was undone before."""

    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class NotYoursToUndo:
    """A colleague did it, and only they can undo it; `fact` is what they did."""

    by: str
    fact: Fact
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class TooLateToUndo:
    """It was done at `at`, which is longer ago than an undo reaches; no `fact` for what no ledger holds, a snooze."""

    fact: Fact | None
    at: datetime
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class BuiltOn:
    """`fact` was done and `by` someone did `later` since, which builds on it."""

    fact: Fact
    later: Fact
    by: str
    kind: ClassVar[RefusalKind] = "not now"


@dataclass(frozen=True, slots=True)
class NeverUndone:
    """What was done isn't undone at all: `fact` says what it is.

    `because` is an approval that it voided or a waiver that it took back.
    """

    fact: Fact
    because: str = ""
    kind: ClassVar[RefusalKind] = "not now"


UndoReason = NothingDone | UndoneAlready | NotYoursToUndo | TooLateToUndo | BuiltOn | NeverUndone
