"""The score of a simulated quarter: whom the clock nudged, held against the truth.

Every stretch of a deal's life counts once, however often it was nudged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bench.deal_lives import NEGLECT, UNTOLD, Life, Stretch, Truth

FIRST = date(2026, 1, 5)
"""The first working day of the quarter, a Monday; there are no public holidays in it."""

LONG = 15
"""Whoever overlooks a deal for three weeks, or until it is lost, has truly forgotten it."""


@dataclass(frozen=True, slots=True)
class Nudged:
    """A deal was named to somebody on a morning, first of all because of this rule."""

    day: date
    rule: str


@dataclass(frozen=True, slots=True)
class Score:
    """Nudges that were right and wrong, forgotten deals and how many of them were found, days ahead of each loss.

    `by_truth` counts stretches (nudged, all) and `by_rule` nudges (right, wrong); `untold` are the wrong ones for which
    nobody had written down why the deal rests.
    """

    right: int
    wrong: int
    forgotten: int
    found: int
    ahead: tuple[int, ...]
    by_truth: Mapping[str, tuple[int, int]]
    by_rule: Mapping[str, tuple[int, int]]
    untold: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.forgotten)


def spoken(score: Score) -> str:
    """A score in a line."""
    ahead = sorted(score.ahead)
    lost = f"first nudge {ahead[len(ahead) // 2]} working days before the loss (median of {len(ahead)})"
    precise = f"precision {score.precision:.1%} ({score.right} of {score.right + score.wrong} nudges)"
    recalled = f"recall {score.recall:.1%} ({score.found} of {score.forgotten} forgotten deals)"
    return f"{precise}, {recalled}; {lost if ahead else 'nothing was lost'}"


def together(scores: Iterable[Score]) -> Score:
    """Several quarters as one."""
    some = list(scores)
    right, wrong = sum(one.right for one in some), sum(one.wrong for one in some)
    forgotten, found = sum(one.forgotten for one in some), sum(one.found for one in some)
    ahead = tuple(days for one in some for days in one.ahead)
    truths, by_rule = _added(one.by_truth for one in some), _added(one.by_rule for one in some)
    return Score(right, wrong, forgotten, found, ahead, truths, by_rule, sum(one.untold for one in some))


def _added(tables: Iterable[Mapping[str, tuple[int, int]]]) -> dict[str, tuple[int, int]]:
    added: dict[str, tuple[int, int]] = {}
    for table in tables:
        for name, (one, other) in table.items():
            had = added.get(name, (0, 0))
            added[name] = had[0] + one, had[1] + other
    return added


def date_of(day: int) -> date:
    """The calendar's day of a working day of the quarter, from 0."""
    weeks, rest = divmod(day, 5)
    return FIRST + timedelta(days=weeks * 7 + rest)


def number_of(day: date) -> int:
    """Which working day of the quarter a day of the calendar is."""
    weeks, rest = divmod((day - FIRST).days, 7)
    return weeks * 5 + min(rest, 4)


def score(team: Iterable[Life], nudges: Mapping[str, list[Nudged]]) -> Score:
    """Hold the nudges against the truth: nudge by nudge for precision, stretch by stretch for recall."""
    judged = [(one, _truth(life, one), _right(life, one)) for life in team for one in nudges.get(life.name, [])]
    stretches = [(one, _first(one, nudges.get(life.name, []))) for life in team for one in life.stretches]
    forgotten = [(one, first) for one, first in stretches if _forgotten(one)]
    found = [one for one, first in forgotten if first is not None]
    ahead = tuple(one.last - 1 - first for one, first in stretches if one.lost and first is not None)
    by_truth = _added({one.truth: (int(first is not None), 1)} for one, first in stretches)
    by_rule = _added({one.rule: (int(right), int(not right))} for one, _, right in judged)
    right = sum(right for *_, right in judged)
    untold = sum(truth in UNTOLD for _, truth, right in judged if not right)
    return Score(right, len(judged) - right, len(forgotten), len(found), ahead, by_truth, by_rule, untold)


def _right(life: Life, nudged: Nudged) -> bool:
    """Whether somebody owed the deal something on that morning."""
    return life.slipped(number_of(nudged.day)) or _truth(life, nudged) in NEGLECT


def _truth(life: Life, nudged: Nudged) -> Truth | None:
    """How it stood with a deal on that morning; nothing from the day it was lost on."""
    day = number_of(nudged.day)
    return next((one.truth for one in life.stretches if one.first <= day < one.last), None)


def _forgotten(one: Stretch) -> bool:
    return one.truth in ("overlooked", "legal is silent") and (one.lost or one.last - one.first >= LONG)


def _first(one: Stretch, nudges: Iterable[Nudged]) -> int | None:
    """On which working day of the quarter a stretch was first nudged; None if it never was."""
    days = {number_of(nudged.day) for nudged in nudges}
    return next((day for day in range(one.first, one.last) if day in days), None)
