"""The vocabulary of commands: which words can stand for a stage, an exit, a team... and which one was meant."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache

from rapidfuzz import process as fuzzy

from bot.language import times
from bot.language.values.answers import Unread
from bot.language.values.words import one_of, same
from process.activity import CONTACTS, NOTE, Activity
from process.agent import SCOPES
from process.colleague import ROLES
from process.deal import COMPLEXITIES, NEXT_CYCLES, Complexity
from process.limits import RULES
from process.playbook import Exit, Playbook

ATTRIBUTES = ("name", "amount", "close date", "product", "complexity")
SAME_ATTRIBUTE = {"close": "close date", "closes": "close date", "closing date": "close date", "value": "amount"}
ACTIVITIES: tuple[Activity, ...] = (*CONTACTS, NOTE)
SAME_ACTIVITY = {"email": "e-mail", "mail": "e-mail", "called": "call", "phone": "call", "met": "meeting"}
SAME_PLANNED = {**SAME_ACTIVITY, "ring": "call", "meet": "meeting", "visit": "meeting", "demo": "meeting"}
SAME_PLANNED |= dict.fromkeys(("lunch", "dinner", "coffee", "workshop"), "meeting")
BEFORE_ACTIVITY = frozenset(
    ("set", "up", "schedule", "book", "arrange", "organise", "have", "a", "an", "the", "new", "next", "quick", "short")
)
MENTION = re.compile(r"^<@[\w-]+(\|[^>]*)?>$")
MOST_COMPARED = 100
"""Characters of a word that are compared with all words it can be a slip of."""


def knows(versions: Sequence[Playbook], playbooks: Collection[str]) -> Callable[[str, str], bool]:
    """Tells whether words can fill a slot; free slots take anything.

    `versions` are those that a deal can be on, and `playbooks` the names of today's.
    """
    exits = cache(lambda: _exit_words(versions))  # asked for every word of a line, of each pattern in turn
    words: Mapping[str, Callable[[str], bool]] = {
        "exit": lambda said: same(said) in exits(),
        "attribute": lambda said: attribute(said) is not None,
        "activity": lambda said: activity(said) is not None,
        "team": lambda said: any(one_of(said, book.teams) for book in versions),
        "kind": lambda said: one_of(said, NEXT_CYCLES) is not None,
        "role": lambda said: one_of(said, ROLES) is not None,
        "playbook": lambda said: one_of(said, playbooks) is not None,
        "colleague": lambda said: MENTION.match(said) is not None,
        "other": lambda said: MENTION.match(said) is not None,
        "category": lambda said: any(one_of(said, book.lost_reasons) for book in versions),
        "rule": lambda said: one_of(said, RULES) is not None,
        "hour": lambda said: not isinstance(times.read_hour(said), Unread),
        "weekdays": lambda said: times.weekdays(said) is not None,
        "number": lambda said: said.isdecimal() and len(said) < 5,
        "question": lambda said: re.match(r"^[a-z]\w*(\.\w+)?$", said) is not None,
        "version": lambda said: said.isdecimal() and len(said) < 12,
        "approval": lambda said: re.match(r"^[0-9a-f]{12}$", said) is not None,
        "preview": lambda said: re.match(r"^[0-9a-f]{12}$", said) is not None,
        "token": lambda said: re.match(r"^[0-9a-f]{12}$", said) is not None,
        "proposal": lambda said: re.match(r"^[0-9a-f]{12}$", said) is not None,
        "login": lambda said: re.match(r"^[0-9a-f]{12}$", said) is not None,
        "scope": lambda said: one_of(said, SCOPES) is not None,
        "mark": lambda said: re.match(r"^(?:\d{1,9}|s\d{8})$", said) is not None,
    }
    return lambda slot, said: words[slot](said) if slot in words else True


def _exit_words(versions: Sequence[Playbook]) -> frozenset[str]:
    """What names an exit of these playbooks: its key, or its name."""
    found: set[str] = set()
    for book in versions:
        for item in book.exits.values():
            found |= {same(item.key), same(item.name)}
    return frozenset(found)


def loosely(slot: str, said: str) -> bool:
    """The same for a second try: one word of anything stands for an exit, a team... so that a slip can be named."""
    if slot in NAMES:
        return len(said.split()) <= MOST_NAMES
    return slot not in EXACT and (slot not in SINGLE or " " not in said)


EXACT = ("approval", "preview", "proposal", "login", "token", "mark", "version", "number")
SINGLE = ("exit", "attribute", "activity", "team", "kind", "question")
NAMES = ("colleague", "other")
MOST_NAMES = 4
"""Words of a colleague's name, where it is typed without a mention."""


def exit_named(book: Playbook, said: str) -> Exit | None:
    """The exit of a playbook that was meant, by key or name."""
    key = one_of(said, book.exits)
    if key is None:
        return _exit_called(book, said)
    return book.exits[key]


def _exit_called(book: Playbook, said: str) -> Exit | None:
    items = list(book.exits.values())
    name = one_of(said, [item.name for item in items])
    for item in items:
        if item.name == name:
            return item
    return None


def nearest_exit(book: Playbook, words: str) -> str:
    """The key of the exit that is most like these words; nothing where none is near."""
    near = fuzzy.extractOne(words[:MOST_COMPARED].casefold(), list(book.exits), score_cutoff=60)
    return near[0] if near else ""


def stage_named(book: Playbook, words: str) -> str | None:
    """The key of the stage that was meant, by key or name."""
    if key := one_of(words, book.order):
        return key
    name = one_of(words, [stage.name for stage in book.stage])
    for stage in book.stage:
        if stage.name == name:
            return stage.key
    return None


def nearest(words: str, known: Sequence[str]) -> list[str]:
    """The three of many that are most like these words."""
    return [one for one, *_ in fuzzy.extract(words[:MOST_COMPARED].upper(), known, limit=3)]


def attribute(said: str) -> str | None:
    """The attribute of a deal that was meant, or None."""
    return one_of(SAME_ATTRIBUTE.get(said.casefold(), said), ATTRIBUTES)


def activity(said: str) -> Activity | None:
    """The activity that was meant, or None."""
    found = one_of(SAME_ACTIVITY.get(said.casefold(), said), ACTIVITIES)
    return next((one for one in ACTIVITIES if one == found), None)


def planned_activity(note: str) -> Activity | None:
    """The activity that a note of something planned begins with: a call for "call Carla", None for "read the offer"."""
    for word in note.split():
        bare = word.casefold().strip(",.:;")
        if (found := activity(SAME_PLANNED.get(bare, bare))) and found != NOTE:
            return found
        if bare not in BEFORE_ACTIVITY:
            return None
    return None


def complexity(said: str) -> Complexity | None:
    """The complexity that was meant, or None."""
    found = one_of(said, COMPLEXITIES)
    return next((one for one in COMPLEXITIES if one == found), None)
