"""Amounts in a sentence: where each begins and ends, with the currency and the scale that stand beside its figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.understanding.everyday_money import Everyday
from bot.language.understanding.marked import Span
from bot.language.values.amounts.currencies import CODES, TRADED, letter_mention, name_mention, sign_mention
from bot.language.values.amounts.numerals import even_out
from bot.language.values.amounts.terms import period, tokens
from bot.language.values.amounts.vocabulary import SCALES
from bot.language.values.answers import Question, Value
from bot.language.values.money import read_money
from bot.language.values.notation import Notation
from process.money import Money

SIGNS = "€$£¥₹₽₴₺₩₪₫₱₦₸"
SPACE = "[ \u00a0\u202f]"
FIGURES = re.compile(rf"(?<![\w.,#/+-])(?:\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d[\d.,'’]*)")
"""Digits in groups. A space belongs to them where three digits follow, as in 48 500."""
WHOLE = re.compile(r"[.,]-{1,2}(?![\w-])")
"""What stands for no cents: 48500,- and 500.--"""
WORD = re.compile(rf"{SPACE}?([^\W\d_]+|[^\W\d_]*[{SIGNS}]|s/)(?![\w-])", re.IGNORECASE)
THREE_WORDS = re.compile(rf"{SPACE}?([^\W\d_]+ [^\W\d_]+ [^\W\d_]+)(?![\w-])")
TWO_WORDS = re.compile(rf"{SPACE}?([^\W\d_]+ [^\W\d_]+)(?![\w-])")
BEFORE = re.compile(rf"(?<![\w-])((?:[^\W\d_]{{1,7}}\.?)?[{SIGNS}]|[^\W\d_]{{1,7}}\.?|s/){SPACE}?$", re.IGNORECASE)
NOT_BESIDE = re.compile(r"[\w%:/-]")
USUAL = {"€", "$", "£", "¥", "₹", "eur", "usd", "gbp", "chf", "euro", "euros", "dollar", "dollars", "pound", "pounds"}
"""What makes an amount of a small number too. Other words are too often something else: 20 ft, CAD 3."""
USUAL_SCALES = {"k", "m", "mn", "mio", "bn", "million", "thousand", "grand"}
LOOK_AHEAD = 24
NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|grand|million|half|and|a)"
)
PHONE = re.compile(r"(?:\+|(?<![\w.,])0)\d[\d ()/.-]{6,}\d")
"""A phone number, whose figures aren't an amount."""
SPELT = re.compile(rf"\b{NUMBER_WORD}(?:[ -]{NUMBER_WORD})+\b", re.IGNORECASE)
"""Two number words or more; whether they are an amount is the reader's to say."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A currency beside the figures: where it ends or begins, its words, and whether it is one for sure."""

    at: int
    words: str = ""
    sure: bool = True


def amounts(text: str, notation: Notation, everyday: Everyday) -> Iterator[Span]:
    """Amounts of money, each with everything it can mean; a bare small number is left to be something else."""
    for found in SPELT.finditer(text):
        # "A grand total" names no amount.
        if re.search(r"hundred|thousand|(?<!\ba )grand|million", found[0], re.IGNORECASE):
            after = _currency_after(text, found.end(), notation, everyday)
            yield from _spans(text, Beside(found.start()), after, found.end(), notation)
    phones = [found.span() for found in PHONE.finditer(text)]
    for found in FIGURES.finditer(text):
        if not any(start <= found.start() < end for start, end in phones):
            yield from _figures(text, found, notation, everyday)


def _figures(text: str, found: re.Match[str], notation: Notation, everyday: Everyday) -> Iterator[Span]:
    """The amount whose figures stand here, if they are one."""
    figures = found[0].rstrip(".,'’")
    end = found.start() + len(figures)
    whole = WHOLE.match(text, end)
    before = _currency_before(text, found.start(), notation, everyday)
    end, scaled = _scale(text, whole.end() if whole else end)
    after = _currency_after(text, end, notation, everyday)
    if scaled and not after.words and text[end : end + 1] == ".":
        # "1,2 Mio. CHF": the point belongs to the scale if a currency follows.
        behind = _currency_after(text, end + 1, notation, everyday)
        after = behind if behind.words else after
    if after.words and not before.sure:
        before = Beside(found.start())
    if NOT_BESIDE.match(text, after.at) or _is_rate(text[after.at :]):
        return
    beside = {before.words, after.words}
    named = scaled in USUAL_SCALES or beside & {*USUAL, notation.currency.casefold()}
    if named or _large(figures, any(beside) or bool(scaled)):
        yield from _spans(text, before, after, end, notation)


