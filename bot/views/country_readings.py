"""The company's country in words, and what is answered where one can't be read."""

from collections.abc import Collection

from babel import Locale

from adapters.card import Card
from bot.language.values.answers import Unread
from bot.language.values.countries import NoRegion, country_name, near_countries, near_regions, regions
from bot.views import replies
from bot.views.words import both, cut, either

WEEKDAYS = Locale("en").days["format"]["wide"]


def country_words(code: str, weekend: Collection[int]) -> str:
    """A company's country and the weekend it works by (Monday is 0): "Germany (BY), weekend Saturday and Sunday"."""
    free = both([str(WEEKDAYS[day]) for day in sorted(weekend)])
    if not code:
        return f"not set, weekend {free}, no public holidays"
    return f"{country_name(code)}, weekend {free}, with its public holidays"


def country_unread(words: str, unread: Unread) -> Card:
    """The country or the region isn't known, with near ones."""
    if isinstance(unread, NoRegion):
        name, known = country_name(unread.country), regions(unread.country)
        if not known:
            return replies.plain_no(f"{name} has no regions of its own here. Try {unread.country}.")
        near = near_regions(unread.country, words) or known[:3]
        tries = either([f"{unread.country}-{one}" for one in near])
        return replies.plain_no(f"I don't know the region “{cut(words, 60)}” of {name}. Try {tries}.")
    near = near_countries(words)
    tries = either([f"{one} for {country_name(one)}" for one in near]) or "DE for Germany or DE-BY for Bavaria"
    return replies.plain_no(f"I don't know the country “{cut(words, 60)}”. Try {tries}.")
