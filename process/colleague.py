"""Colleagues: the people of our own company, their roles, and who stands in for whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Role = Literal["rep", "manager", "account manager", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of ours. `teams` are the specialist teams they speak for; `boss` is the manager they report to."""

    id: str
    name: str
    roles: frozenset[Role] = frozenset({"rep"})
    teams: frozenset[str] = frozenset()
    boss: str = ""
    delegate: str = ""
    away_until: datetime | None = None
    active: bool = True
    vouched: bool = True

    def away(self, now: datetime) -> bool:
        """Whether a delegate stands in for them at this moment."""
        return bool(self.delegate) and self.away_until is not None and now < self.away_until

    @property
    def manages(self) -> bool:
        return self.active and "manager" in self.roles


CLOCK = Colleague("stagecoach", "Stagecoach", frozenset())
"""The author of what happens by itself, for example when an approval expires."""


@dataclass(frozen=True, slots=True)
class Company:
    """Everyone of ours, by id."""

    people: Mapping[str, Colleague]

    def find(self, person: str) -> Colleague | None:
        """The active colleague of that id, or None."""
        found = self.people.get(person)
        return found if found and found.active else None

    def line(self, person: str) -> Iterator[Colleague]:
        """The managers above someone, nearest first; a circle of bosses ends where it closes."""
        seen = {person}
        while (colleague := self.people.get(person)) and colleague.boss and colleague.boss not in seen:
            person = colleague.boss
            seen.add(person)
            if boss := self.people.get(person):
                yield boss

    def stand_in(self, colleague: Colleague, now: datetime) -> Colleague | None:
        """Who acts for a colleague now: themselves, or the end of their chain of delegates; None if no one does."""
        seen: set[str] = set()
        acting: Colleague | None = colleague
        while acting and acting.active and acting.away(now):
            if acting.id in seen:
                return None
            seen.add(acting.id)
            acting = self.people.get(acting.delegate)
        return acting if acting and acting.active else None

    def acts_for(self, person: str, now: datetime) -> frozenset[str]:
        """The ids of the colleagues whom this person stands in for now."""
        return frozenset(
            other.id
            for other in self.people.values()
            if other.id != person and other.away(now) and (acting := self.stand_in(other, now)) and acting.id == person
        )
