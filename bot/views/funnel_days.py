"""The funnel's days: how long each stage takes, and how many of the decided deals went on from it."""

from collections.abc import Sequence
from decimal import Decimal

from adapters.card import Button, Buttons, Card, Table, Text
from bot.views.funnel import EVERYONE, Figures
from bot.views.numbers import decimal, grouped, percent
from bot.views.words import cut
from process.adherence import FEWEST
from process.stage_days import StageDays

COLUMNS = ("Stage", "Now", "Days", "Went on")


def days_card(stages: Sequence[StageDays], figures: Figures = EVERYONE) -> Card:
    """A table of the stages: deals there now, the median of days to the gate, and how many decided ones went on."""
    of = f" {figures.of}" if figures.of else ""
    rows = tuple(_row(stage) for stage in stages)
    numbers = ((1, tuple(stage.here for stage in stages)), (2, tuple(_days(stage) for stage in stages)))
    table = Table(COLUMNS, rows, (1, 2), numbers, "Stages")
    slowest = max((stage for stage in stages if stage.days is not None), key=_days, default=None)
    title = f"Days per stage{of}"
    say = f"{title}. Slowest: {slowest.name}, {days_words(slowest.days)} days." if slowest else title
    small = Text(("Days are the median from entering a stage to passing its gate.",), small=True)
    row = [Button("Pipeline", figures.command("funnel"))]
    row += [Button("By rep", figures.command("funnel by rep"))] if figures.manages else []
    return Card(title, (table, small, Buttons(tuple(row))), notification=cut(say, 120))


def _days(stage: StageDays) -> float:
    return stage.days or 0.0


def _row(stage: StageDays) -> tuple[str, ...]:
    return stage.name, grouped(stage.here), days_words(stage.days), went_on_words(stage)


def went_on_words(stage: StageDays) -> str:
    """How many of the decided deals went on: "3 of 3", and from ten decided ones on the share, "80% (8 of 10)"."""
    if not stage.decided:
        return "–"
    counted = f"{grouped(stage.went_on)} of {grouped(stage.decided)}"
    return counted if stage.decided < FEWEST else f"{percent(stage.went_on / stage.decided)} ({counted})"


def days_words(days: float | None) -> str:
    """A median of days: half days count while it is short."""
    if days is None:
        return "–"
    return decimal(Decimal(f"{days:.1f}"), ".#") if days < 10 else grouped(round(days))
