"""Example figures: a year of deals in every stage, some of them lost, some come round again."""

from datetime import timedelta
from decimal import Decimal

from bot.views.examples.deals import HOSTILE, NOW, standard
from process.deal import CycleKind, DealState
from process.figures import Attempt, DealLine, Move
from process.money import Money

YEAR = timedelta(days=364)
STAGES = tuple(stage.key for stage in standard().stage)


def _line(number: int) -> DealLine:
    """One of many deals: every stage has some, every ninth is lost, and one who completed a turn begins another."""
    stage = STAGES[number % len(STAGES)]
    states: dict[bool, DealState] = {True: "lost", False: "open"}
    state: DealState = "completed" if number % 14 == 13 else states[number % 9 == 4]
    parent, kind = _lineage(number)
    return DealLine(
        f"{number:012x}",
        HOSTILE if number == 20 else f"Customer {number % 25}{f' {kind}' if parent else ''}",
        f"Customer {number % 25}",
        ("rob", "rita", "gone")[number % 3],
        stage,
        state,
        None if number % 8 == 7 else Money(Decimal(9_500 + 3_250 * number), ("EUR", "EUR", "USD")[number % 3]),
        NOW - YEAR + timedelta(days=7 * number),
        NOW - timedelta(days=number),
        kind,
        parent,
        1 + bool(parent),
        stage == STAGES[-1] and state != "lost",
        int(number % 6 == 0),
        close_date=(NOW + timedelta(days=number - 20)).date(),
    )


def _lineage(number: int) -> tuple[str, CycleKind]:
    kinds: tuple[CycleKind, ...] = ("renewal", "cross-sell", "up-sell", "referral")
    return (f"{number - 25:012x}", kinds[number % 4]) if number >= 38 else ("", "new")


LINES = tuple(_line(number) for number in range(50))
MOVES = tuple(
    Move(
        line.id,
        line.began + timedelta(days=place * (5 + number % 4)),
        STAGES[place - 1] if place else "",
        stage,
        bool(place),
        line.waived if place > 1 else 0,
    )
    for number, line in enumerate(LINES)
    for place, stage in enumerate(STAGES[: STAGES.index(line.stage) + 1])
)
ATTEMPTS = tuple(
    Attempt(line.id, line.owner, line.began + timedelta(days=3), "closing", "qualification", ("budget", "decision"))
    for line in LINES[::7]
)
