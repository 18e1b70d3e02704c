"""In which language something is written, by the words in it: those of each language's own files."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from babel import Locale

from bot.language.understanding.deal_names import fold
from bot.language.understanding.words import ENGLISH, languages, own_words

SHORTEST = 3
"""Letters of a piece of a phrase that counts as a word; shorter ones are listed in `[language]`."""

PART_OF_PATTERN = re.compile(r"\\[a-zA-Z]|\(\?P<\w+>|\(\?[-a-z]*:|<[\w*,]+>|\{\w+\}")
WORD = re.compile(r"[^\W\d_]+")
ELIDED = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,2})['’](?=[^\W\d_])")
NOT_SHOWING = frozenset({"foreign", "names", "money", "talk", "short", "locale"})
"""Tables whose words don't show their language: names, greetings, and words of others."""

NO_WORDS = frozenset({"name", "op", "slots", "moods", "as", "shared"})
"""Keys behind which stands nothing that people type."""


def spoken_in(text: str, otherwise: str = ENGLISH) -> str:
    """The language of a message; `otherwise` where no word of it belongs to one language more than to others."""
    found = _scores(text)
    best = max(found, key=lambda language: found[language])
    foreign = best != ENGLISH and found[best] > found[ENGLISH]
    if foreign:
        return otherwise if found[best] == found.get(otherwise) else best
    return ENGLISH if found[ENGLISH] > found.get(otherwise, 0) or otherwise == ENGLISH else otherwise


def _scores(text: str) -> dict[str, float]:
    """How many words of a text only one language has; what it shares with another that isn't English counts half."""
    scores = dict.fromkeys(languages(), 0.0)
    for word in _words(text):
        speakers = _speakers().get(word, ())
        if len(speakers) == 1:
            scores[speakers[0]] += 1
        elif ENGLISH not in speakers:
            for one in speakers:
                scores[one] += 0.5
    return scores


def _words(text: str) -> list[str]:
    """The words of a text in small letters; "l'offre" is the words l' and offre."""
    apart = ELIDED.sub(r"\1' ", text)
    elided = [f"{found[1].casefold()}'" for found in ELIDED.finditer(text)]
    return [word.casefold() for word in WORD.findall(apart)] + elided


@cache
def _speakers() -> Mapping[str, tuple[str, ...]]:
    """For each word the languages that have it: those that list it, or else those in whose phrases it stands.

    What a language lists as shared counts for none, for example a trade's words that all of them have. Typed without
    its accents, a word can be any that is spelt so: "présenté" is French, "presente" can be Spanish.
    """
    listed, said, shared = defaultdict(set), defaultdict(set), set()
    for language in languages():
        tables = own_words(language)
        shared |= set(_forms(tables["language"]["shared"]))
        for word in _forms(tables["language"]["words"]):
            listed[word].add(language)
        for word in _forms(_pieces(tables) | _names(language)):
            said[word].add(language)
    return {word: tuple(ones) for word, ones in (said | listed).items() if word not in shared}


def _forms(words: Iterable[str]) -> Iterator[str]:
    """Words in small letters, with and without their accents."""
    for word in words:
        yield from {word.casefold(), fold(word)}


def _names(language: str) -> set[str]:
    """The months that a language calls otherwise than English does."""
    english, own = Locale(ENGLISH).months["format"]["wide"], Locale(language).months["format"]["wide"]
    return set(own.values()) - set(english.values())


def _pieces(tables: Mapping[str, Any]) -> set[str]:
    """The pieces of a language's phrases that are words."""
    found = (piece for text in _texts(tables) for piece in WORD.findall(PART_OF_PATTERN.sub(" ", text)))
    return {piece for piece in found if len(piece) >= SHORTEST}


def _texts(tables: Mapping[str, Any]) -> Iterator[str]:
    """Every text of a language's tables that people could type: phrases, and the words that choices have."""
    for name, table in tables.items():
        if name == "choice":
            for words in table.values():
                yield from words
        elif name not in NOT_SHOWING:
            yield from _phrases(table)


def _phrases(table: Any) -> Iterator[str]:  # a table of TOML can hold anything
    if isinstance(table, str):
        yield table
    elif isinstance(table, list):
        for one in table:
            yield from _phrases(one)
    elif isinstance(table, Mapping):
        for key, value in table.items():
            if key not in NO_WORDS:
                yield from _phrases(value)
