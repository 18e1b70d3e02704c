"""Delivery: sends the outbox, each place in order and at its own pace, without waiting for other places."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

import structlog
from sqlalchemy import Connection

from adapters.chat import Chat, Pace, Post, Undeliverable, Unsent
from bot.effects import accounts_left
from bot.jobs import undelivered
from bot.store import outbox, pauses, turns
from bot.store.engine.faults import NotSaved
from bot.store.engine.store import Store
from bot.store.outbox import OutboxMessage
from bot.telemetry import metrics

BATCH = 100
SENDERS = 16
LONGEST_ROUND = timedelta(seconds=30)
STILL_OURS = timedelta(seconds=55)
"""How much of a lease must be left when a try begins: a try can first look for the message, page by page."""

SECOND_TRY = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=5)
BROKEN_AFTER = 8
MARKING_PAUSES = (0.1, 0.5, 1.0, 2.0, 4.0, 8.0)
BREATH, IDLE = 0.02, 1.0
"""Seconds between two looks into the outbox: while places wait for their pace, and while nothing is due."""

log = structlog.get_logger("deliver")


def deliver(
    store: Store,
    chats: Mapping[str, Chat],
    worker: str,
    now: datetime,
    stopwatch: Callable[[], float] = time.monotonic,
) -> int:
    """Send what is due on these platforms; returns how many messages went out.

    `now` is the real time at the start, `stopwatch` counts seconds from then on, `worker` is the name on the leases.
    """
    delivery = Delivery(store, chats, worker)
    try:
        return delivery.go(now, stopwatch=stopwatch) + delivery.finish()
    finally:
        delivery.close()


class Delivery:
    """All deliveries of one worker. A send that hangs in one call of `go` is still under way in the next."""

    def __init__(self, store: Store, chats: Mapping[str, Chat], worker: str, senders: int = SENDERS) -> None:
        self._store, self._chats, self._worker, self._many = store, chats, worker, senders
        self._senders = ThreadPoolExecutor(senders, thread_name_prefix="send")
        self._under_way: set[Future[bool]] = set()
        self._stopped = Event()
        self._breath = BREATH if any(chat.paces for chat in chats.values()) else 0.0

    def go(self, now: datetime, patience: float = 0.0, stopwatch: Callable[[], float] = time.monotonic) -> int:
        """Send what is due now or becomes due within `patience` seconds; returns how many messages went out.

        Ends when nothing is left, or after LONGEST_ROUND. Sends that hang then stay under way.
        """
        began, out = stopwatch(), 0
        turn = Round(self._store, self._chats, self._worker, lambda: now + timedelta(seconds=stopwatch() - began))
        until = turn.clock() + LONGEST_ROUND
        with self._store.writing() as tx:
            pauses.restart(tx, now)
            turns.rouse(tx)
        while not self._stopped.is_set() and turn.clock() < until:
            leased = turn.lease(BATCH - len(self._under_way)) if len(self._under_way) < self._many else []
            self._under_way |= {self._senders.submit(self._send, turn, outgoing) for outgoing in leased}
            if not self._under_way and not self._rest(turn, patience):
                break
            out += self._wait(IDLE if leased else turn.due_in() or IDLE)
        return out

    def _send(self, turn: "Round", outgoing: OutboxMessage) -> bool:
        return turn.give_back(outgoing) if self._stopped.is_set() else turn.send(outgoing)

    def _rest(self, turn: "Round", patience: float) -> bool:
        """Called with nothing under way: wait for a message that is due soon; returns whether to go on."""
        soon = turn.due_in() if patience else None
        return soon is not None and soon <= patience and not self._stopped.wait(soon)

    def _wait(self, seconds: float) -> int:
        """Wait until one try ends, at most `seconds`; returns how many messages went out."""
        if not self._under_way:
            return 0
        done, self._under_way = wait(self._under_way, timeout=max(seconds, BREATH), return_when=FIRST_COMPLETED)
        if done and self._breath:
            time.sleep(self._breath)  # more tries end meanwhile; one query then serves all of them
        return sum(future.result() for future in done)

    def finish(self) -> int:
        """Wait for what is under way; returns how many messages went out."""
        done, self._under_way = wait(self._under_way)
        return sum(future.result() for future in done)

    def stop(self) -> None:
        """Begin nothing more, and give back leased messages that aren't under way yet."""
        self._stopped.set()

    def close(self) -> None:
        """Stop, and wait for what is under way. Don't call `go` after that."""
        self.stop()
        self._senders.shutdown()


