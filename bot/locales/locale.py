"""Locale: how one company writes numbers, amounts, dates and times. Month and weekday names are English in all."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import babel
from babel.core import UnknownLocaleError

DayOrder = Literal["DMY", "MDY", "YMD"]
WORLD = "en_001"
"""English as it is written where no country's own is known: day before month, 24 hours."""
DECIMALS, GROUPS = ".,", ".,'’ \u00a0\u202f"
QUOTED = re.compile(r"'[^']*'")


@dataclass(frozen=True, slots=True)
class Locale:
    """How a company writes. `key` is "de_DE", or "" for the way of a company that never set one.

    `numbers` is whose signs and groups are used. `sign_first` says whether a currency stands before its amount, and
    `gap` what stands between them. `month_first` is for dates in words, `order` for dates in digits.
    """

    key: str
    numbers: babel.Locale
    whole: str
    """The pattern of a whole number, "#,##0" or India's "#,##,##0"."""
    decimal: str
    group: str
    sign_first: bool
    gap: str
    month_first: bool
    half_days: bool
    """Whether hours go up to twelve, with am and pm."""
    order: DayOrder | None
    """How a date in digits is written there; None where no locale is set, so that the company's country says it."""


@lru_cache(maxsize=256)
def locale_of(key: str) -> Locale:
    """The locale of a key that `find_locale` gave, or of "" for a company that never set one.

    A key that this release's data no longer has is taken as "", so that old settings never keep an answer back.
    """
    native = _native(key)
    if native is None:
        world = babel.Locale("en")
        return Locale("", world, "#,##0", ".", ",", True, "", False, False, None)
    signs = native.number_symbols["latn"]
    sign_first, gap = _placed(native)
    return Locale(
        key,
        native,
        native.decimal_formats[None].pattern.partition(".")[0],
        signs["decimal"],
        signs["group"],
        sign_first,
        gap,
        day_order(_english(native).date_formats["medium"].pattern) == "MDY",
        bool(re.search(r"[hK]", QUOTED.sub("", native.time_formats["short"].pattern))),
        day_order(native.date_formats["short"].pattern),
    )


def find_locale(words: str) -> str:
    """The key of a locale typed as "de_DE", "de-de" or "en_JP"; "" if there is none of that language and country."""
    found = _native(words.strip())
    return _key(words.strip()) if found else ""


def _key(words: str) -> str:
    language, *middle, country = re.split(r"[-_]", words)
    return "_".join((language.lower(), *(part.title() for part in middle), country.upper()))


def _native(key: str) -> babel.Locale | None:
    """Whose numbers a key means; for English in a country without an English of its own, the country's language."""
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?[-_][A-Za-z]{2}", key):
        return None
    for name in (_key(key), re.sub("^en_", "und_", _key(key))):
        try:
            found = babel.Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
        # Where the country is unknown, babel gives the language alone.
        here = found.territory == key[-2:].upper() and found.territory in babel.Locale("en").territories
        if here and _readable(found):
            return found
    return None


def _readable(native: babel.Locale) -> bool:
    """Whether its signs are some that amounts are read with; Adlam and a few in Arabic letters have others."""
    signs = native.number_symbols["latn"]
    return signs["decimal"] in DECIMALS and signs["group"] in GROUPS


def _english(native: babel.Locale) -> babel.Locale:
    """The English of the same country: a date in words is written in its order."""
    try:
        return babel.Locale("en", native.territory)
    except UnknownLocaleError:
        return babel.Locale.parse(WORLD)


def _placed(native: babel.Locale) -> tuple[bool, str]:
    """Whether a currency stands before the amount, and what stands between them."""
    pattern = re.sub(r"[\u200e\u200f]", "", native.currency_formats["standard"].pattern.partition(";")[0])
    sign_first = pattern.startswith("¤")
    return sign_first, "\u00a0" if re.search(r"\s", pattern) else ""


def day_order(pattern: str) -> DayOrder:
    """The order of day, month and year in one of babel's patterns for dates."""
    # What stands in quotes is text.
    letters = QUOTED.sub("", pattern).lower()
    year, month, day = (letters.find(letter) for letter in "ymd")
    if year < month:
        return "YMD"
    return "MDY" if month < day else "DMY"
