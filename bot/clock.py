"""The clock: nothing but ticks. What is due, and whose it is, the database decides."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from adapters.chat import Chat
from bot.jobs.deliver import deliver
from bot.jobs.digest import digest
from bot.jobs.expire import Tell, expire
from bot.jobs.forget import forget
from bot.jobs.nudge import nudge
from bot.jobs.sweep import sweep
from bot.jobs.update import update
from bot.store.faults import StoreFault
from bot.store.store import Store

SILENT_SECONDS = 300
Job = Callable[[datetime], object]

log = structlog.get_logger("clock")


class Clock:
    """Calls each job again and again, from its own threads, until it is stopped.

    `last_tick` is when each job last came to its end, in seconds of `time.monotonic`, so that nobody who sets the
    wall clock makes a dead clock look alive.
    """

    def __init__(self, jobs: Mapping[Job, float]) -> None:
        self.last_tick = dict.fromkeys(jobs, time.monotonic())
        self._ticks: Any = BackgroundScheduler(timezone=UTC)
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of every tick that meets a longer one
        for job, seconds in jobs.items():
            self._ticks.add_job(
                self._tick, "interval", [job], seconds=seconds, coalesce=True, max_instances=1, misfire_grace_time=None
            )

    def _tick(self, job: Job) -> None:
        try:
            job(datetime.now(UTC))
        except StoreFault as fault:
            log.warning("the store was away", job=_name(job), fault=str(fault))
        except Exception as fault:
            log.exception("a job broke", job=_name(job), fault=type(fault).__name__)
        else:
            self.last_tick[job] = time.monotonic()

    def start(self) -> None:
        self._ticks.start()

    def stop(self) -> None:
        """Wait for what is under way, and call nothing more."""
        self._ticks.shutdown()

    def alive(self) -> bool:
        """Whether every job came to its end within the last five minutes, or is not due that often."""
        return time.monotonic() - min(self.last_tick.values()) < SILENT_SECONDS


def _name(job: Job) -> str:
    return getattr(job, "__name__", "job")


def standard(store: Store, chats: Mapping[str, Chat], tell: Tell, tick: float) -> Clock:
    """The clock of a running bot: deliveries every tick, updates every few seconds, the sweep every four minutes.

    The rest comes every minute.
    """

    def expire_approvals(now: datetime) -> int:
        return expire(store, now, tell)

    def forget_answers(now: datetime) -> int:
        return forget(store, now)

    def sweep_deals(now: datetime) -> int:
        return sweep(store, now)

    def nudge_people(now: datetime) -> int:
        return nudge(store, now)

    def post_digests(now: datetime) -> int:
        return digest(store, now)

    def update_messages(now: datetime) -> int:
        return update(store, now)

    deliveries: dict[Job, float] = {_delivery(store, name, chat): tick for name, chat in chats.items()}
    often: dict[Job, float] = {update_messages: 10, nudge_people: 60, post_digests: 60}
    return Clock({**deliveries, **often, expire_approvals: 60, forget_answers: 60, sweep_deals: 240})


def _delivery(store: Store, platform: str, chat: Chat) -> Job:
    """One chat's deliveries; its own, so that a platform that hangs holds up no other."""
    worker = uuid4().hex

    def deliver_messages(now: datetime) -> int:
        return deliver(store, {platform: chat}, worker, now)

    return deliver_messages
