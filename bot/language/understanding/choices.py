"""Choices: the words for stages, exits, teams... as a playbook has them and as a language adds to them."""

from collections.abc import Mapping
from functools import lru_cache

from bot.language.understanding.deal_names import fold
from bot.language.understanding.phrases import Phrases, phrases_of
from bot.language.understanding.words import ENGLISH, words_of
from bot.language.understanding.written import Written
from process.deal import COMPLEXITIES, NEXT_CYCLES
from process.limits import RULES
from process.playbook import BuyerStep, Exit, Playbook, Stage

Table = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""By slot: pairs of words and what they stand for."""


def of_playbook(playbook: Playbook) -> Table:
    """The words that a playbook itself has for each kind of slot."""
    source = playbook.exits.get("source")
    rows: dict[str, list[tuple[str, str]]] = {
        "stage": [(words, stage.key) for stage in playbook.stage for words in _names(stage)],
        "exit": [(words, item.key) for item in playbook.exits.values() for words in _names(item)],
        "step": [(words, step.key) for step in playbook.buyer for words in _taken(step)],
        "team": [(team, team) for team in playbook.teams],
        "product": [(product, product) for product in playbook.products],
        "source": [(choice, choice) for choice in source.choices] if source else [],
        "complexity": [(one, one) for one in COMPLEXITIES],
        "kind": [(one, one) for one in NEXT_CYCLES],
        "rule": [(one, one) for one in RULES],
    }
    return tuple((slot, tuple(pairs)) for slot, pairs in rows.items())


def _names(part: Stage | Exit | BuyerStep) -> tuple[str, ...]:
    """The key, the name, and the words that a company gave to a part of its playbook."""
    words: tuple[str, ...] = getattr(part, "words", ())
    return (part.key, part.key.replace("_", " "), part.name, *words)


def _taken(step: BuyerStep) -> tuple[str, ...]:
    """How people say that a buyer takes a step; its key alone ("contract") is a word of everyday sentences."""
    words: tuple[str, ...] = getattr(step, "words", ())
    return (step.name, *words)


class Language:
    """A language beside a playbook: the phrases with the playbook's words in them, and what each word stands for.

    `written` is how it writes days, amounts and times; None for English, whose readers these are.
    """

    def __init__(self, table: Table, name: str) -> None:
        words = words_of(name)
        choices = words["choice"]
        self.name = name
        self.written = Written(words) if name != ENGLISH else None
        self._means: dict[str, dict[str, str]] = {slot: dict(words) for slot, words in choices.items()}
        for slot, pairs in table:
            known = {meant for _, meant in pairs}
            means = {words: meant for words, meant in self._means.get(slot, {}).items() if meant in known}
            self._means[slot] = {**means, **dict(pairs)}
        spoken = tuple((slot, _with_plain(means)) for slot, means in self._means.items())
        self.phrases: Phrases = phrases_of(name, spoken)
        self._means = {slot: _folded(means) for slot, means in self._means.items()}

    def meant(self, slot: str, words: str) -> str:
        """What words of a slot stand for: "cs" is the team "customer success"; the words themselves if unknown."""
        means = self._means.get(slot, {})
        return means.get(fold(words)) or means.get(fold(words).replace("-", " ")) or words

    def words(self, slot: str) -> tuple[str, ...]:
        """All words that can stand in a slot."""
        return tuple(self._means.get(slot, ()))


def _folded(means: Mapping[str, str]) -> dict[str, str]:
    return {fold(words): meant for words, meant in means.items()}


def _with_plain(means: Mapping[str, str]) -> tuple[str, ...]:
    """The words of a slot as they are written, and without case and accents."""
    return tuple(dict.fromkeys(form for words in means for form in (words, fold(words))))


@lru_cache(maxsize=64)
def language(table: Table, name: str = ENGLISH) -> Language:
    """A language beside the words of a playbook; made once for each."""
    return Language(table, name)


def language_of(playbook: Playbook, name: str = ENGLISH) -> Language:
    """A language beside this playbook."""
    return language(of_playbook(playbook), name)


def everyday_words(phrases: Phrases) -> frozenset[str]:
    """Words that name no company where they stand alone: "Lunch", "Legal", "Systems", places where people talk."""
    names, where = phrases.words("names"), phrases.words("choice")["where"]
    return frozenset((*names["common"], *names["generic"], *names["not_before"], *where))


def common_words(phrases: Phrases) -> Mapping[str, frozenset[str]]:
    """Everyday words that are names too, and the words beside them that decide which of the two is meant."""
    return {key: frozenset(words) for key, words in phrases.words("names").items()}
