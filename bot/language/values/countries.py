"""Countries and their regions: which one is meant, as a code, for example "DE" or "DE-BY"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import holidays
from babel import Locale
from holidays.registry import COUNTRIES
from rapidfuzz import fuzz
from rapidfuzz import process as fuzzy

from bot.language.values.answers import Unread, Value
from bot.language.values.words import same

MOST_NEAR = 3
LONGEST = 80
"""The most characters of a country with its region; longer words are none."""
LEAST_LIKE = 60
"""From which likeness (of 100) a country is named as a near one."""


@dataclass(frozen=True, slots=True)
class NoRegion(Unread):
    """The `country` (its code) is known, and the region behind it isn't."""

    country: str = ""


def read_country(words: str) -> Value[str] | Unread:
    """Read "DE", "Germany", "DE-BY", "de by", "Germany, Bayern" or "Bayern, Germany" as a code.

    Unread is "country", or a NoRegion.
    """
    words = words.strip()
    if len(words) > LONGEST:
        return Unread("country")
    if code := _country(words):
        return Value(code)
    known = ""
    for mark in re.finditer(r"\s*[-–,/:\s]\s*", words):
        before, after = words[: mark.start()], words[mark.end() :]
        for country, region in ((before, after), (after, before)):
            if (code := _country(country)) and same(region):
                if found := _regions(code).get(same(region)):
                    return Value(f"{code}-{found}")
                known = known or code
    return NoRegion("region", known) if known else Unread("country")


def _country(words: str) -> str:
    return _countries().get(same(words), "") if same(words) else ""


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    """Codes by everything a country is called: two letters, three letters, its English name."""
    found: dict[str, str] = {}
    names = Locale("en").territories
    # The registry alone knows which alias belongs to which country without importing all 250 of them (0.9 s).
    for _, code, *aliases in COUNTRIES.values():
        for name in (names.get(code, code), code, *aliases):
            found[same(name)] = code
    return found


@lru_cache(maxsize=64)
def _regions(country: str) -> Mapping[str, str]:
    """The regions of a country by everything they are called."""
    found: dict[str, str] = {}
    aliases = holidays.country_holidays(country).get_subdivision_aliases()
    for region in regions(country):
        for name in (*aliases.get(region, ()), region):
            found.setdefault(same(str(name)), region)
    return found


def regions(country: str) -> tuple[str, ...]:
    """The codes of a country's regions that have holidays of their own; none for most countries."""
    return tuple(holidays.list_supported_countries(include_aliases=True).get(country, ()))


def country_name(code: str) -> str:
    """A code in words: "Germany", "Germany (BY)"; the code itself where it isn't known."""
    country, _, region = code.partition("-")
    name = Locale("en").territories.get(country, country)
    return f"{name} ({region})" if region else str(name)


def near_countries(words: str) -> list[str]:
    """The codes of the countries whose names are most like the words, the nearest first."""
    names = {code: country_name(code) for code in set(_countries().values())}
    query = re.split(r"[-,/]", words[:LONGEST])[0].strip().casefold()
    lower = {code: name.casefold() for code, name in sorted(names.items())}
    found = fuzzy.extract(query, lower, scorer=fuzz.ratio, limit=MOST_NEAR, score_cutoff=LEAST_LIKE)
    return [code for _, _, code in found]


def near_regions(country: str, words: str) -> list[str]:
    """The codes of a country's regions that are most like the words, the nearest first."""
    region = re.split(r"[-–,/:\s]", words.strip())[-1]
    known = _regions(country)
    found = fuzzy.extract(same(region), list(known), scorer=fuzz.ratio, limit=MOST_NEAR * 2)
    return list(dict.fromkeys(known[name] for name, *_ in found))[:MOST_NEAR]
