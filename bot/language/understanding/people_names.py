"""People in a sentence: colleagues by mention or name, people of the customers' by name or role."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bot.language.understanding.deal_names import fold
from bot.language.understanding.marked import Span
from process.colleague import Colleague
from process.deal import Deal
from process.playbook import Playbook

MENTIONED = re.compile(r"<@[\w-]+(?:\|[^>]*)?>")
WORD = re.compile(r"\w+")
AT_NAME = r"@?"
BARE_POSSESSIVE = r"(?:s(?= (?:open |own )?(?:deals?|pipeline|list|team)\b))?"
SHORTEST = 3


def colleagues(
    text: str, people: Mapping[str, Colleague], mentioned: Callable[[str], Colleague | None]
) -> Iterator[Span]:
    """Our own people. A first name that two of them have is no one's."""
    for found in MENTIONED.finditer(text):
        if colleague := mentioned(found[0]):
            yield Span("c", *found.span(), colleague)
    for name, colleague in _names(people.values()):
        said = rf"(?<![\w@]){AT_NAME}{re.escape(name)}{BARE_POSSESSIVE}(?!\w)(?! ?\d)"
        for found in re.finditer(said, text, re.IGNORECASE):
            yield Span("c", *found.span(), colleague)


def _names(people: Iterable[Colleague]) -> list[tuple[str, Colleague]]:
    """Whole and first names, the longest first."""
    named: dict[str, list[Colleague]] = {}
    for one in people:
        if one.active:
            for name in {one.name, one.name.split(maxsplit=1)[0]}:
                named.setdefault(name, []).append(one)
    alone = [(name, ones[0]) for name, ones in named.items() if len(ones) == 1 and len(name) >= SHORTEST]
    return sorted(alone, key=lambda pair: -len(pair[0]))


def contacts(text: str, names: Mapping[str, tuple[str, ...]], roles: re.Pattern[str]) -> Iterator[Span]:
    """People of the customers': contacts by these names, and anyone by a role for example CFO.

    The value of each is the ids of the deals whose contact it is; empty for a role.
    """
    plain = letter_by_letter(text)
    said = set(WORD.findall(plain))
    # Only the names whose first word stands there at all: a pattern for each of thousands would take seconds.
    likely = [name for name in names if (first := WORD.search(letter_by_letter(name))) and first[0] in said]
    for name in sorted(likely, key=lambda one: -len(one)):
        for found in re.finditer(rf"(?<!\w){re.escape(letter_by_letter(name))}(?!\w)", plain):
            yield Span("p", *found.span(), names[name])
    for found in roles.finditer(text):
        yield Span("p", *found.span(), ())


def letter_by_letter(text: str) -> str:
    """A text without case and accents in which every letter keeps its place: "Sofía" is found as "sofia"."""
    return "".join(folded if len(folded := fold(letter)) == 1 else letter.lower()[:1] for letter in text)


def contact_names(deals: Sequence[Deal], playbook: Playbook) -> dict[str, tuple[str, ...]]:
    """The names of the deals' contacts, whole and first, with the ids of the deals."""
    named: dict[str, tuple[str, ...]] = {}
    for deal in deals:
        for person in _people_of(deal, playbook):
            words = person.split(",", maxsplit=1)[0].strip()
            parts = [part for part in words.split() if part[:1].isupper() and len(part) >= SHORTEST - 1]
            for name in {words, *parts} if parts else set():
                if deal.id not in named.get(name, ()):
                    named[name] = (*named.get(name, ()), deal.id)
    return named


def _people_of(deal: Deal, playbook: Playbook) -> Iterator[str]:
    for key, one in deal.evidence.items():
        item = playbook.exits.get(key)
        if item is not None and item.kind == "contact":
            yield one.value
        yield one.contact
    for thing in deal.items:
        yield thing.contact
        yield thing.said_by


def known_contact(words: str, deal: Deal, playbook: Playbook) -> bool:
    """Whether words name a contact of this deal, by name."""
    return any(fold(words) in fold(person) for person in _people_of(deal, playbook) if person)
