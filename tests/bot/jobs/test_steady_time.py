"""The wall clock is set back while the jobs run: they go on, and what waits does not wait for the wall to catch up."""

from datetime import UTC, datetime, timedelta, tzinfo
from threading import Semaphore
from typing import Any

import pytest
from apscheduler.schedulers import base

from bot.jobs.scheduler import Clock


class Wall(datetime):
    """The clock that APScheduler reads, set back by `back`."""

    back = timedelta(0)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        """As the real one: the wall's moment of UTC, handed to the zone."""
        zone = tz or UTC
        return zone.fromutc((datetime.now(UTC) - cls.back).replace(tzinfo=zone))


@pytest.mark.parametrize("back", [timedelta(minutes=2), timedelta(hours=2)])
def test_jobs_go_on_when_the_wall_clock_is_set_back(monkeypatch: pytest.MonkeyPatch, back: timedelta) -> None:
    ticks = Semaphore(0)

    def job(now: datetime) -> None:
        ticks.release()

    monkeypatch.setattr(base, "datetime", Wall)
    clock = Clock({job: 0.01})
    clock.start()
    assert ticks.acquire(timeout=20)
    monkeypatch.setattr(Wall, "back", back)
    try:
        for _ in range(3):
            assert ticks.acquire(timeout=20)
    finally:
        clock.stop()
