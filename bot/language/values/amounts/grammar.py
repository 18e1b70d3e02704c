"""The grammar of an amount: which tokens may stand where, and the numbers, currencies and periods among them."""

from dataclasses import dataclass

from bot.language.values.amounts.currencies import Mention
from bot.language.values.amounts.numerals import FRACTIONS
from bot.language.values.amounts.terms import (
    Scale,
    longest,
    mention,
    period,
    phrase,
    scale,
    sign_of_two,
    tokens,
)
from bot.language.values.amounts.tokens import (
    Amount,
    Fault,
    Walk,
    move,
    take_lone_fraction,
    take_numeral,
    take_scale,
    take_words,
)
from bot.language.values.amounts.vocabulary import (
    FILLERS,
    INEXACT_AFTER,
    INEXACT_BEFORE,
    NEGATIVES,
    NET,
    RANGES,
    WORD_SCALES,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What an amount is made of. Two amounts are a range if `ranged`, else a sum: 1 crore 50 lakh."""

    amounts: tuple[Amount, ...]
    mentions: tuple[Mention, ...]
    period: str = ""
    inexact: bool = False
    exactly: bool = False
    ranged: bool = False


def parts(words: str, currency: str) -> Parts | Fault:
    """The parts of an amount in evened-out words, or why they make none. Each word has to have its place."""
    walk = Walk(tokens(words.rstrip(" .!") if words.strip(".! ") else words), currency)
    if not walk.tokens:
        return "not an amount"
    while walk.at < len(walk.tokens):
        fault = _step(walk)
        if fault:
            return fault
    return _finished(walk)


def _finished(walk: Walk) -> Parts | Fault:
    if not walk.amounts or len(walk.amounts) > 2:
        return "not an amount"
    if not walk.mentions and any(_lone_part(amount) for amount in walk.amounts):
        return "not an amount"
    if walk.between and not walk.ranged:
        return "not an amount"
    if len(walk.amounts) == 2 and not walk.ranged and not _adds_up(walk.amounts):
        return "not an amount"
    return Parts(
        tuple(walk.amounts),
        tuple(walk.mentions),
        walk.period,
        walk.inexact,
        walk.exactly,
        walk.ranged,
    )


def _lone_part(amount: Amount) -> bool:
    """Whether it is a part of something unnamed: "half", "three quarters"."""
    return amount.number is not None and 0 < amount.number < 1 and not amount.scaled


def _adds_up(amounts: list[Amount]) -> bool:
    """Whether two amounts are one, as in 1 crore 50 lakh: both scaled, the second one by less."""
    first, second = amounts
    numbers = all(amount.number is not None or amount.numeral.isdigit() for amount in amounts)
    return numbers and first.scaled and second.scaled and max(second.powers) < min(first.powers)


def _step(walk: Walk) -> Fault | None:
    token = walk.tokens[walk.at]
    if token.kind == "number":
        return take_numeral(walk)
    if not walk.amounts:
        return _before(walk)
    return _after(walk)


def _before(walk: Walk) -> Fault | None:
    """A token before the amount: a confirmation, a currency, a number in words, or a fault."""
    token = walk.tokens[walk.at]
    if token.key == "exactly" and walk.at == 0:
        walk.exactly = True
        move(walk, 1)
        return None
    if token.key in {"between", "from"} and not walk.between:
        walk.between = True
        move(walk, 1)
        return None
    if take_words(walk) or take_lone_fraction(walk):
        return None
    spoken, length = period(walk.tokens, walk.at)
    if length == 1 and spoken != "a rate" and not walk.period:
        walk.period = spoken
        move(walk, length)
        return None
    # "C$500" is no "c. 500".
    vague = 0 if sign_of_two(walk.tokens, walk.at) else longest(walk.tokens, walk.at, INEXACT_BEFORE)
    if vague:
        walk.inexact = True
        move(walk, vague)
        return None
    if token.joined and scale(token) and walk.mentions and token.key not in WORD_SCALES:
        walk.scales.append(scale(token) or Scale("", (0,)))
        move(walk, 1)
        return None
    following = walk.tokens[walk.at + 1 : walk.at + 2]
    if scale(token) and following and following[0].joined and (following[0].kind == "word" or following[0].key == "€"):
        walk.scales.append(scale(token) or Scale("", (0,)))
        move(walk, 1)
        return None
    return _take_mention(walk, before=True)


def _take_mention(walk: Walk, *, before: bool) -> Fault | None:
    found, length = mention(walk.tokens, walk.at, walk.currency, before=before)
    if len(walk.mentions) > 2:
        return "not an amount"
    if found:
        still_open = walk.open and walk.tokens[walk.at].kind == "other"
        walk.mentions.append(found)
        move(walk, length)
        walk.open = still_open
        return None
    if _take_wrapped_mention(walk):
        return None
    filler = longest(walk.tokens, walk.at, FILLERS)
    if filler:
        move(walk, filler)
        return None
    key = walk.tokens[walk.at].key
    remark = walk.amounts and key in {"(", "["}
    return "negative" if key in NEGATIVES and not remark else "not an amount"


def _take_wrapped_mention(walk: Walk) -> bool:
    """Take a currency as in "50k in USD" and "50k (USD)"; whether there was one."""
    here = walk.tokens[walk.at]
    if here.key not in {"in", "("} or walk.at + 1 >= len(walk.tokens):
        return False
    found, length = mention(walk.tokens, walk.at + 1, walk.currency, before=False)
    after = walk.at + 1 + length
    closed = here.key == "in" or phrase(walk.tokens, after, 1) == ")"
    if not found or not closed:
        return False
    walk.mentions.append(found)
    move(walk, length + (1 if here.key == "in" else 2))
    return True


def _after(walk: Walk) -> Fault | None:
    """A token after the amount: its scale, a currency, a period, another end of a range, or a fault."""
    token = walk.tokens[walk.at]
    taken = take_scale(walk)
    if taken is not None:
        return taken or None
    spoken, length = period(walk.tokens, walk.at)
    if spoken:
        if walk.period or spoken == "a rate":
            return "a rate"
        walk.period = spoken
        move(walk, length)
        return None
    if walk.amounts[-1].scaled and take_words(walk):
        return None
    remark = longest(walk.tokens, walk.at, INEXACT_AFTER | NET)
    if remark:
        walk.inexact = walk.inexact or phrase(walk.tokens, walk.at, remark) not in NET
        move(walk, remark)
        return None
    ends = longest(walk.tokens, walk.at, RANGES | ({"and"} if walk.between else set()))
    if ends and len(walk.amounts) == 1 and walk.at + ends < len(walk.tokens):
        return _take_other_end(walk, ends)
    if token.text in FRACTIONS:
        return "not an amount"
    return _take_mention(walk, before=False)


def _take_other_end(walk: Walk, length: int) -> Fault | None:
    """What follows "-" or "to": a currency and a number, else it was no range."""
    walk.ranged = True
    move(walk, length)
    while walk.at < len(walk.tokens):
        if walk.tokens[walk.at].kind == "number":
            return take_numeral(walk)
        if take_words(walk):
            return None
        found, many = mention(walk.tokens, walk.at, walk.currency, before=True)
        if not found:
            return "negative" if walk.tokens[walk.at - 1].key == "-" else "not an amount"
        walk.mentions.append(found)
        move(walk, many)
    return "negative" if walk.tokens[-1].key == "-" else "not an amount"
