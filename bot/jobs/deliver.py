"""Delivery: everything in the outbox goes out, each place in its order, no place waiting for another."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from adapters.chat import Chat, Post, Undeliverable, Unsent
from bot.store import outbox
from bot.store.faults import NotSaved
from bot.store.outbox import Parcel
from bot.store.store import Store

BATCH = 100
SENDERS = 16
LONGEST_ROUND = timedelta(seconds=30)
STILL_OURS = timedelta(seconds=20)
SECOND_TRY = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=5)
BROKEN_AFTER = 8
MARKING_PAUSES = (0.1, 0.5, 1.0, 2.0, 4.0, 8.0)

log = structlog.get_logger("deliver")


def deliver(
    store: Store,
    chats: Mapping[str, Chat],
    worker: str,
    now: datetime,
    stopwatch: Callable[[], float] = time.monotonic,
) -> int:
    """Send what is due on these platforms; says how many messages went out.

    `now` is the real time at the start, `stopwatch` counts the seconds since; `worker` names who holds the leases.
    """
    began = stopwatch()
    delivery = Round(store, chats, worker, lambda: now + timedelta(seconds=stopwatch() - began))
    parcels = delivery.lease()
    return delivery.send_all(parcels) if parcels else 0


@dataclass(frozen=True, slots=True)
class Round:
    """One round of delivery by one worker; `clock` gives the time as the round goes on."""

    store: Store
    chats: Mapping[str, Chat]
    worker: str
    clock: Callable[[], datetime]

    def lease(self) -> list[Parcel]:
        with self.store.writing() as tx:
            return outbox.lease(tx, self.worker, self.clock(), BATCH, tuple(self.chats))

    def send_all(self, parcels: list[Parcel]) -> int:
        """Send these and what becomes due meanwhile, until nothing is left or the round has lasted long enough."""
        until, out = self.clock() + LONGEST_ROUND, 0
        with ThreadPoolExecutor(SENDERS, thread_name_prefix="send") as senders:
            under_way = {senders.submit(self.send, parcel) for parcel in parcels}
            while under_way:
                done, under_way = wait(under_way, timeout=1, return_when=FIRST_COMPLETED)
                out += sum(future.result() for future in done)
                if len(under_way) < SENDERS and self.clock() < until:
                    under_way |= self._more(senders)
        return out

    def _more(self, senders: ThreadPoolExecutor) -> set[Future[bool]]:
        return {senders.submit(self.send, parcel) for parcel in self.lease()}

    def send(self, parcel: Parcel) -> bool:
        """Send one message and mark it at once; says whether it went out."""
        if self.clock() > parcel.until - STILL_OURS:
            return False  # too late to be sure that nobody else leases it while it is on its way
        if parcel.edits and not parcel.replaces:
            return self._park(parcel, "the message it changes never went out")
        post = Post(parcel.id, parcel.place, parcel.card, parcel.replaces, again=parcel.attempts > 1)
        try:
            message = self.chats[parcel.place.platform].send(post)
        except Unsent as fault:
            return self._later(parcel, str(fault), _pause(parcel, fault.wait))
        except Undeliverable as fault:
            return self._undeliverable(parcel, str(fault))
        except Exception as fault:  # noqa: BLE001  # one card that breaks its renderer must not stop the others
            return self._broken(parcel, fault)
        return self._mark(lambda tx: outbox.sent(tx, parcel, message, self.clock()), sent=True)

    def _undeliverable(self, parcel: Parcel, why: str) -> bool:
        return self._park(parcel, why) if parcel.attempts > 1 else self._later(parcel, why, SECOND_TRY)

    def _broken(self, parcel: Parcel, fault: Exception) -> bool:
        log.error("a message broke", message=parcel.id, platform=parcel.place.platform, fault=type(fault).__name__)
        why = f"broke: {type(fault).__name__}"
        return self._park(parcel, why) if parcel.attempts >= BROKEN_AFTER else self._later(parcel, why, _pause(parcel))

    def _park(self, parcel: Parcel, why: str) -> bool:
        log.warning("parked", message=parcel.id, platform=parcel.place.platform, why=why)
        return self._mark(lambda tx: outbox.park(tx, parcel, why))

    def _later(self, parcel: Parcel, why: str, pause: timedelta) -> bool:
        return self._mark(lambda tx: outbox.later(tx, parcel, why, self.clock() + pause))

    def _mark(self, mark: Callable[[Connection], None], sent: bool = False) -> bool:
        """Write down what became of it; a database that is away for a moment must not cost a second sending."""
        for pause in MARKING_PAUSES:
            try:
                with self.store.writing() as tx:
                    mark(tx)
            except NotSaved:
                time.sleep(pause)
            else:
                return sent
        log.error("not marked", worker=self.worker)
        return sent


def _pause(parcel: Parcel, asked: float | None = None) -> timedelta:
    """As long as the platform asked for, or twice as long after every try."""
    if asked is not None:
        return timedelta(seconds=asked)
    return min(timedelta(seconds=2 ** min(parcel.attempts, 16)), LONGEST_PAUSE)
