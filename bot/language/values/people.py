"""People: which colleague of ours is meant by a name."""

from collections.abc import Collection, Sequence

from rapidfuzz import fuzz

from bot.language.values.answers import Choice, Question, Unread, Value
from bot.language.values.words import same
from process.colleague import Colleague
from process.substance import plain

MOST_CHOICES = 3
SLIP = 80
"""From which likeness (of 100) words count as a slip of a name."""

Read = Value[Colleague] | Question[Colleague] | Unread


def read_colleague(words: str, known: Collection[Colleague]) -> Read:
    """Read an id, a whole name, a first or a last name, or a work e-mail; of two with one name, the one who is here.

    Accents and apostrophes don't count: "sean obrien" is Seán O'Brien.

    Questions are "several" and "slip", with ids as their words; Unread is "several" where they are too many to choose
    from, or "unknown".
    """
    words = words.strip().removeprefix("@").strip()
    if not same(words):
        return Unread("unknown")
    for one in known:
        if one.id == words:
            return Value(one)
    for names in (_whole, _parts):
        found = [one for one in known if _bare(words) in names(one)]
        if found:
            return _chosen(found)
    likely = [one for one in known if _is_near(words, one)]
    return _asked("slip", likely) if 0 < len(likely) <= MOST_CHOICES else Unread("unknown")


def _is_near(words: str, one: Colleague) -> bool:
    return max(fuzz.ratio(_bare(words), name) for name in _names(one)) >= SLIP


def _bare(words: str) -> str:
    """Words as names are compared; of signs alone, for example an emoji, these."""
    return same(plain(words)) or same(words)


def _whole(one: Colleague) -> list[str]:
    """Their name, also with what stands behind it where two have one name, and their e-mail."""
    before = one.email.partition("@")[0]
    return [_bare(one.name), *([_bare(f"{one.name} ({before})"), _bare(one.email)] if before else [])]


def _parts(one: Colleague) -> list[str]:
    return [_bare(part) for part in one.name.split()]


def _names(one: Colleague) -> list[str]:
    return [_bare(one.name), *_parts(one)]


def _chosen(found: Sequence[Colleague]) -> Read:
    here = [one for one in found if one.active]
    fit = here or found
    if len(fit) == 1:
        return Value(fit[0])
    return _asked("several", fit) if len(fit) <= MOST_CHOICES else Unread("several")


def _asked(why: str, choices: Sequence[Colleague]) -> Question[Colleague]:
    return Question(why, tuple(Choice(one, one.id) for one in choices))