def _is_rate(rest: str) -> bool:
    """Whether what follows makes it an amount of each month or piece: what that is in all has to be asked."""
    beside = tokens(even_out(rest[:LOOK_AHEAD]))
    return bool(beside) and period(beside, 0)[0] not in ("", "a year")


def _large(figures: str, beside: bool) -> bool:
    """Whether a number can only be an amount: four digits or more, and no year.

    Of groups with plain spaces between them, as in a telephone number, only with a currency or a scale beside them.
    """
    if " " in figures and not beside:
        return False
    return len(re.sub(r"\D", "", figures)) >= 4 and not re.fullmatch(r"(?:19|20)\d\d", figures)


def _scale(text: str, at: int) -> tuple[int, str]:
    """Where a scale that stands here ends, and the scale; the same place and "" if there is none."""
    found = WORD.match(text, at)
    if not found:
        return at, ""
    word = found[1].casefold()
    for key in (word, word[:-1]):
        # "48k€" is a scale and a sign in one.
        if key in SCALES and (key == word or not word[-1].isalpha()):
            return found.end(1) - (len(word) - len(key)), key
    return at, ""


def _currency_after(text: str, at: int, notation: Notation, everyday: Everyday) -> Beside:
    """The currency that stands here, if one does."""
    for pattern in (THREE_WORDS, TWO_WORDS, WORD):
        found = pattern.match(text, at)
        if found is None or not _can_be_currency(found[1], notation, everyday):
            continue
        words, end = found[1].casefold(), found.end(1)
        if not everyday.is_one(words) or everyday.is_surely_money(found[1], text, end, notation.currency):
            return Beside(end, words)
        return Beside(end, words, sure=False) if everyday.can_be_money(text[end:]) else Beside(at)
    return Beside(at)


def _currency_before(text: str, at: int, notation: Notation, everyday: Everyday) -> Beside:
    """The currency that ends here, if one does. No name: "we won 48500"."""
    found = BEFORE.search(text, max(0, at - 10), at)
    if found and (_is_currency(found[1], notation, everyday) or found[1].casefold() in USUAL):
        words = found[1].casefold()
        own = found[1].upper() == notation.currency
        return Beside(found.start(1), words, sure=own or not everyday.is_one(words))
    return Beside(at)


def _can_be_currency(word: str, notation: Notation, everyday: Everyday) -> bool:
    """Whether a word behind an amount is a code, a sign or a name, or an everyday word that is a code too."""
    return _is_currency(word, notation, everyday) or word.upper() in TRADED or name_mention(word) is not None


def _is_currency(word: str, notation: Notation, everyday: Everyday) -> bool:
    """Whether a word is a code or a sign: SEK, sek, R$, kr. Small letters are often a word of English: all, try."""
    code, plain = word.upper(), word.casefold()
    if code in CODES and (word.isupper() or code == notation.currency or plain in USUAL):
        return True
    if code in TRADED and not everyday.is_one(plain):
        return True
    bare = word.rstrip(".")
    if len(bare) == 1 and bare.isalpha():
        # One letter is mostly a unit, a list's item or a slip.
        return bare == "R" and letter_mention(bare) is not None
    return sign_mention(bare) is not None


def _spans(text: str, before: Beside, after: Beside, end: int, notation: Notation) -> Iterator[Span]:
    """The amount with the currencies beside it; with and without one that may only be an everyday word.

    `end` is where the figures and their scale end.
    """
    read = readings(text[before.at : after.at], notation)
    if not (before.sure and after.sure):
        # What may be a currency is the one that is traded: won are South Korean.
        read = tuple(money for money in read if money.currency in TRADED) or read
        start = before.at + len(before.words) if not before.sure else before.at
        read += readings(text[start : end if not after.sure else after.at].strip(), notation)
    if read:
        yield Span("m", before.at, after.at, tuple(dict.fromkeys(read)))


def readings(words: str, notation: Notation) -> tuple[Money, ...]:
    """Everything that the words of an amount can mean; which of it, the one who wrote them is asked."""
    answer = read_money(words, notation.currency, notation.thousands)
    if isinstance(answer, Question):
        return tuple(choice.value for choice in answer.choices)
    return (answer.it,) if isinstance(answer, Value) else ()
