"""The names of all time zones."""

import zoneinfo
from functools import cache


@cache
def time_zones() -> frozenset[str]:
    """All of them, as "Europe/London"; looked up once, because each look goes through hundreds of files."""
    return frozenset(zoneinfo.available_timezones())
