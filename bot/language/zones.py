"""The names of all time zones, and those that a city's name means."""

import zoneinfo
from functools import cache

from bot.language.values.words import one_of, same


@cache
def time_zones() -> frozenset[str]:
    """All of them, as "Europe/London"; looked up once, because each look goes through hundreds of files."""
    return frozenset(zoneinfo.available_timezones())


def zones_called(words: str) -> tuple[str, ...]:
    """The zones that a whole name or a city means: one, several in places of one name, or none.

    "Europe/Berlin" and "Berlin" mean one. "Istanbul" is in Asia and in Europe.
    """
    if whole := one_of(words, time_zones()):
        return (whole,)
    wanted = same(words)
    return tuple(sorted(one for one in time_zones() if wanted and same(_city(one)) == wanted))


def _city(zone: str) -> str:
    """The city that a zone is named after: "New York" of "America/New_York"."""
    return zone.rpartition("/")[2].replace("_", " ")
