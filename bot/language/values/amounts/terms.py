"""Terms: the words and signs around an amount, and what each of them does to it."""

import re
from dataclasses import dataclass

from bot.language.values.amounts.currencies import (
    Mention,
    code_mention,
    letter_mention,
    name_mention,
    sign_mention,
    singular,
)
from bot.language.values.amounts.numerals import FRACTIONS, NUMERAL
from bot.language.values.amounts.vocabulary import (
    BEFORE_A_CODE,
    LINKS,
    LONGEST_PHRASE,
    PERIOD_WORDS,
    PERIODS,
    RATE_WORDS,
    RATES,
    SCALES,
)

LETTERS = rf"[^\W\d_{''.join(FRACTIONS)}]+"
TOKEN = re.compile(
    rf"(?P<number>{NUMERAL})|(?P<word>{LETTERS}(?:\.{LETTERS})*\.?)|(?P<space>\s+)|(?P<other>.)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Token:
    """A numeral, a word or one other sign. `key` is how it is looked up: small letters without dots."""

    text: str
    kind: str
    key: str
    joined: bool
    """Whether it follows the one before without a space."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Thousands, millions...: the powers of ten it can be."""

    key: str
    powers: tuple[int, ...]


def tokens(words: str) -> list[Token]:
    """The tokens of words that `numerals.even_out` has evened out."""
    found: list[Token] = []
    joined = False
    for match in TOKEN.finditer(words):
        kind = match.lastgroup or "other"
        if kind == "space":
            joined = False
            continue
        for part in _parts(match[0]) if kind == "word" else (match[0],):
            found.append(Token(part, kind, part.casefold().replace(".", "") or part, joined))
            joined = True
    return found


def _parts(word: str) -> tuple[str, ...]:
    """One word as the scale and the currency that it joins: kEUR, USDm, 万元; else as it is."""
    bare = word.replace(".", "")
    if len(bare) > 1 and bare[0] in "万萬만亿億억":
        return bare[0], bare[1:]
    if 4 <= len(bare) <= 6 and bare.casefold() not in SCALES and not bare.istitle():
        written_as_one = bare[-3:].isupper() or bare[-3:].islower()  # "MwSt" is a tax, not a million Samoan tala
        if bare[:-3].casefold() in BEFORE_A_CODE and written_as_one and code_mention(bare[-3:], ""):
            # T is for thousands where it joins a code, as in German TEUR; alone it can be for trillions.
            return bare[:-3].replace("T", "tsd"), bare[-3:]
        if bare[3:].casefold() in BEFORE_A_CODE and code_mention(bare[:3], ""):
            return bare[:3], bare[3:]
    return (word,)


def phrase(found: list[Token], at: int, length: int) -> str:
    """So many tokens as one phrase to look up."""
    return " ".join(token.key for token in found[at : at + length])


def longest(found: list[Token], at: int, known: set[str]) -> int:
    """How many tokens from here on make a phrase of `known`, at most; 0 if none do."""
    for length in range(min(LONGEST_PHRASE, len(found) - at), 0, -1):
        if phrase(found, at, length) in known:
            return length
    return 0


def scale(token: Token) -> Scale | None:
    """The scale that a word is."""
    # Only words have a plural: "500 Bs" are bolivianos, not billions.
    key = singular(token.key) if len(token.key) > 3 else token.key
    powers = SCALES.get(key)
    return Scale(key, powers) if powers else None


def period(found: list[Token], at: int) -> tuple[str, int]:
    """The code of the period that stands here, and its length in tokens; "a rate" is one without a yearly amount."""
    for length in (4, 3, 2):
        link, _, unit = phrase(found, at, length).rpartition(" ")
        if link in LINKS and len(found) >= at + length and found[at + length - 1].kind == "word":
            code = _listed(unit, PERIODS) or (
                "a rate" if link in {"per", "/", "each", "every"} or unit in RATES else ""
            )
            if code:
                return code, length
    word = found[at].key
    if word in RATE_WORDS or phrase(found, at, 2) in {"an hour", "a day"}:
        return "a rate", 1 if word in RATE_WORDS else 2
    code = _listed(word, PERIOD_WORDS)
    return code, int(bool(code))


def _listed(word: str, table: dict[str, str]) -> str:
    """The code of the row that lists a word."""
    for code, words in table.items():
        if word in words.split():
            return code
    return ""


def mention(found: list[Token], at: int, currency: str, *, before: bool) -> tuple[Mention | None, int]:
    """The currency that stands here, if one does, and how many tokens it is; `before` the amount or after it."""
    for length in range(min(LONGEST_PHRASE, len(found) - at), 1, -1):
        # "A$" and "$US" are one sign in two tokens.
        named = name_mention(phrase(found, at, length)) or (sign_of_two(found, at) if length == 2 else None)
        if named:
            return named, length
    return _single_mention(found[at], currency, before=before), 1


def sign_of_two(found: list[Token], at: int) -> Mention | None:
    """What two tokens stand for that are one sign: A$, C$, $US."""
    if at + 1 >= len(found):
        return None
    first, second = found[at], found[at + 1]
    if {first.kind, second.kind} != {"word", "other"} or (first.kind == "other" and not second.text.isupper()):
        return None
    return sign_mention(first.key + second.key)


def _single_mention(token: Token, currency: str, *, before: bool) -> Mention | None:
    if token.kind == "number":
        return None
    if token.kind == "word" and len(token.key) == 1 and token.key.isascii():
        return letter_mention(token.text) if before or token.text in {"R", "F"} else None
    if token.kind == "word":
        coded = code_mention(token.text.replace(".", ""), currency)
        if coded:
            return coded
    return sign_mention(token.key) or name_mention(token.key) or sign_mention(singular(token.key))
