"""Lives: what really happens to each deal of a team in a quarter, and why it rests when nothing happens.

Nothing here knows the clock's rules. After every activity the next one gets a day: the rep means to do
it on a day, or a day was agreed on, or the customer asked for a pause. Most is done on its day. The rest is
overlooked from that day on, until a weekly look at all deals finds it, or until the customer walks away. That
day is the only truth against which the nudges are scored.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Literal

Truth = Literal["worked on", "waiting", "untold pause", "holiday", "overlooked", "legal is silent", "stuck"]
NEGLECT: tuple[Truth, ...] = ("overlooked", "legal is silent", "stuck")
UNTOLD: tuple[Truth, ...] = ("untold pause", "holiday")
"""Truths that no one wrote down, so no clock can know them."""

Deed = Literal["touch", "wait", "plan", "happened", "engage", "cleared", "prove", "advance", "date", "lose"]

STAGES = ("prospecting", "qualification", "development", "presentation", "discussion", "closing", "account_management")
NEXT_STEP = ((2, 8), (1, 5), (2, 8), (1, 5), (1, 5), (1, 2), (5, 18))
"""Working days within which a rep means to do the next thing, by stage."""

PAUSES, WRITTEN_DOWN, PLANS = 0.05, 0.85, 0.10
"""Shares: activities that end with a pause for the customer, pauses that are written down, agreed days."""

KEEPS, NOTICED, GONE = 0.90, 0.6, 0.3
"""Shares: next things done on their day, overlooked ones found by each weekly look, and ones that fell off the
list for good."""

PROOFS, PROVES, LOST_AT_WORK, STICKS = 3, 0.6, 0.015, 0.02
"""A stage takes three proofs, and three activities of five bring one. Some end in a no, some deals are stuck from
then on: reps work on them without progress."""

HOLIDAY, LEGAL_SILENT, LET_SLIP = 0.006, 0.25, 0.35
PATIENCE = (8, 60)
"""Working days after which the customer of an overlooked deal walks away."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a person did on a working day of the quarter, from 0; `until` is another such day."""

    day: int
    deed: Deed
    until: int = 0


@dataclass
class Stretch:
    """A deal's mornings with one truth, from `first` to before `last`; `lost`: the customer was gone then."""

    truth: Truth
    first: int
    last: int
    lost: bool = False


@dataclass
class Life:
    """One deal: where and when it began, what happened, and the truth of each stretch of it."""

    name: str
    rep: int
    stage: int
    first: int
    amount: int
    events: list[Event] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)

    def slipped(self, day: int) -> bool:
        """Whether the close date had passed on that day, and no one had moved it."""
        dates = [one for one in self.events if one.deed == "date" and one.day < day]
        return bool(dates) and dates[-1].until < day


def lives(reps: int, deals: int, days: int, chance: Random) -> list[Life]:
    """A team's deals over `days` working days, `deals` for each rep."""
    away = [_holiday(days, chance) for _ in range(reps)]
    return [_Living(_born(rep, number, days, chance), days, away[rep], chance).lived()
            for rep in range(reps) for number in range(deals)]  # fmt: skip  # a team reads as two loops


def _holiday(days: int, chance: Random) -> range:
    """A rep's days off, five or ten of them, or none."""
    first = next((day for day in range(days) if chance.random() < HOLIDAY), days)
    return range(first, first + chance.choice((5, 10)))


