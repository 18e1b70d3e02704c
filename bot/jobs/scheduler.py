"""The clock: only ticks. The database decides what is due, and for which worker."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from adapters.chat import Chat
from bot.jobs.bring_in import bring_in
from bot.jobs.deliver import Delivery
from bot.jobs.digest import digest
from bot.jobs.expire import Notify, expire
from bot.jobs.home_pages import Ask, refresh_homes
from bot.jobs.message_edits import update
from bot.jobs.nudge import nudge
from bot.jobs.remind import remind
from bot.jobs.retention import KEEP, Keep, forget
from bot.jobs.steady_time import Every, SteadyZone
from bot.jobs.sweep import Sweeper
from bot.store.engine.faults import StoreFault
from bot.store.engine.store import Store
from bot.telemetry import metrics

SILENT_SECONDS = 300
HOMES_SECONDS = 1.0
"""A first change shows on Home within two seconds, so it is looked for twice as often."""
Job = Callable[[datetime], object]

log = structlog.get_logger("clock")


class Clock:
    """Calls each job at its interval, from its own threads, until it is stopped. It stops the `deliveries` too.

    `last_tick` is when each job ended last, in seconds of `time.monotonic`: setting the
    wall clock can't make a dead clock look alive.
    """

    def __init__(self, jobs: Mapping[Job, float], deliveries: Sequence[Delivery] = ()) -> None:
        self.last_tick, self._deliveries = dict.fromkeys(jobs, time.monotonic()), deliveries
        self._ticks: Any = BackgroundScheduler(timezone=SteadyZone())
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of every tick during a longer one
        for job, seconds in jobs.items():
            self._ticks.add_job(
                self._tick, Every(seconds), [job], coalesce=True, max_instances=1, misfire_grace_time=None
            )

    def _tick(self, job: Job) -> None:
        took, ended = metrics.Stopwatch(), "failed"
        try:
            job(datetime.now(UTC))
        except StoreFault as fault:
            log.warning("the store was away", job=_name(job), fault=str(fault))
        except Exception as fault:
            log.exception("a job broke", job=_name(job), fault=type(fault).__name__)
        else:
            self.last_tick[job], ended = time.monotonic(), "done"
        metrics.JOBS.labels(_name(job), ended).inc()
        metrics.JOB_SECONDS.labels(_name(job)).observe(took())

    def start(self) -> None:
        self._ticks.start()

    def stop(self) -> None:
        """Call nothing more, and wait for what is under way."""
        for delivery in self._deliveries:
            delivery.stop()
        self._ticks.shutdown()
        for delivery in self._deliveries:
            delivery.close()

    def alive(self) -> bool:
        """Whether every job ended within the last five minutes; a new clock has the same time for the first run."""
        return max(self.ages().values()) < SILENT_SECONDS

    def ages(self) -> dict[str, float]:
        """Seconds since each job ended last; of several with one name, the longest."""
        now, found = time.monotonic(), dict[str, float]()
        for job, at in self.last_tick.items():
            found[_name(job)] = max(now - at, found.get(_name(job), 0.0))
        return found


def _name(job: Job) -> str:
    return getattr(job, "__name__", "job")


def standard(
    store: Store, chats: Mapping[str, Chat], notify: Notify, tick: float, ask: Ask, *, keep: Keep = KEEP
) -> Clock:
    """The clock of a running bot: deliveries every `tick`, home pages every second, updates every few seconds.

    The sweep runs every four minutes, and all other jobs every minute. `ask` is the assistant.
    """

    def expire_approvals(now: datetime) -> int:
        return expire(store, now, notify)

    def nudge_people(now: datetime) -> int:
        return nudge(store, now)

    def remind_people(now: datetime) -> int:
        return remind(store, now)

    def post_digests(now: datetime) -> int:
        return digest(store, now)

    worker = uuid4().hex

    def bring_in_files(now: datetime) -> int:
        return bring_in(store, now, worker)

    def update_messages(now: datetime) -> int:
        return update(store, now)

    deliveries = [Delivery(store, {name: chat}, uuid4().hex) for name, chat in chats.items()]
    sending: dict[Job, float] = {_sending(one, tick): tick for one in deliveries}
    soon: dict[Job, float] = {
        _drawing(store, chats, ask): HOMES_SECONDS,
        bring_in_files: 3,
        update_messages: 10,
        remind_people: 10,
    }
    often: dict[Job, float] = {nudge_people: 60, post_digests: 60, expire_approvals: 60}
    return Clock({**sending, **soon, **often, _forgetting(store, keep): 60, _sweeping(store): 240}, deliveries)


def _forgetting(store: Store, keep: Keep) -> Job:
    """What deletes rows that are too old to be needed."""
    steady = SteadyZone()

    def forget_old_rows(now: datetime) -> int:
        # A wall clock that is set forward for a while must not make all rows old enough to delete.
        return forget(store, min(now, datetime.now(steady).replace(tzinfo=UTC)), keep)

    return forget_old_rows


def _sweeping(store: Store) -> Job:
    """What looks for stalled deals."""
    sweeper = Sweeper(store)

    def sweep_deals(now: datetime) -> int:
        return sweeper.sweep(now)

    return sweep_deals


def _drawing(store: Store, chats: Mapping[str, Chat], ask: Ask) -> Job:
    """The home pages of every chat that has them."""

    def draw_homes(now: datetime) -> int:
        return refresh_homes(store, chats, ask, now)

    return draw_homes


def _sending(delivery: Delivery, tick: float) -> Job:
    """The deliveries of one chat: each has its own, so a platform that hangs doesn't block another."""

    def deliver_messages(now: datetime) -> int:
        return delivery.go(now, patience=2 * tick)

    return deliver_messages
