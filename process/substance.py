"""Substance: whether a text says something, or only stands where an answer should be.

What counts as a placeholder is data: `placeholders.toml`, several languages, and the playbook's own.
"""

import tomllib
import unicodedata
from collections.abc import Collection
from functools import cache, lru_cache
from importlib.resources import files

from process.misfits import AnotherAnswer, NoWords, OneWord, Placeholder, Substance, TheQuestion

WIDE = ("W", "F")
"""East Asian widths of characters that say as much as three letters."""
FEW_WORDS = 6
"""Up to so many words an answer is looked at for being made of placeholders alone."""


def faults_of(
    text: str, *, question: str = "", others: Collection[str] = (), placeholders: Collection[str] = ()
) -> tuple[Substance, ...]:
    """What keeps a text from saying anything; nothing where it does say something.

    `question` is what was asked, `others` the answers to other questions, `placeholders` words of the company's own.
    """
    words = plain_words(text)
    if not any(character.isalnum() for character in text):
        return (NoWords(),)
    if _repeated(words):
        return (OneWord(),)
    if _stands_in(words, {plain(one) for one in placeholders}):
        return (Placeholder(),)
    said = plain(text)
    if question and said == plain(question):
        return (TheQuestion(),)
    if any(said == plain(other) for other in others):
        return (AnotherAnswer(),)
    return ()


def thin(text: str, min_letters: int) -> bool:
    """Whether a text says little: fewer letters than this, and no number, since "net 30" is short and true."""
    return not any(character.isdecimal() for character in text) and letters(text) < min_letters


def letters(text: str) -> int:
    """How many letters and digits a text has; a wide character, for example a Chinese one, counts as three."""
    found = 0
    for character in text:
        if character.isalnum():
            found += 3 if unicodedata.east_asian_width(character) in WIDE else 1
    return found


def plain_words(text: str) -> list[str]:
    """The words of a text, without case, accents and punctuation."""
    return plain(text).split()


@lru_cache(maxsize=1024)  # an answer is compared with the same questions and answers again and again
def plain(text: str) -> str:
    """A text without case, accents and punctuation, its words one blank apart."""
    bare = []
    for character in unicodedata.normalize("NFKD", text.casefold()):
        if character.isalnum():
            bare.append(character)
        elif not unicodedata.combining(character) and character not in "'’":  # "don't" is one word
            bare.append(" ")
    # NFKD takes Korean syllables apart; put them together as the list of placeholders has them.
    return " ".join(unicodedata.normalize("NFC", "".join(bare)).split())


def _stands_in(words: list[str], own: Collection[str]) -> bool:
    """Whether the words are a placeholder, or placeholders one after the other ("tbd, ok")."""
    known = {*listed(), *own}
    if " ".join(words) in known:
        return True
    return 1 < len(words) <= FEW_WORDS and all(word in known for word in words)


def _repeated(words: list[str]) -> bool:
    """Whether one word, or one letter, is all there is: "good good good", "aaaa"."""
    if len(set(words)) == 1 and len(words) > 1:
        return True
    return len(words) == 1 and len(words[0]) > 1 and len(set(words[0])) == 1 and not words[0].isdecimal()


@cache
def listed() -> frozenset[str]:
    """Every placeholder of `placeholders.toml`."""
    found: set[str] = set()
    for words in tomllib.loads(files("process").joinpath("placeholders.toml").read_text("utf-8")).values():
        found |= {plain(one) for one in words}
    return frozenset(found)
