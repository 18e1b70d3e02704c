"""Arguments: what the words of a command stand for; each raises Misunderstood with a sentence where it is nothing."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from bot.company.playbooks import Playbooks
from bot.language import deal_lookup, vocabulary
from bot.language.values.due import Due, cut_bare_day, cut_due
from bot.language.values.names import name_fault
from bot.language.values.statement import Statement, cut_statement
from bot.language.values.words import one_of
from bot.language.zones import zones_called
from bot.misunderstood import Misunderstood, Unclear, beside
from bot.reader import Reader
from bot.store import deals
from bot.views import deal_names, typed
from bot.views.doubtful_values import Doubt
from process.deal import Complexity
from process.limits import RULES, Rule
from process.playbook import Exit, Playbook

MOST_LISTED = 20
"""So many words to choose from are listed in full; of more, only the nearest."""
LONGEST = 500
"""Characters a text on a list has at most."""


def the_exit(book: Playbook, words: str) -> Exit:
    """The exit of a playbook that was meant; the answer names the nearest where there is none."""
    found = vocabulary.exit_named(book, words)
    if found is None:
        raise Misunderstood(typed.no_exit(words, vocabulary.nearest_exit(book, words)))
    return found


def the_stage(book: Playbook, words: str) -> str:
    """The key of the stage that was meant."""
    found = vocabulary.stage_named(book, words)
    if found is None:
        raise Misunderstood(typed.no_stage(words, [stage.name for stage in book.stage]))
    return found


def stage_here(playbooks: Playbooks, words: str) -> str:
    """The key of the stage that was meant; nothing for none.

    It is one of the default playbook, or one of another or an older version in which an open deal stands: the funnel
    shows these too.
    """
    if found := vocabulary.stage_named(playbooks.default, words):
        return found
    for version, stage in deals.holding(playbooks.tx, playbooks.tenant):
        if vocabulary.stage_named(playbooks.of(version), words) == stage:
            return stage
    return ""


def the_playbook(playbooks: Playbooks, words: str) -> Playbook:
    """Today's playbook of that name, the default one for no name."""
    if not words:
        return playbooks.default
    return playbooks.today[the_one(words, "playbook", tuple(playbooks.today))]


def the_one(words: str, what: str, known: Sequence[str]) -> str:
    """The one of these that was meant; the answer lists them or, where they are many, the nearest."""
    found = one_of(words, known)
    if found is None:
        if len(known) > MOST_LISTED:
            raise Misunderstood(typed.not_one_of(words, what, vocabulary.nearest(words, known), nearest=True))
        raise Misunderstood(typed.not_one_of(words, what, known, nearest=False))
    return found


def the_rule(words: str) -> Rule:
    """The clock's rule that was meant."""
    found = the_one(words, "clock rule", RULES)
    return next(rule for rule in RULES if rule == found)


def the_zone(words: str) -> str:
    """The time zone that was meant, by its name or by a city. Raises Unclear for a city that has several."""
    found = zones_called(words)
    if not found:
        raise Misunderstood(typed.no_zone(words))
    if len(found) > 1:
        with beside("zone"):
            raise Unclear(Doubt(words, typed.which_zone(words), tuple((one, one) for one in found)))
    return found[0]


def the_complexity(words: str) -> Complexity:
    """The complexity that was meant."""
    found = vocabulary.complexity(words)
    if found is None:
        raise Misunderstood(typed.no_complexity(words))
    return found


def the_words(words: str, reader: Reader) -> Statement:
    """A value with whose word it is, where and when: `yes said by CFO in call 3 May`.

    Raises Unclear for a day that can be several.
    """
    cut = cut_statement(words)
    on = reader.day(cut.day, words.index(cut.day, cut.start), past=True) if cut.day else None
    return Statement(cut.value, cut.contact, cut.where, on)


def cut_day(words: str, reader: Reader) -> tuple[str, date | None]:
    """Words and the day they end on: `training for 20 people by 1 June`; the whole text where no day is certain.

    Raises Misunderstood for a date that there isn't, and Unclear for one that can be several.
    """
    return _day_cut(words, cut_due(words), reader)


def cut_bare(words: str, reader: Reader) -> tuple[str, date | None]:
    """The same where nothing has to stand before the day: `security review 12 May`."""
    return _day_cut(words, cut_bare_day(words), reader)


def _day_cut(words: str, due: Due, reader: Reader) -> tuple[str, date | None]:
    if not due.day:
        return words, None
    try:
        return due.text, reader.day(due.day, due.start)
    except Unclear:
        raise
    except Misunderstood:
        if due.certain:
            raise
        return words, None


def fitting(text: str) -> str:
    """A text for a list, with its blanks folded."""
    if len(text) > LONGEST:
        raise Misunderstood(typed.too_long_for_a_list(len(text), LONGEST))
    has_letter = any(letter.isalpha() for letter in text)
    if not has_letter:
        raise Misunderstood(typed.says_nothing(text))
    return " ".join(text.split())


def free_name(tx: Connection, tenant: str, name: str) -> str:
    """A name that a deal can have, and that no open deal has."""
    not_taken(tx, tenant, fit_name(name))
    return name


def fit_name(name: str) -> str:
    """A name that a deal can have, whether or not another has it."""
    if fault := name_fault(name):
        raise Misunderstood(deal_names.name_fault_words(fault, name))
    return name


def not_taken(tx: Connection, tenant: str, name: str) -> None:
    """Raise Misunderstood where an open deal goes by this name."""
    if other := deal_lookup.namesake(tx, tenant, name):
        raise Misunderstood(deal_names.name_taken(other.name))
