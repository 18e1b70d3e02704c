"""Locales as people type them: "de_DE", "en-us", "en_JP"."""

from babel.languages import get_official_languages

from bot.language.values.answers import Unread, Value
from bot.language.values.countries import read_country
from bot.locales.locale import find_locale

LONGEST = 40
NONE = ("off", "none", "default")
MOST_NEAR = 3


def read_locale(words: str) -> Value[str] | Unread:
    """Read a language and a country as the key of a locale; "off" is none: what is written then is the default.

    What can't be read is "locale".
    """
    typed = words.strip()
    if typed.casefold() in NONE:
        return Value("")
    found = find_locale(typed) if len(typed) <= LONGEST else ""
    return Value(found) if found else Unread("locale")


def near_locales(words: str) -> list[str]:
    """The keys of the locales of a country that was typed instead of one, its most spoken language first."""
    country = read_country(words)
    if not isinstance(country, Value):
        return []
    territory = country.it.partition("-")[0]
    found: list[str] = []
    for language in (*get_official_languages(territory, de_facto=True), "en"):
        key = find_locale(f"{language}_{territory}")
        if key and key not in found:
            found.append(key)
    return found[:MOST_NEAR]
