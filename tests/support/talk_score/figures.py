"""The figures of many lines: how many were right at once, asked, missed or wrong."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tests.support.talk_score.judge import Judged, Verdict

CLASSES: tuple[Verdict, ...] = ("right", "asked", "missed", "wrong proposal", "wrong write")


@dataclass(frozen=True)
class Figures:
    """How many lines have which verdict: where something is meant, and where it is right that nothing happens."""

    meant: Counter[str]
    idle: Counter[str]

    @property
    def at_once(self) -> float:
        """The share of what is right at once, where something is meant."""
        return self._share("right")

    @property
    def understood(self) -> float:
        """The share of what is right or asked, where something is meant."""
        return self._share("right") + self._share("asked")

    @property
    def wrong_proposals(self) -> float:
        """The share of wrong proposals, where something is meant."""
        return self._share("wrong proposal")

    @property
    def left_alone(self) -> float:
        """The share of what is right or asked, where it is right that nothing happens."""
        return (self.idle["right"] + self.idle["asked"]) / max(1, self.idle.total())

    @property
    def wrong_writes(self) -> int:
        """How many lines wrote what they shouldn't."""
        return self.meant["wrong write"] + self.idle["wrong write"]

    def _share(self, verdict: Verdict) -> float:
        return self.meant[verdict] / max(1, self.meant.total())


def figures_of(judged: Iterable[Judged]) -> Figures:
    """Count the verdicts."""
    meant: Counter[str] = Counter()
    idle: Counter[str] = Counter()
    for one in judged:
        (idle if one.line.is_idle else meant)[one.verdict] += 1
    return Figures(meant, idle)


def spoken(figures: Figures) -> str:
    """The figures as one line of text."""
    meant = f"{figures.understood:.1%} right or asked, {figures.at_once:.1%} right at once"
    wrong = f"{figures.wrong_proposals:.1%} wrong proposals"
    idle = f"{figures.left_alone:.1%} left alone of {figures.idle.total()} that mean nothing"
    return f"{figures.meant.total()} that mean something: {meant}, {wrong}; {idle}; {figures.wrong_writes} wrong writes"


def listed(judged: Iterable[Judged]) -> str:
    """The lines that were missed or wrong, one below the other."""
    bad = [one for one in judged if one.verdict not in ("right", "asked")]
    return "\n".join(f"{one.line.id} {one.verdict}: {one.line.text!r} ({one.why}; {one.title})" for one in bad)
