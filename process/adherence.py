"""Adherence: how well the process is kept, and whether keeping it pays."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from process.figures import Attempt, DealLine, Move, Span, counted, in_span
from process.totals import counted_as, won

FEWEST = 10
"""So many decided deals a rate needs; under that, it says more about chance than about anyone's work."""
DAY = 24 * 60 * 60


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
    lines: Iterable[DealLine], moves: Iterable[Move], attempts: Iterable[Attempt], span: Span | None = None
) -> Adherence:
    """Count adherence over these deals; moves and attempts of other deals, or of another time, are left aside."""
    owner = {line.id: line for line in counted(lines)}
    lines = tuple(owner.values())
    known = [move for move in moves if move.deal in owner]
    gates = [gate for gate in _gates(known) if in_span(gate.at, span)]
    tried = [attempt for attempt in attempts if attempt.deal in owner and in_span(attempt.at, span)]
    waived = {line.id for line in lines if line.waived} | {move.deal for move in known if move.waived}
    decided = [line for line in lines if _decided(line, span)]
    clean, with_waivers = _beside(decided, waived)
    return Adherence(
        gates=len(gates),
        clean_gates=sum(_clean(gate) for gate in gates),
        waivers=sum(line.waived for line in lines),
        attempts=len(tried),
        record=record(decided),
        clean=clean,
        with_waivers=with_waivers,
        reps=_reps([(owner[gate.deal].owner, _clean(gate)) for gate in gates], tried),
    )


def record(decided: Sequence[DealLine]) -> Record:
    """The record of these decided deals."""
    wins = [line for line in decided if won(line)]
    days = [(line.won_at - line.began).total_seconds() / DAY for line in wins if line.won_at]
    slipped = sum(bool(line.slips) for line in decided)
    return Record(len(decided), len(wins), slipped, median(days) if days else None)


def _decided(line: DealLine, span: Span | None) -> bool:
    return bool(counted_as("won", [line], span) or counted_as("lost", [line], span))


def _beside(decided: Sequence[DealLine], waived: set[str]) -> tuple[Record | None, Record | None]:
    """Clean deals and those with waivers, where there are enough of both to be compared."""
    clean = record([line for line in decided if _clean_deal(line) and line.id not in waived])
    other = record([line for line in decided if line.id in waived])
    enough = min(clean.decided, other.decided) >= FEWEST
    return (clean, other) if enough else (None, None)


def _clean_deal(line: DealLine) -> bool:
    return line.amount is not None and line.close_date is not None and not line.alone


def _gates(moves: Sequence[Move]) -> list[Move]:
    """Each gate once for each deal, as it was passed last: a deal that went back or was reopened counts once."""
    latest: dict[tuple[str, str], Move] = {}
    for move in sorted(moves, key=lambda move: move.at):
        if move.gate:
            latest[move.deal, move.left] = move
    return list(latest.values())


def _clean(gate: Move) -> bool:
    return not gate.waived


def _reps(gates: Sequence[tuple[str, bool]], tried: Sequence[Attempt]) -> tuple[RepAdherence, ...]:
    """Those with most skip attempts first."""
    passed = Counter(rep for rep, _ in gates)
    clean = Counter(rep for rep, is_clean in gates if is_clean)
    attempts = Counter(attempt.by for attempt in tried)
    everyone = sorted({*passed, *attempts}, key=lambda rep: (-attempts[rep], rep))
    return tuple(RepAdherence(rep, passed[rep], clean[rep], attempts[rep]) for rep in everyone)
