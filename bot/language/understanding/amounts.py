"""Amounts in a sentence: where each begins and ends, with the currency and the scale that stand beside its figures."""

import re
from collections.abc import Iterator

from bot.language.understanding.marked import Span
from bot.language.values.amounts.currencies import CODES, letter_mention, name_mention, sign_mention
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
TWO_WORDS = re.compile(rf"{SPACE}?([^\W\d_]+ [^\W\d_]+)(?![\w-])")
BEFORE = re.compile(rf"(?<![\w-])((?:[^\W\d_]{{1,7}}\.?)?[{SIGNS}]|[^\W\d_]{{1,7}}\.?|s/){SPACE}?$", re.IGNORECASE)
NOT_BESIDE = re.compile(r"[\w%:/-]")
USUAL = {"€", "$", "£", "¥", "₹", "eur", "usd", "gbp", "chf", "euro", "euros", "dollar", "dollars", "pound", "pounds"}
"""What makes an amount of a small number too. Other words are too often something else: 20 ft, CAD 3."""
USUAL_SCALES = {"k", "m", "mn", "mio", "bn", "million", "thousand"}
LOOK_AHEAD = 24
NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|half|and|a)"
)
SPELT = re.compile(rf"\b{NUMBER_WORD}(?:[ -]{NUMBER_WORD})+\b", re.IGNORECASE)
"""Two number words or more; whether they are an amount is the reader's to say."""


def amounts(text: str, notation: Notation) -> Iterator[Span]:
    """Amounts of money; a bare small number is left to be something else."""
    for found in SPELT.finditer(text):
        if re.search(r"hundred|thousand|million", found[0], re.IGNORECASE):
            end, _ = _currency_after(text, found.end(), notation)
            yield from _span(text, found.start(), end, notation)
    for found in FIGURES.finditer(text):
        yield from _figures(text, found, notation)


def _figures(text: str, found: re.Match[str], notation: Notation) -> Iterator[Span]:
    """The amount whose figures stand here, if they are one."""
    figures = found[0].rstrip(".,'’")
    end = found.start() + len(figures)
    whole = WHOLE.match(text, end)
    start, sign = _currency_before(text, found.start(), notation)
    end, scaled = _scale(text, whole.end() if whole else end)
    end, code = _currency_after(text, end, notation)
    if scaled and not code and text[end : end + 1] == ".":
        # "1,2 Mio. CHF": the point belongs to the scale if a currency follows.
        after, code = _currency_after(text, end + 1, notation)
        end = after if code else end
    if NOT_BESIDE.match(text, end) or _is_rate(text[end:]):
        return
    named = scaled in USUAL_SCALES or {sign, code} & {*USUAL, notation.currency.casefold()}
    if named or _large(figures, bool(sign or code or scaled)):
        yield from _span(text, start, end, notation)


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


def _currency_after(text: str, at: int, notation: Notation) -> tuple[int, str]:
    """Where a currency that stands here ends, and its words in small letters."""
    for pattern in (TWO_WORDS, WORD):
        found = pattern.match(text, at)
        if found and (_is_currency(found[1], notation) or name_mention(found[1])):
            return found.end(1), found[1].casefold()
    return at, ""


def _currency_before(text: str, at: int, notation: Notation) -> tuple[int, str]:
    """Where a currency that ends here begins, and its words in small letters. No name: "we won 48500"."""
    found = BEFORE.search(text, max(0, at - 10), at)
    if found and (_is_currency(found[1], notation) or found[1].casefold() in USUAL):
        return found.start(1), found[1].casefold()
    return at, ""


def _is_currency(word: str, notation: Notation) -> bool:
    """Whether a word is a code or a sign: SEK, R$, kr. Small letters are often a word of English: all, try."""
    code = word.upper()
    if code in CODES and (word.isupper() or code == notation.currency or word.casefold() in USUAL):
        return True
    bare = word.rstrip(".")
    if len(bare) == 1 and bare.isalpha():
        # One letter is mostly a unit, a list's item or a slip.
        return bare == "R" and letter_mention(bare) is not None
    return sign_mention(bare) is not None


def _span(text: str, start: int, end: int, notation: Notation) -> Iterator[Span]:
    if read := _read(text[start:end], notation):
        yield Span("m", start, end, read)


def _read(words: str, notation: Notation) -> Money | None:
    """The amount, or the likeliest reading of one that can mean two; the button shows it, and only a press saves it."""
    answer = read_money(words, notation.currency, notation.thousands)
    if isinstance(answer, Question):
        return answer.choices[0].value
    return answer.it if isinstance(answer, Value) else None
