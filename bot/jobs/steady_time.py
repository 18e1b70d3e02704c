"""Steady time: the time for APScheduler, so setting the wall clock stops no job and starts none early.

APScheduler saves the next run of a job as a moment in its time zone, and asks that zone for the time. This zone
answers from the monotonic clock. The trigger below adds to such moments and never converts them to the wall clock.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from apscheduler.triggers.base import BaseTrigger


class SteadyZone(tzinfo):
    """UTC as the wall clock showed it at the start, plus `seconds` of a monotonic clock."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._offset = seconds, seconds()
        self._began = datetime.now(UTC).replace(tzinfo=self)

    def fromutc(self, moment: datetime) -> datetime:
        """Now by the monotonic clock. The argument, the wall clock's time from `datetime.now`, is ignored."""
        return self._began + timedelta(seconds=self._seconds() - self._offset)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return timedelta(0)

    def dst(self, moment: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, moment: datetime | None) -> str:
        return "steady"


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Fires at a fixed interval. APScheduler's own trigger would convert each moment through the wall clock."""

    def __init__(self, seconds: float) -> None:
        self._pause = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> Any:
        return (previous_fire_time or now) + self._pause