@dataclass(frozen=True, slots=True)
class Round:
    """One round of delivery by one worker; `clock` returns the current real time."""

    store: Store
    chats: Mapping[str, Chat]
    worker: str
    clock: Callable[[], datetime]

    def lease(self, limit: int) -> list[OutboxMessage]:
        """Lease at most `limit` messages that are due, at each platform's pace."""
        with self.store.writing() as tx:
            return [
                outgoing
                for paces, platforms in self._by_pace().items()
                for outgoing in outbox.lease(tx, self.worker, self.clock(), limit, platforms, paces)
            ]

    def _by_pace(self) -> dict[tuple[Pace, ...], list[str]]:
        found: dict[tuple[Pace, ...], list[str]] = {}
        for platform, chat in self.chats.items():
            found.setdefault(tuple(chat.paces), []).append(platform)
        return found

    def due_in(self) -> float | None:
        """Seconds until the next message is due, or None."""
        with self.store.reading() as tx:
            soon = turns.soon(tx, list(self.chats), self.clock())
        return max((soon - self.clock()).total_seconds(), 0.001) if soon else None

    def give_back(self, outgoing: OutboxMessage) -> bool:
        """End the lease of a message, so another worker can send it at once."""
        return self._mark(
            lambda tx: outbox.later(tx, outgoing, "", turns.AT_ONCE, outgoing.doubtful), outgoing, "later"
        )

    def send(self, outgoing: OutboxMessage) -> bool:
        """Send one message and save the result at once; returns whether it went out."""
        if self.clock() > outgoing.until - STILL_OURS:
            return False  # too late: another worker could lease it while it is on its way
        if outgoing.edits and not outgoing.replaces:
            return self._park(outgoing, "the message it edits was never sent")
        if outgoing.useless_after and self.clock() >= outgoing.useless_after:
            return self._park(outgoing, "it was no longer useful")
        return self._try(outgoing, self.chats[outgoing.place.platform])

    def _try(self, outgoing: OutboxMessage, chat: Chat) -> bool:
        post = Post(outgoing.id, outgoing.place, outgoing.card, outgoing.replaces, again=outgoing.doubtful)
        took = metrics.Stopwatch()
        try:
            message = chat.send(post)
        except Unsent as fault:
            return self._unsent(outgoing, fault)
        except Undeliverable as fault:
            return self._undeliverable(outgoing, fault)
        except Exception as fault:  # noqa: BLE001  # one card that breaks its renderer must not stop the others
            return self._broken(outgoing, fault)
        finally:
            metrics.SEND_SECONDS.labels(chat.platform).observe(took())
        log.info("sent", message=outgoing.id, platform=chat.platform)
        return self._mark(lambda tx: outbox.sent(tx, outgoing, message, self.clock(), chat.paces), outgoing, "sent")

    def _unsent(self, outgoing: OutboxMessage, fault: Unsent) -> bool:
        pause = _pause(outgoing, fault.wait)
        if not fault.everywhere:
            return self._later(outgoing, str(fault), pause, fault.doubtful)

        def hold(tx: Connection) -> None:
            undelivered.hold(tx, outgoing, fault, self.clock(), self.clock() + pause)

        return self._mark(hold, outgoing, "later")

    def _undeliverable(self, outgoing: OutboxMessage, fault: Undeliverable) -> bool:
        if outgoing.attempts > 1:
            return self._park(outgoing, str(fault), fault.explanation, fault)
        return self._later(outgoing, str(fault), SECOND_TRY)

    def _broken(self, outgoing: OutboxMessage, fault: Exception) -> bool:
        log.error("a message broke", message=outgoing.id, platform=outgoing.place.platform, fault=type(fault).__name__)
        why = f"broke: {type(fault).__name__}"
        if outgoing.attempts < BROKEN_AFTER:
            return self._later(outgoing, why, _pause(outgoing), doubtful=True)
        return self._park(outgoing, why, "the message itself is broken")

    def _park(
        self, outgoing: OutboxMessage, why: str, explanation: str = "", refusal: Undeliverable | None = None
    ) -> bool:
        """Park a message for good. With an `explanation`, notify the person it concerns in another place.

        With a `refusal`, no message gets through to this place.
        """
        log.warning("parked", message=outgoing.id, platform=outgoing.place.platform, why=why)

        def park(tx: Connection) -> None:
            outbox.park(tx, outgoing, why, asked=refusal is not None and refusal.asked)
            if refusal and refusal.gone and outgoing.place.kind == "direct":  # while it still counts as one of theirs
                accounts_left.deactivated(tx, outgoing.place, self.clock())
            if refusal:
                undelivered.unreached(tx, outgoing)
            if explanation:
                undelivered.report(tx, outgoing, explanation, self.clock())

        return self._mark(park, outgoing, "parked")

    def _later(self, outgoing: OutboxMessage, why: str, pause: timedelta, doubtful: bool = False) -> bool:
        def wait_on(tx: Connection) -> None:
            now = self.clock()
            outbox.later(tx, outgoing, why, now + pause, doubtful, since=now)

        return self._mark(wait_on, outgoing, "later")

    def _mark(self, mark: Callable[[Connection], None], outgoing: OutboxMessage, ended: str) -> bool:
        """Save the result, with retries: a database that is away for a moment must not cause a second sending."""
        metrics.SENDS.labels(outgoing.place.platform, ended).inc()
        for pause in MARKING_PAUSES:
            try:
                with self.store.writing() as tx:
                    mark(tx)
            except NotSaved:
                time.sleep(pause)
            else:
                return ended == "sent"
        log.error("not marked", worker=self.worker)
        return ended == "sent"


def _pause(outgoing: OutboxMessage, asked: float | None = None) -> timedelta:
    """The pause that the platform asked for, else one that doubles after each try."""
    if asked is not None:
        return timedelta(seconds=asked)
    return min(timedelta(seconds=2 ** min(outgoing.attempts, 16)), LONGEST_PAUSE)
