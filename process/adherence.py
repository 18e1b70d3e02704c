"""Adherence: how well the process is kept, and whether keeping it pays."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from process.figures import Attempt, DealLine, Move, counted
from process.totals import won


@dataclass(frozen=True, slots=True)
class RepAdherence:
    """One of ours: the gates passed by the deals they own now, how many of them clean, and their own skip attempts."""

    rep: str
    gates: int
    clean: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Adherence:
    """The process as it was kept. Shares and rates run from 0 to 1 and are None where there is nothing to divide by.

    A gate is clean when it was passed on no waiver, of its own stage or of one before it. The win rate is the won
    among the decided deals, which are the won and the lost; it is given for deals with waivers and without.
    """

    gates: int
    clean: float | None
    waivers: int
    attempts: int
    win_rate: float | None
    win_rate_with_waivers: float | None
    win_rate_without_waivers: float | None
    reps: tuple[RepAdherence, ...]


def adherence(lines: Iterable[DealLine], moves: Iterable[Move], attempts: Iterable[Attempt]) -> Adherence:
    """Count adherence over these deals; moves and attempts of other deals are left aside."""
    owner = {line.id: line for line in counted(lines)}
    gates = _gates([move for move in moves if move.gate and move.deal in owner])
    tried = [attempt for attempt in attempts if attempt.deal in owner]
    lines = tuple(owner.values())
    return Adherence(
        gates=len(gates),
        clean=_share(sum(_clean(gate) for gate in gates), len(gates)),
        waivers=sum(line.waived for line in lines),
        attempts=len(tried),
        win_rate=_win_rate(lines),
        win_rate_with_waivers=_win_rate([line for line in lines if line.waived]),
        win_rate_without_waivers=_win_rate([line for line in lines if not line.waived]),
        reps=_reps([(owner[gate.deal].owner, _clean(gate)) for gate in gates], tried),
    )


def _gates(passed: Sequence[Move]) -> list[Move]:
    """Each gate once for each deal, as it was passed last: a deal that went back or was reopened counts once."""
    latest: dict[tuple[str, str], Move] = {}
    for move in sorted(passed, key=lambda move: move.at):
        latest[move.deal, move.left] = move
    return list(latest.values())


def _clean(gate: Move) -> bool:
    return not gate.waived


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _win_rate(lines: Sequence[DealLine]) -> float | None:
    wins = sum(map(won, lines))
    return _share(wins, wins + sum(line.state == "lost" for line in lines))


def _reps(gates: Sequence[tuple[str, bool]], tried: Sequence[Attempt]) -> tuple[RepAdherence, ...]:
    """Those with most skip attempts first."""
    passed = Counter(rep for rep, _ in gates)
    clean = Counter(rep for rep, is_clean in gates if is_clean)
    attempts = Counter(attempt.by for attempt in tried)
    everyone = sorted({*passed, *attempts}, key=lambda rep: (-attempts[rep], rep))
    return tuple(RepAdherence(rep, passed[rep], clean[rep], attempts[rep]) for rep in everyone)
