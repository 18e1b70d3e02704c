"""Steady time: what APScheduler goes by, so that setting the wall clock stops no job and brings none forward.

APScheduler keeps the next run of a job as a moment of its time zone and asks that zone what time it is. This zone
answers from the monotonic clock. Its trigger adds to such moments and never converts them back to the wall's.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from apscheduler.triggers.base import BaseTrigger


class SteadyZone(tzinfo):
    """UTC as the wall clock showed it when this was made, and counted on in `seconds` of a monotonic clock."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._offset = seconds, seconds()
        self._began = datetime.now(UTC).replace(tzinfo=self)

    def fromutc(self, moment: datetime) -> datetime:
        """Now, whatever moment of the wall clock `datetime.now` hands over."""
        return self._began + timedelta(seconds=self._seconds() - self._offset)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return timedelta(0)

    def dst(self, moment: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, moment: datetime | None) -> str:
        return "steady"


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Fires every so many seconds. Its own interval trigger would convert each moment by way of the wall clock."""

    def __init__(self, seconds: float) -> None:
        self._pause = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> Any:
        return (previous_fire_time or now) + self._pause
