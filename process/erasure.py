"""Erasure: the name and the e-mail of one contact are taken out of everything that is known of a customer's deals."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from process.contact import Contact
from process.substance import plain, plain_words

SHORTEST_PART = 3
NO_ROLE = "erased contact"
WRITTEN = (
    *("value", "contact", "note", "because", "reason", "text", "how", "said_by", "lost_because", "instead", "what"),
    *("answer", "words"),
)
"""The fields of deals and facts that hold what people wrote; the others hold ids, days and keys."""
BY_KEY = ("claimed", "answers")
"""Fields that hold what was written by keys of their own."""
FEWEST_WORDS = 2
"""A name in texts alone has so many words: one is too often another word, or another person."""


@dataclass(frozen=True)
class Erasure:
    """One contact to be erased; `others` are the names of people who stay. Their role stays, it proves what it proved.

    It has no slots, so that what is worked out once is kept.
    """

    contact: Contact
    others: tuple[str, ...] = ()

    @property
    def role(self) -> str:
        return self.contact.role or NO_ROLE

    def text(self, words: str) -> str:
        """A text without the contact's name and e-mail: their role stands in their place."""
        for pattern in self._patterns:
            words = pattern.sub(f"the {self.role}", words)
        return words

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        name, role, email = self.contact.name, self.contact.role, self.contact.email
        whole = [f"{name}, {role}", email] if role else [email]
        if " " in name:
            first, _, last = name.rpartition(" ")
            whole += [name, f"{last}, {first}"]
        found = [_as_words(one, re.IGNORECASE) for one in whole if one]
        return (*found, *(_as_words(part, re.NOFLAG) for part in self._parts()))

    def _parts(self) -> Iterator[str]:
        """The first name and the last, where no one else has it; only spelled as it is, or "may" would be May's."""
        theirs = {word for other in self.others for word in plain_words(other)}
        parts = self.contact.name.split()
        for part in parts:
            if len(parts) == 1 or (len(part) >= SHORTEST_PART and plain(part) not in theirs):
                yield part

    def everywhere(self, found: object) -> object:
        """A JSON value without them: every text in it."""
        match found:
            case str():
                return self.text(found)
            case list():
                return [self.everywhere(one) for one in found]
            case dict():
                return {key: self.everywhere(one) for key, one in found.items()}
        return found

    def in_facts(self, found: object) -> object:
        """The JSON of a deal or of a fact without them: what people wrote, and the contact's own fields."""
        match found:
            case list():
                return [self.in_facts(one) for one in found]
            case dict() if self._is_theirs(found):
                return {**found, "name": "", "role": self.role, "email": ""}
            case dict():
                return {key: self._field(key, one) for key, one in found.items()}
        return found

    def _field(self, key: str, found: object) -> object:
        written = key in BY_KEY or (key in WRITTEN and isinstance(found, str))
        return self.everywhere(found) if written else self.in_facts(found)

    def texts(self, found: object) -> Iterator[str]:
        """What people wrote in the JSON of a deal or of a fact that has the contact's name or e-mail."""
        match found:
            case list():
                for one in found:
                    yield from self.texts(one)
            case dict():
                for key, one in found.items():
                    yield from filter(self._names_them, _written(key, one))
                    yield from self.texts(one)

    def _names_them(self, text: str) -> bool:
        return self.text(text) != text

    def _is_theirs(self, found: dict[str, object]) -> bool:
        """Whether a JSON object is this contact."""
        named = found.get("name")
        return (
            bool(self.contact.name)
            and found.keys() == {"name", "role", "email", "part"}
            and plain(str(named)) == plain(self.contact.name)
        )


def _written(key: str, found: object) -> list[str]:
    """What people wrote in a field: its text, or each text of a field that has several by key."""
    said: list[object] = []
    if key in BY_KEY and isinstance(found, dict):
        said += found.values()
    elif key in WRITTEN:
        said.append(found)
    return [one for one in said if isinstance(one, str)]


def _as_words(words: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """Finds these words, not as a part of others, of an id or of a mention; blanks can be of any length."""
    parts = r"\s+".join(re.escape(one) for one in words.split())
    return re.compile(rf"(?<![\w@-]){parts}(?![\w-])", flags)


def only_in_words(who: str) -> Contact | None:
    """Someone who isn't a contact, by their whole name or e-mail; None for a single word, which can mean anyone."""
    said = " ".join(who.split())
    if "@" in said:
        return Contact("", email=said)
    return Contact(said) if len(said.split()) >= FEWEST_WORDS else None


def contact_called(name: str, known: Iterable[Contact]) -> Contact | None:
    """The known contact of this name or e-mail, or None."""
    wanted = plain(name)
    return next((one for one in known if one.name and wanted in (plain(one.name), plain(one.email))), None)
