"""Colleagues: the people of our own company, their roles, and who stands in for whom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Literal, get_args

Role = Literal["rep", "manager", "account manager", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Grant:
    """The last change of one thing about a colleague: a role, a team, their manager, whether they left, a link.

    `what` is the role itself, "team legal", "reports to", "left" or "link". It was given or taken `by` whom and when.
    """

    what: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of ours. `teams` are the specialist teams they speak for; `boss` is the manager they report to.

    `same_as` is the id of another account of the same person, `used` the last day on which they used Stagecoach.
    `email`, their work e-mail, says which of two people with one name it is.
    """

    id: str
    name: str
    roles: frozenset[Role] = frozenset({"rep"})
    teams: frozenset[str] = frozenset()
    boss: str = ""
    delegate: str = ""
    away_until: datetime | None = None
    active: bool = True
    vouched: bool = True
    same_as: str = ""
    used: date | None = field(default=None, compare=False)
    grants: tuple[Grant, ...] = ()
    email: str = field(default="", compare=False)

    def grant(self, what: str) -> Grant | None:
        """The last change of that role, team or other thing; None where it was never changed in Stagecoach."""
        return next((grant for grant in self.grants if grant.what == what), None)

    def with_grant(self, grant: Grant) -> "Colleague":
        """The same colleague, with this as the last change of what it is about."""
        others = tuple(one for one in self.grants if one.what != grant.what)
        return replace(self, grants=(*others, grant))

    def away(self, now: datetime) -> bool:
        """Whether a delegate stands in for them at this moment."""
        return bool(self.delegate) and self.away_until is not None and now < self.away_until

    @property
    def manages(self) -> bool:
        return self.active and "manager" in self.roles


CLOCK = Colleague("stagecoach", "Stagecoach", frozenset())
"""The author of what happens by itself, for example when an approval expires."""

CHAT = Colleague("", "Chat", frozenset())
"""The author of what the chat itself says about an account."""


@dataclass(frozen=True)
class Company:
    """Everyone of ours, by id.

    It has no slots, so that what is worked out once is kept.
    """

    people: Mapping[str, Colleague]

    def called(self, one: Colleague) -> str:
        """Their name, with what their work e-mail begins with where someone else here has the same name."""
        before, sign, _ = one.email.partition("@")
        return f"{one.name} ({before})" if sign and _plain(one.name) in self._shared else one.name

    @cached_property
    def _shared(self) -> frozenset[str]:
        """The names that several people here have."""
        named: dict[str, set[str]] = {}
        for one in self.people.values():
            if one.active:
                named.setdefault(_plain(one.name), set()).add(self.one(one.id))
        return frozenset(name for name, persons in named.items() if len(persons) > 1)

    def one(self, person: str) -> str:
        """The id that stands for a person in all of their accounts; their own where they have one account."""
        seen = {person}
        while (found := self.people.get(person)) and found.same_as and found.same_as not in seen:
            person = found.same_as
            seen.add(person)
        return person

    def find(self, person: str) -> Colleague | None:
        """The active colleague of that id, or None."""
        found = self.people.get(person)
        return found if found and found.active else None

    def without_members(self, teams: Iterable[str]) -> tuple[str, ...]:
        """Those of these teams for which no one here can answer."""
        answered = {team for one in self.people.values() if one.active and one.vouched for team in one.teams}
        return tuple(team for team in teams if team not in answered)

    def line(self, person: str) -> Iterator[Colleague]:
        """The managers above someone, nearest first; a circle of bosses ends where it closes."""
        seen = {person}
        while (colleague := self.people.get(person)) and colleague.boss and colleague.boss not in seen:
            person = colleague.boss
            seen.add(person)
            if boss := self.people.get(person):
                yield boss

    def team(self, person: str) -> frozenset[str]:
        """The ids of someone and of everyone below them."""
        found = {person}
        for one in self.people.values():
            if any(boss.id == person for boss in self.line(one.id)):
                found.add(one.id)
        return frozenset(found)

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


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
