"""The vocabulary of commands: which words can stand for a stage, an exit, a team... and which one was meant."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import get_args
from zoneinfo import available_timezones

from rapidfuzz import process as fuzzy

from bot.company.playbooks import Playbooks
from bot.language import times
from bot.language.reader import Reader
from bot.language.values.answers import Unread
from bot.language.values.due import cut_due
from bot.language.values.said import Said, cut_said
from bot.language.values.words import one_of
from bot.misunderstood import Misunderstood, Unclear
from bot.views.words import cut
from process.colleague import ROLES
from process.deal import COMPLEXITIES, NEXT_CYCLES, Complexity
from process.facts import Activity
from process.limits import RULES, Rule
from process.playbook import Exit, Playbook

ATTRIBUTES = ("name", "amount", "close date", "product", "complexity")
SAME_ATTRIBUTE = {"close": "close date", "closes": "close date", "closing date": "close date", "value": "amount"}
ACTIVITIES: tuple[Activity, ...] = get_args(Activity)
SAME_ACTIVITY = {"email": "e-mail", "mail": "e-mail", "called": "call", "phone": "call", "met": "meeting"}
MENTION = re.compile(r"^<@[\w-]+(\|[^>]*)?>$")


def knows(playbooks: Playbooks) -> Callable[[str, str], bool]:
    """Tells whether words can fill a slot; free slots take anything."""
    words: Mapping[str, Callable[[str], bool]] = {
        "exit": lambda said: any(exit_named(book, said) for book in _all(playbooks)),
        "attribute": lambda said: attribute(said) is not None,
        "activity": lambda said: activity(said) is not None,
        "team": lambda said: any(one_of(said, book.teams) for book in _all(playbooks)),
        "kind": lambda said: one_of(said, NEXT_CYCLES) is not None,
        "role": lambda said: one_of(said, ROLES) is not None,
        "playbook": lambda said: one_of(said, playbooks.today) is not None,
        "colleague": lambda said: MENTION.match(said) is not None,
        "other": lambda said: MENTION.match(said) is not None,
        "rule": lambda said: one_of(said, RULES) is not None,
        "hour": lambda said: not isinstance(times.read_hour(said), Unread),
        "weekdays": lambda said: times.weekdays(said) is not None,
        "number": lambda said: said.isdecimal() and len(said) < 5,
        "version": lambda said: said.isdecimal() and len(said) < 12,
        "approval": lambda said: re.match(r"^[0-9a-f]{12}$", said) is not None,
        "preview": lambda said: re.match(r"^[0-9a-f]{12}$", said) is not None,
    }
    return lambda slot, said: words[slot](said) if slot in words else True


def loosely(slot: str, said: str) -> bool:
    """The same for a second try: one word of anything stands for an exit, a team... so that a slip can be named."""
    return slot not in ("approval", "preview", "version", "number") and (slot not in SINGLE or " " not in said)


SINGLE = ("exit", "attribute", "activity", "team", "kind", "colleague", "other")


def _all(playbooks: Playbooks) -> list[Playbook]:
    return [*playbooks.today.values(), *playbooks.older.values()]


def exit_named(book: Playbook, said: str) -> Exit | None:
    """The exit of a playbook that was meant, by key or name."""
    key = one_of(said, book.exits)
    if key is None:
        name = one_of(said, [item.name for item in book.exits.values()])
        key = next((item.key for item in book.exits.values() if item.name == name), None)
    return book.exits[key] if key else None


def the_exit(book: Playbook, said: str) -> Exit:
    """The same; raises Misunderstood naming the nearest where there is none."""
    found = exit_named(book, said)
    if found is None:
        raise Misunderstood(f"There is no exit “{short(said)}” in this playbook. {_nearest(said, book)}")
    return found


def the_playbook(playbooks: Playbooks, said: str) -> Playbook:
    """Today's playbook of that name, the default one for no name; raises Misunderstood listing them."""
    return playbooks.today[the_one(said, "playbook", tuple(playbooks.today))] if said else playbooks.default


