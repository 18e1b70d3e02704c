"""Money as people type it: "50,000 EUR", "€1.2m", "two and a half million dollars", "₹1,50,000", "50k a month"."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from bot.language.values.amounts.currencies import Mention, decimals, likely
from bot.language.values.amounts.grammar import Parts, parts
from bot.language.values.amounts.numerals import Numeral, even_out, read_numeral
from bot.language.values.amounts.tokens import Amount
from bot.language.values.answers import Choice, Question, Unread, Value
from process.money import Money

MoneyDoubt = Literal[
    "thousands or decimals",
    "decimals",
    "scale",
    "currency",
    "a month",
    "a quarter",
    "a week",
    "a year",
    "range",
    "not exact",
    "crore",
    "zero",
    "very large",
]
"""What is unclear about an amount: the codes of its questions."""
MoneyFault = Literal["not an amount", "negative", "too large", "a rate", "several doubts"]
"""What keeps words from being an amount."""

LONGEST = 120
VERY_LARGE = 10**12
TIMES = {"a month": (12, 1), "a quarter": (4, 1), "a week": (52, 1), "a year": (1,)}
RUPEES = {"INR", "PKR", "BDT", "NPR", "LKR"}
"""Where "cr" is a crore; elsewhere it is a credit."""

MoneyAnswer = Value[Money] | Question[Money] | Unread


@dataclass(frozen=True, slots=True)
class Doubts:
    """The amounts that words can mean, and everything that is unclear about them, the weightiest first."""

    amounts: tuple[Money, ...]
    whys: tuple[MoneyDoubt, ...]


def read_money(words: str, currency: str, thousands: str = ",") -> MoneyAnswer:
    """Read an amount; without a currency it is in `currency`, the company's ISO 4217 code.

    `thousands` is what the company writes between thousands, so that a single one of it isn't a decimal sign.

    A value where it can mean one thing only; a question with two or three readings, or with the one that is too unusual
    not to be asked about; else unread. "exactly" before an amount confirms zero and 10^12 or more. Never raises.
    """
    if len(words) > LONGEST:
        return _unread("not an amount")
    found = parts(even_out(words), currency)
    if isinstance(found, str):
        return _unread(_fault(found))
    read = _range if len(found.amounts) == 2 and found.ranged else _single
    doubts = read(found, currency, thousands)
    if isinstance(doubts, Unread):
        return doubts
    return _answer(doubts, exactly=found.exactly)


def written(money: Money) -> str:
    """Words that `read_money` reads as this amount without a question: "1250 EUR", "exactly 0 EUR"."""
    unusual = money.amount == 0 or money.amount >= VERY_LARGE
    return f"exactly {money}" if unusual else str(money)


def _answer(doubts: Doubts, *, exactly: bool) -> MoneyAnswer:
    sound = []
    for money in doubts.amounts:
        if money.sound() and money not in sound:
            sound.append(money)
    if not sound:
        return _unread("too large")
    if len(sound) > 3:
        return _unread("several doubts")
    whys = list(doubts.whys)
    if not whys and not exactly:
        whys = _unusual(sound[0])
    if not whys:
        return Value(sound[0])
    return Question(whys[0], tuple(Choice(money, written(money)) for money in sound))


def _unusual(money: Money) -> list[MoneyDoubt]:
    if money.amount == 0:
        return ["zero"]
    return ["very large"] if money.amount >= VERY_LARGE else []


def _single(found: Parts, currency: str, thousands: str) -> Doubts | Unread:
    codes, whys = _currencies(found.mentions, currency)
    amounts = [Decimal(0)]
    for amount in found.amounts:
        numeral = _numbers(amount, codes, thousands)
        if not numeral.readings or ("crore" in amount.doubts and not RUPEES.issuperset(codes)):
            return _unread("negative" if "crore" in amount.doubts else "not an amount")
        whys += _number_doubts(amount, numeral)
        amounts = [before + reading for before in amounts for reading in numeral.readings]
    times: tuple[int, ...] = (1,)
    if found.period:
        whys.append(_doubt(found.period))
        times = TIMES[found.period]
    if found.inexact:
        whys.append("not exact")
    money = [Money(amount * each, code) for code in codes for amount in amounts for each in times]
    return Doubts(tuple(money), tuple(whys))


def _number_doubts(amount: Amount, numeral: Numeral) -> list[MoneyDoubt]:
    if len(amount.powers) > 1:
        return ["scale"]
    whys: list[MoneyDoubt] = []
    if len(numeral.readings) > 1:
        whys.append("thousands or decimals")
    if numeral.odd:
        whys.append("decimals")
    if "crore" in amount.doubts:
        whys.append("crore")
    return whys


def _range(found: Parts, currency: str, thousands: str) -> Doubts | Unread:
    """Both ends of a range; the lower one takes the scale of the upper one, as in 50-60k."""
    codes, whys = _currencies(found.mentions, currency)
    if whys or found.period or found.inexact:
        return _unread("several doubts")
    low, high = found.amounts
    upper = _numbers(high, codes, thousands)
    lower = _numbers(low, codes, thousands)
    if not low.scaled and high.scaled and lower.readings and upper.readings and lower.readings[0] < upper.readings[0]:
        lower = _numbers(Amount(low.numeral, low.number, high.powers, scaled=True), codes, thousands)
    if len(lower.readings) != 1 or len(upper.readings) != 1 or low.doubts or high.doubts:
        return _unread("several doubts")
    return Doubts((Money(lower.readings[0], codes[0]), Money(upper.readings[0], codes[0])), ("range",))


def _numbers(amount: Amount, codes: list[str], thousands: str) -> Numeral:
    """The numbers that an amount can be, its scale applied."""
    if amount.number is not None:
        numeral = Numeral((amount.number,))
    else:
        most = max(decimals(code) for code in codes)
        numeral = read_numeral(amount.numeral, most, scaled=amount.scaled, thousands=thousands)
    # `scaleb` moves the point and, unlike a product, never rounds.
    readings = [reading.scaleb(power) for reading in numeral.readings for power in amount.powers]
    return Numeral(tuple(readings), numeral.odd)


def _currencies(mentions: tuple[Mention, ...], currency: str) -> tuple[list[str], list[MoneyDoubt]]:
    """The currencies that codes, signs and names leave, and whether that has to be asked."""
    if not mentions:
        return [currency], []
    shared = frozenset.intersection(*(mention.codes for mention in mentions))
    if not shared:
        return _conflicting(mentions, currency), ["currency"]
    if currency in shared:
        return [currency], []
    for mention in mentions:
        if mention.sure in shared:
            return [mention.sure], []
    return likely(shared), ["currency"]


def _conflicting(mentions: tuple[Mention, ...], currency: str) -> list[str]:
    codes: list[str] = []
    for mention in mentions:
        own = currency if currency in mention.codes else mention.sure or likely(mention.codes)[0]
        if own not in codes:
            codes.append(own)
    return codes


def _unread(why: MoneyFault) -> Unread:
    return Unread(why)


def _fault(code: str) -> MoneyFault:
    known: tuple[MoneyFault, ...] = get_args(MoneyFault)
    return known[known.index(code)] if code in known else "not an amount"


def _doubt(code: str) -> MoneyDoubt:
    known: tuple[MoneyDoubt, ...] = get_args(MoneyDoubt)
    return known[known.index(code)] if code in known else "not exact"
