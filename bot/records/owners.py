"""Owners: which colleague a file means, by e-mail or by name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.language.values.answers import Value
from bot.language.values.people import read_colleague
from bot.store.names import name_key
from bot.store.people import Person

NAME_AND_EMAIL = re.compile(r"\s*([^<(\[]*[^<(\[\s])\s*[<(\[]\s*([^\s@]+@[^\s@>)\]]+)\s*[>)\]]\s*")


@dataclass(frozen=True, slots=True)
class Owners:
    """Our active people, found by the words that other systems write for them."""

    by_email: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Sequence[Person]) -> "Owners":
        found = cls()
        seen: set[str] = set()
        for person in people:
            one = person.colleague.same_as or person.id
            if not person.colleague.active or one in seen:
                continue  # another account of someone who is here already
            seen.add(one)
            if person.email:
                found.by_email[person.email.casefold()] = person.id
            for key in _ways(person.colleague.name):
                found.by_name.setdefault(key, []).append(person.id)
        return found

    def meant(self, *words: str) -> list[str]:
        """The ids that the first of these words that names anyone can mean: none, one, or several of one name."""
        for one in filter(None, words):
            for name in (one, *_parts(one)):
                if found := self.by_email.get(name.casefold()):
                    return [found]
                if several := self.by_name.get(name_key(name)):
                    return several
        return []


def _parts(words: str) -> tuple[str, ...]:
    """The e-mail and the name of "Rob Reyes (rob@acme.example)", as HubSpot writes an owner, with any brackets."""
    found = NAME_AND_EMAIL.fullmatch(words)
    return (found[2], found[1]) if found else ()


def _ways(name: str) -> set[str]:
    """How a name is written: "Rob Reyes" and "Reyes, Rob"."""
    first, _, last = name.rpartition(" ")
    return {name_key(name), name_key(f"{last}, {first}")} if first else {name_key(name)}


def by_part_of_name(people: Sequence[Person], said: str) -> list[str]:
    """The id of the one person whose first or last name this is; nothing where it is no one's, or several people's."""
    once = {one.colleague.same_as or one.id: one.colleague for one in people}
    match read_colleague(said, tuple(once.values())):
        case Value(colleague):
            return [colleague.id]
    return []
