"""Adherence: how well the process is kept, and whether keeping it pays."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from process.alike import Alike, counted

FEWEST = 10
"""So many decided deals a rate needs; under that, it says more about chance than about anyone's work."""


@dataclass(frozen=True, slots=True)
class Gates:
    """So many gates that the deals of one owner passed, all of them clean or none."""

    owner: str
    clean: bool
    gates: int


@dataclass(frozen=True, slots=True)
class DecidedDeals:
    """So many deals that were won or lost, and are alike.

    `slipped`: their close date was moved to a later day. `waived`: they have a waiver, or passed a gate on one.
    `whole`: they have an amount and a close date, and no one confirmed anything on them alone.
    """

    won: bool
    slipped: bool = False
    waived: bool = False
    whole: bool = True
    deals: int = 1


Kept = Literal["all", "clean", "with waivers"]
"""Which decided deals: all, the clean ones, or those with waivers."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Deals that were won or lost. `days` are the medians from beginning to win, of those won for which it is known."""

    groups: Sequence[DecidedDeals] = ()
    days: Mapping[Kept, float] = field(default_factory=dict)


KEPT: Mapping[Kept, Callable[[DecidedDeals], bool]] = {
    "all": lambda one: True,
    "clean": lambda one: one.whole and not one.waived,
    "with waivers": lambda one: one.waived,
}


@dataclass(frozen=True, slots=True)
class Record:
    """What became of some decided deals: how many were won, and how many had their close date moved to later.

    `days` is the median from beginning to win; None where none was won.
    """

    decided: int
    won: int
    slipped: int = 0
    days: float | None = None

    @property
    def win_rate(self) -> float | None:
        """The won among the decided, from 0 to 1; None for fewer than FEWEST."""
        return self.won / self.decided if self.decided >= FEWEST else None

    @property
    def slip_rate(self) -> float | None:
        """Those whose close date slipped among the decided, likewise."""
        return self.slipped / self.decided if self.decided >= FEWEST else None


@dataclass(frozen=True, slots=True)
class RepAdherence:
    """One of ours: the gates passed by the deals they own now, how many of them clean, and their own skip attempts."""

    rep: str
    gates: int
    clean: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Adherence:
    """The process as it was kept.

    A gate is clean when it was passed on no waiver, of its own stage or of one before it. A deal is clean when it has
    an amount and a close date, and no waiver and no mark that someone confirmed alone. `clean` and `with_waivers` are
    the records of such deals, and None unless both have enough of them.
    """

    gates: int
    clean_gates: int
    waivers: int
    attempts: int
    record: Record
    clean: Record | None
    with_waivers: Record | None
    reps: tuple[RepAdherence, ...]


def adherence(
    groups: Iterable[Alike], gates: Sequence[Gates], attempts: Mapping[str, int], decided: Decided
) -> Adherence:
    """Count adherence over these deals.

    `gates` has each gate of each deal once, as it was passed last: a deal that went back or was reopened counts once.
    `attempts` are the skip attempts on these deals, by who made them. `decided` are those of the deals that were won or
    lost.
    """
    clean, with_waivers = _beside(decided)
    return Adherence(
        gates=sum(one.gates for one in gates),
        clean_gates=sum(one.gates * one.clean for one in gates),
        waivers=sum(group.waivers for group in counted(groups)),
        attempts=sum(attempts.values()),
        record=record(decided, "all"),
        clean=clean,
        with_waivers=with_waivers,
        reps=_reps(gates, attempts),
    )


def record(decided: Decided, kept: Kept) -> Record:
    """The record of those of the decided deals that were kept so."""
    these = [one for one in decided.groups if KEPT[kept](one)]
    number = sum(one.deals for one in these)
    won = sum(one.deals for one in these if one.won)
    slipped = sum(one.deals for one in these if one.slipped)
    return Record(number, won, slipped, decided.days.get(kept))


def _beside(decided: Decided) -> tuple[Record | None, Record | None]:
    """Clean deals and those with waivers, where there are enough of both to be compared."""
    clean, other = record(decided, "clean"), record(decided, "with waivers")
    enough = min(clean.decided, other.decided) >= FEWEST
    return (clean, other) if enough else (None, None)


def _reps(gates: Sequence[Gates], attempts: Mapping[str, int]) -> tuple[RepAdherence, ...]:
    """Those with most skip attempts first."""
    passed: dict[str, int] = dict.fromkeys(attempts, 0)
    clean: dict[str, int] = dict.fromkeys(attempts, 0)
    for one in gates:
        passed[one.owner] = passed.get(one.owner, 0) + one.gates
        clean[one.owner] = clean.get(one.owner, 0) + one.gates * one.clean
    everyone = sorted(passed, key=lambda rep: (-attempts.get(rep, 0), rep))
    return tuple(RepAdherence(rep, passed[rep], clean[rep], attempts.get(rep, 0)) for rep in everyone)
