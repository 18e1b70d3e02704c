"""Numerals: digits with separators, in every way of grouping, and the one or two numbers they can mean."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

APOSTROPHES = "’‘ʼʹ′´`＇ꞌ‛\u066c"
INVISIBLE = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Soft hyphens, joiners and the marks that babel writes around amounts in right-to-left scripts."""
ARABIC_DECIMAL = "\u066b"
NUMERAL = rf"(?:[.,{ARABIC_DECIMAL}])?\d+(?:[.,'_ {ARABIC_DECIMAL}]\d+)*"
FRACTIONS = {"½": "5", "¼": "25", "¾": "75"}
WHOLE_MARK = re.compile(r"(?<=\d)(?:[.,:]-{1,2}|/-)(?![\d-])")
"""What stands for the missing decimals of a whole amount: 50.-, 50,--, 500:- and 1,500/-."""
WHOLE_THOUSANDS = re.compile(rf"(?<![\d.,])(\d{{1,3}})[.,](\d{{3}})(?={WHOLE_MARK.pattern})")
"""20.000,- has no decimals, so its separator is for thousands."""
LONGEST = 24
"""The most characters of a numeral; more aren't an amount of money."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """The numbers that a numeral can mean, the likelier one first; `odd` where even a single one has to be asked."""

    readings: tuple[Decimal, ...]
    odd: bool = False


NOTHING = Numeral(())


def even_out(words: str) -> str:
    """Words with one kind of digit, apostrophe, dash and space; what can't be written in one kind stays as it is."""
    out = []
    for char in words:
        if char in INVISIBLE:
            continue
        if char in APOSTROPHES:
            out.append("'")
        elif char in FRACTIONS or unicodedata.category(char) in {"No", "Nl"}:
            # NFKC would make "501⁄2" of "50½", and "52" of "5²".
            out.append(char)
        elif unicodedata.category(char) == "Pd" or char == "\u2212":
            out.append("-")
        else:
            out.append(_ascii_digits(unicodedata.normalize("NFKC", char)))
    even = WHOLE_THOUSANDS.sub(r"\1\2", unicodedata.normalize("NFC", "".join(out)))
    return WHOLE_MARK.sub(" ", even).strip()


def _ascii_digits(chars: str) -> str:
    out = []
    for char in chars:
        digit = unicodedata.decimal(char, None)
        out.append(char if digit is None else str(digit))
    return "".join(out)


def read_numeral(numeral: str, decimals: int, *, scaled: bool, thousands: str) -> Numeral:
    """What a numeral can mean in a currency of so many `decimals`; `scaled` where thousands or millions follow.

    A single separator before three digits is for thousands or for decimals: the company's own sign for `thousands`,
    alone and without a scale, is for thousands, as its cards write it.
    """
    if len(numeral) > LONGEST:
        return NOTHING
    separators = re.sub(r"\d", "", numeral)
    groups = re.split(r"\D", numeral)
    if not separators:
        return _whole(groups)
    if ARABIC_DECIMAL in separators:
        return _decimal(groups, separators) if separators.index(ARABIC_DECIMAL) == len(separators) - 1 else NOTHING
    if len(separators) > 1:
        return _several(groups, separators)
    if separators in "'_ ":
        return _grouped(groups, separators)
    return _one(groups, decimals, scaled, own=separators == thousands)


def _whole(groups: list[str]) -> Numeral:
    whole = groups[0]
    # "007" is a slip or a number of something else.
    if whole != "0" and whole.startswith("0"):
        return NOTHING
    return Numeral((Decimal(whole),))


def _several(groups: list[str], separators: str) -> Numeral:
    if len(set(separators)) == 1:
        return _grouped(groups, separators)
    return _decimal(groups, separators)


def _grouped(groups: list[str], separators: str) -> Numeral:
    if len(set(separators)) > 1 or not _well_grouped(groups, separators[0]):
        return NOTHING
    return Numeral((Decimal("".join(groups)),))


def _well_grouped(groups: list[str], separator: str) -> bool:
    first, *middle, last = groups
    if first.startswith("0") or not 1 <= len(first) <= 3 or len(last) != 3:
        return False
    threes = all(len(group) == 3 for group in middle)
    # India groups by two before the last three: 12,34,567.
    twos = bool(middle) and separator in ",'" and len(first) <= 2 and all(len(group) == 2 for group in middle)
    return threes or twos


def _decimal(groups: list[str], separators: str) -> Numeral:
    """The last separator is for decimals, because it differs from all before it."""
    point = separators[-1]
    if point in "'_ " or point in separators[:-1]:
        return NOTHING
    *whole, fraction = groups
    if len(whole) == 1:
        return _with_decimals(whole[0], fraction)
    grouped = _grouped(whole, separators[:-1])
    return Numeral((grouped.readings[0] + Decimal(f"0.{fraction}"),)) if grouped.readings else NOTHING


def _with_decimals(whole: str, fraction: str) -> Numeral:
    if len(whole) > 1 and whole.startswith("0"):
        return NOTHING
    return Numeral((Decimal(f"{whole or 0}.{fraction}"),))


def _one(groups: list[str], decimals: int, scaled: bool, *, own: bool) -> Numeral:
    whole, fraction = groups
    as_decimal = _with_decimals(whole, fraction)
    could_group = bool(whole) and not whole.startswith("0") and len(whole) <= 3
    if not could_group or len(fraction) < 3:
        return as_decimal
    if len(fraction) > 3:
        # "50,0000" is as likely a slip of 50,000 as it is 50.
        return Numeral(as_decimal.readings, odd=not fraction.strip("0") and len(fraction) > decimals)
    as_thousands = Decimal(whole + fraction)
    if own and not scaled and decimals != 3:
        return Numeral((as_thousands,))
    if scaled:
        return Numeral((as_decimal.readings[0], as_thousands))
    return Numeral((as_thousands, as_decimal.readings[0]))