def _born(rep: int, number: int, days: int, chance: Random) -> Life:
    """When a deal begins: half of them before the quarter, the others in its first two thirds."""
    first = 0 if chance.random() < 0.5 else chance.randrange(days * 2 // 3)
    stage = chance.choices(range(7), (4, 4, 3, 3, 2, 2, 2))[0] if first == 0 else 0
    return Life(f"Deal {rep}-{number}", rep, stage, first, chance.choice((8, 20, 40, 60, 120)) * 1000)


@dataclass
class _Living:
    """Builds one life, activity by activity."""

    life: Life
    days: int
    away: range
    chance: Random
    proofs: int = 0
    stuck: bool = False

    def lived(self) -> Life:
        day = self.life.first
        self._do(day, "date", day + self.chance.randrange(25, 90))
        while day < self.days:
            self._touch(day)
            if self.life.events[-1].deed == "lose":
                break
            day = self._next(day)
        return self.life

    def _touch(self, day: int) -> None:
        self._do(day, "touch")
        if self.life.stage < 6 and self.chance.random() < LOST_AT_WORK:
            self._do(day, "lose")
            return
        self.stuck = self.stuck or self.chance.random() < STICKS
        if self.life.stage < 6 and not self.stuck and self.chance.random() < PROVES:
            self._prove(day)
        if self._closes() - day < 5 and self.life.stage < 6 and self.chance.random() >= LET_SLIP:
            self._do(day, "date", day + self.chance.randrange(20, 50))

    def _prove(self, day: int) -> None:
        self.proofs += 1
        if self.chance.random() < WRITTEN_DOWN:
            self._do(day, "prove")
        if self.proofs == PROOFS:
            self.proofs, self.life.stage = 0, self.life.stage + 1
            self._do(day, "advance")

    def _closes(self) -> int:
        return [one for one in self.life.events if one.deed == "date"][-1].until

    def _next(self, day: int) -> int:
        """Choose when the next activity should be, and live until it happens; returns its day."""
        asked = any(one.deed == "engage" for one in self.life.events)
        if STAGES[self.life.stage] == "discussion" and not asked and self.life.amount >= 50_000:
            return self._ask_legal(day)
        dice = self.chance.random()
        if dice < PAUSES:
            return self._pause(day, "wait", self.chance.random() < WRITTEN_DOWN)
        if dice < PAUSES + PLANS:
            return self._pause(day, "plan", written_down=True)
        due = day + self.chance.randint(*NEXT_STEP[self.life.stage])
        self._end("stuck" if self.stuck else "worked on", day, due)
        return self._kept(due)

    def _ask_legal(self, day: int) -> int:
        """Legal answers within a day, or doesn't look at it for weeks; the rep has nothing to do until then."""
        self._do(day, "engage")
        silent = self.chance.random() < LEGAL_SILENT
        answered = day + (self.chance.randrange(8, 25) if silent else 1)
        self._do(answered, "cleared")
        return self._end("legal is silent" if silent else "waiting", day, answered)

    def _pause(self, day: int, deed: Deed, written_down: bool) -> int:
        """Nothing has to be done until a day."""
        until = day + self.chance.randrange(6, 26)
        if written_down:
            self._do(day, deed, until)
        self._end("waiting" if written_down else "untold pause", day, until)
        done = self._kept(until)
        if deed == "plan" and done < self.days:
            self._do(done, "happened")
        return done

    def _kept(self, due: int) -> int:
        """The day on which it is really done."""
        if due in self.away:
            due = self._end("holiday", due, self.away.stop)
        if self.chance.random() < KEEPS:
            return due
        gone = due + self.chance.randrange(*PATIENCE)
        found = next((day for day in self._looks(due + 1) if day >= gone or self.chance.random() < NOTICED), self.days)
        if self.chance.random() < GONE or found >= gone:
            self._do(gone, "lose")
            self._end("overlooked", due, gone, lost=gone < self.days)
            return self.days
        return self._end("overlooked", due, found)

    def _looks(self, day: int) -> Iterator[int]:
        """The days on which the rep goes through all their deals."""
        return (one for one in range(day, self.days) if one % 5 == self.life.rep % 5 and one not in self.away)

    def _do(self, day: int, deed: Deed, until: int = 0) -> None:
        self.life.events.append(Event(day, deed, until))

    def _end(self, truth: Truth, first: int, last: int, lost: bool = False) -> int:
        """End a stretch. Work is done in the afternoon, so a stretch begins on the next morning."""
        if first + 1 <= min(last, self.days):
            self.life.stretches.append(Stretch(truth, first + 1, min(last, self.days - 1) + 1, lost))
        return last
