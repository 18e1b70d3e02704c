"""The score of a simulated quarter: the clock's nudges against the truth.

Every stretch of a deal's life counts once, however often it was nudged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bench.deal_lives import NEGLECT, UNTOLD, Life, Stretch, Truth

FIRST = date(2026, 1, 5)
"""The first working day of the quarter, a Monday; there are no public holidays in it."""

LONG = 15
"""Working days: a deal that is overlooked for three weeks, or until it is lost, is really forgotten."""


@dataclass(frozen=True, slots=True)
class Nudged:
    """A deal was in a nudge on a morning, first of all because of this rule."""

    day: date
    rule: str


@dataclass(frozen=True, slots=True)
class Score:
    """Right and wrong nudges, forgotten deals and how many of them were found, days ahead of each loss.

    `by_truth` counts stretches (nudged, all), `by_rule` nudges (right, wrong). `untold` counts the wrong ones where
    no one had written down why the deal rests.
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
    """A score as one line of text."""
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
    """The date of a working day of the quarter, from 0."""
    weeks, rest = divmod(day, 5)
    return FIRST + timedelta(days=weeks * 7 + rest)


def number_of(day: date) -> int:
    """The working day of the quarter for a date."""
    weeks, rest = divmod((day - FIRST).days, 7)
    return weeks * 5 + min(rest, 4)


def score(team: Iterable[Life], nudges: Mapping[str, list[Nudged]]) -> Score:
    """Score the nudges against the truth: by nudge for precision, by stretch for recall."""
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
    """Whether a person owed the deal something on that morning."""
    return life.slipped(number_of(nudged.day)) or _truth(life, nudged) in NEGLECT


def _truth(life: Life, nudged: Nudged) -> Truth | None:
    """The truth about a deal on that morning; "" from the day of its loss on."""
    day = number_of(nudged.day)
    return next((one.truth for one in life.stretches if one.first <= day < one.last), None)


def _forgotten(one: Stretch) -> bool:
    return one.truth in ("overlooked", "legal is silent") and (one.lost or one.last - one.first >= LONG)


def _first(one: Stretch, nudges: Iterable[Nudged]) -> int | None:
    """The working day of a stretch's first nudge, or None."""
    days = {number_of(nudged.day) for nudged in nudges}
    return next((day for day in range(one.first, one.last) if day in days), None)
