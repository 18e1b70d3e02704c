"""Storable: what was typed or entered, without the few characters that no database takes or no one can read."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from adapters.chat import Inbound

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL refuses the zero character, and half a character (a lone surrogate) isn't UTF-8."""
INSTEAD = "\ufffd"
"""The sign for a character that can't be shown, by Unicode."""
MOST_MARKS = 30
"""Accents on one letter, by Unicode's stream-safe text format (UAX 15)."""
MOST_BLANKS = 100
"""Blanks and invisible characters in a row. Thousands in a row take the readers seconds, and mean nothing."""
MANY_BLANKS = re.compile(rf"\s{{{MOST_BLANKS + 1}}}")


def storable(inbound: Inbound) -> Inbound:
    """The same with each of these replaced, few accents and blanks in a row, and line ends of one kind."""
    values = inbound.values
    return replace(inbound, text=_clean(inbound.text), values=None if values is None else _cleaned(values))


def length_of(words: str) -> int:
    """The characters of a text; those that they unfold to where that is over twice as many: U+FDFA is 18 letters."""
    unfolded = len(unicodedata.normalize("NFKC", words))
    return unfolded if unfolded > 2 * len(words) else len(words)


def _cleaned(values: Mapping[str, str]) -> dict[str, str]:
    return {_clean(key): _clean(words) for key, words in values.items()}


def _clean(words: str) -> str:
    clean = UNSTORABLE.sub(INSTEAD, words).replace("\r\n", "\n")
    return clean if clean.isascii() and not MANY_BLANKS.search(clean) else _with_few_in_a_row(clean)


def _with_few_in_a_row(words: str) -> str:
    kept, marks, blanks = [], 0, 0
    for char in words:
        marks = marks + 1 if unicodedata.combining(char) else 0
        blanks = blanks + 1 if char.isspace() or unicodedata.category(char) == "Cf" else 0
        if marks <= MOST_MARKS and blanks <= MOST_BLANKS:
            kept.append(char)
    return "".join(kept)
