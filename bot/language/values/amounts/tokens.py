"""A walk over the tokens of an amount: numerals, numbers in words and their scales are taken one by one."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from bot.language.values.amounts import number_words
from bot.language.values.amounts.currencies import Mention
from bot.language.values.amounts.numerals import FRACTIONS
from bot.language.values.amounts.terms import Scale, Token, phrase, scale
from bot.language.values.amounts.vocabulary import WORD_SCALES

Fault = Literal["not an amount", "negative", "a rate", "several doubts"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral as typed, or a number already read from words, and the powers of ten that its scale can be."""

    numeral: str
    number: Decimal | None = None
    powers: tuple[int, ...] = (0,)
    scaled: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class Walk:
    """How far the tokens are read, and what was found on the way."""

    tokens: list[Token]
    currency: str
    at: int = 0
    amounts: list[Amount] = field(default_factory=list)
    scales: list[Scale] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    period: str = ""
    inexact: bool = False
    exactly: bool = False
    between: bool = False
    ranged: bool = False
    open: bool = False
    """Whether the last thing was an amount, a scale or a sign after it, so that a scale can follow."""


def take_numeral(walk: Walk) -> Fault | None:
    """Take the numeral that stands here, with a half after it; else why it has no place."""
    token = walk.tokens[walk.at]
    before = walk.tokens[walk.at - 1] if walk.at else None
    if before and token.joined and _swallows_the_point(before, token):
        return "not an amount"
    if walk.amounts and not (walk.ranged or walk.amounts[-1].scaled):
        return "not an amount"
    walk.at += 1
    _add(walk, Amount(token.text))
    return _take_a_half(walk)


def _swallows_the_point(before: Token, number: Token) -> bool:
    """Whether a point between a word and a number can be a decimal one: USD.50, S/.500."""
    code = before.text.endswith(".") and len(before.key) == 3 and before.text[:-1].isupper()
    return code or (before.text in {"/", "."} and not number.text[0].isdigit())


def _add(walk: Walk, amount: Amount) -> None:
    # A scale that stood before the amount (kEUR 50) is its own.
    walk.amounts.append(amount)
    walk.open = True
    if walk.scales and len(walk.amounts) == 1:
        first = walk.scales.pop()
        _put_scale(walk, first)
    walk.scales = []


def _take_a_half(walk: Walk) -> Fault | None:
    """Add what follows as a fraction: 2½, 2 and a half."""
    rest = walk.tokens[walk.at :]
    amount = walk.amounts[-1]
    part, length = "", 0
    if rest and rest[0].text in FRACTIONS:
        part, length = FRACTIONS[rest[0].text], 1
    elif phrase(rest, 0, 3) in {"and a half", "and a quarter"}:
        part, length = "5" if rest[2].key == "half" else "25", 3
    if not part:
        return None
    if not amount.numeral.isdigit():
        return "not an amount"
    walk.amounts[-1] = replace(amount, numeral="", number=Decimal(f"{amount.numeral}.{part}"))
    walk.at += length
    return None


def take_lone_fraction(walk: Walk) -> bool:
    """Take a ½ without a number before it, as in ½ million; whether there was one."""
    token = walk.tokens[walk.at]
    if token.text not in FRACTIONS:
        return False
    walk.at += 1
    _add(walk, Amount("", Decimal(f"0.{FRACTIONS[token.text]}")))
    return True


def move(walk: Walk, length: int) -> None:
    """Go past so many tokens that no scale can follow."""
    walk.at += length
    walk.open = False


def take_scale(walk: Walk) -> Fault | Literal[""] | None:
    """Take a scale after an amount: None if there is none, "" if it was taken, else the fault."""
    found = scale(walk.tokens[walk.at])
    if not found or not walk.open:
        return None
    if walk.scales:
        smaller, larger = walk.scales[-1], found
        words = smaller.key in WORD_SCALES and larger.key in WORD_SCALES
        if not words or len(walk.scales) > 1 or smaller.powers[0] >= larger.powers[0]:
            return "not an amount"
    _put_scale(walk, found)
    walk.at += 1
    return ""


def _put_scale(walk: Walk, found: Scale) -> None:
    amount = walk.amounts[-1]
    powers = tuple(before + power for before in amount.powers for power in found.powers)
    doubts = (*amount.doubts, "crore") if found.key == "cr" else amount.doubts
    walk.amounts[-1] = replace(amount, powers=powers, scaled=True, doubts=doubts)
    walk.scales.append(found)


def take_words(walk: Walk) -> bool:
    """Take a number in words and the thousands or millions after it; whether there was one."""
    words, length = _number_words(walk)
    if not words:
        return False
    powers: list[int] = []
    # "half a million" is a half and a scale; "one million two hundred thousand" is for text2num as a whole.
    while len(words) > 1 and words[-1] in number_words.SCALES:
        powers.append(number_words.SCALES[words.pop()])
    if len(powers) > 1 or any(word in number_words.SCALES for word in words):
        words, powers = _number_words(walk)[0], []
    number = number_words.read_number(words)
    if number is None:
        return False
    walk.at += length
    _add(walk, Amount("", number))
    for power in powers:
        _put_scale(walk, Scale("thousand", (power,)))
    return True


def _number_words(walk: Walk) -> tuple[list[str], int]:
    """The words of a number that begins here, and how many tokens they are, hyphens included."""
    words: list[str] = []
    length = 0
    for index, token in enumerate(walk.tokens[walk.at :]):
        following = walk.tokens[walk.at + index + 1 : walk.at + index + 2]
        if token.key == "-" and words and token.joined and following and following[0].key in number_words.WORDS:
            continue
        key = token.key.removesuffix("s") if token.key.removesuffix("s") in number_words.SCALES else token.key
        if token.kind != "word" or key not in number_words.WORDS or (key == "and" and walk.between):
            break
        words.append(key)
        if key not in number_words.LINKS or not words:
            length = index + 1
    while words and words[-1] in number_words.LINKS:
        words.pop()
    return words, length + _article(walk, words, length)


def _article(walk: Walk, words: list[str], length: int) -> int:
    """How many tokens of "a" or "of a" belong to a number: those of "half a crore" and of "a grand"."""
    rest = [token.key for token in walk.tokens[walk.at + length :][:3]]
    if not words and rest[0] == "a" and rest[1:2] and rest[1] in WORD_SCALES:
        words.append("a")
        return 1
    if words and words[-1] in number_words.FRACTIONS:
        many = 0
        while many < len(rest) and rest[many] in {"of", "a", "an"}:
            many += 1
        return many
    return 0