def the_words(said: str, reader: Reader) -> Said:
    """A value with whose word it is, where and when: `yes said by CFO in call 3 May`.

    Raises Misunderstood for a wrong day, and Unclear for one that can be several.
    """
    cut = cut_said(said)
    on = reader.day(cut.day, said.index(cut.day, cut.start), past=True) if cut.day else None
    return Said(cut.value, cut.contact, cut.where, on)


def cut_day(said: str, reader: Reader) -> tuple[str, date | None]:
    """Words and the day they end on: `training for 20 people by 1 June`; the whole text where no day is certain.

    Raises Misunderstood for a date that there isn't, and Unclear for one that can be several.
    """
    due = cut_due(said)
    if not due.day:
        return said, None
    try:
        return due.text, reader.day(due.day, due.start)
    except Unclear:
        raise
    except Misunderstood:
        if due.certain:
            raise
        return said, None


def the_stage(book: Playbook, said: str) -> str:
    """The key of the stage that was meant; raises Misunderstood naming the stages where there is none."""
    key = one_of(said, book.order)
    name = one_of(said, [stage.name for stage in book.stage])
    found = key or next((stage.key for stage in book.stage if stage.name == name), None)
    if found is None:
        names = ", ".join(stage.name for stage in book.stage)
        raise Misunderstood(f"There is no stage “{short(said)}”. The stages are {names}.")
    return found


def the_one(said: str, what: str, known: tuple[str, ...]) -> str:
    """The one of these words that was meant; raises Misunderstood listing them or, where they are many, the nearest."""
    found = one_of(said, known)
    if found is None:
        near = [one for one, *_ in fuzzy.extract(said.upper(), known, limit=3)] if len(known) > MOST_LISTED else known
        hint = "Near it are" if len(known) > MOST_LISTED else "Known are"
        raise Misunderstood(f"“{short(said)}” is no {what}. {hint}: {', '.join(near) or 'none'}.")
    return found


def the_rule(said: str) -> Rule:
    """The clock's rule that was meant; raises Misunderstood listing them."""
    found = the_one(said, "rule of the clock", RULES)
    return next(rule for rule in RULES if rule == found)


def the_zone(said: str) -> str:
    """The time zone that was meant; raises Misunderstood where it is none."""
    found = one_of(said, available_timezones())
    if found is None:
        raise Misunderstood(f"“{short(said)}” is no time zone; say it such as Europe/Berlin.")
    return found


MOST_LISTED = 20


def attribute(said: str) -> str | None:
    """The attribute of a deal that was meant, or None."""
    return one_of(SAME_ATTRIBUTE.get(said.casefold(), said), ATTRIBUTES)


def activity(said: str) -> Activity | None:
    """The activity that was meant, or None."""
    found = one_of(SAME_ACTIVITY.get(said.casefold(), said), ACTIVITIES)
    return next((one for one in ACTIVITIES if one == found), None)


def complexity(said: str) -> Complexity | None:
    """The complexity that was meant, or None."""
    found = one_of(said, COMPLEXITIES)
    return next((one for one in COMPLEXITIES if one == found), None)


def _nearest(said: str, book: Playbook) -> str:
    near = fuzzy.extractOne(said.casefold(), list(book.exits), score_cutoff=60)
    return f"Did you mean “{near[0]}”?" if near else "`/deal playbook` shows them all."


def short(words: str) -> str:
    """Words cut to a length that can be shown back."""
    return cut(words, 60)


LONGEST = 500


def fitting(text: str) -> str:
    """The text with its blanks folded; raises Misunderstood for one that is too long for a list, or says nothing."""
    if len(text) > LONGEST:
        raise Misunderstood(f"That is {len(text):,} characters; what stands on a list has at most {LONGEST}.")
    if not any(letter.isalpha() for letter in text):
        raise Misunderstood(f"“{short(text)}” says nothing; put it in words.")
    return " ".join(text.split())
