"""Metrics: what this process has done since it started, and how late the database's waiting rows are.

What is counted is this process's own, to be added up over all of them. What waits is read from the database, so every
process that keeps the clock says the same: take the largest.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.store import waiting
from bot.store.engine.faults import NotSaved
from bot.store.engine.store import Store

__all__ = ["COMMANDS", "COMMAND_SECONDS", "CONTENT_TYPE_LATEST", "JOBS", "JOB_SECONDS", "REQUEST_SECONDS", "SENDS",
           "SEND_SECONDS", "Late", "Stopwatch", "Ticks", "page"]  # fmt: skip  # what is counted, side by side

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30)
OURS = CollectorRegistry()


def _counter(name: str, what: str, *labels: str) -> Counter:
    return Counter(f"stagecoach_{name}", what, labels, registry=OURS)


def _seconds(name: str, what: str, *labels: str) -> Histogram:
    return Histogram(f"stagecoach_{name}_seconds", what, labels, buckets=SECONDS, registry=OURS)


COMMANDS = _counter("commands", "What was said, by how it ended: done, refused, not saved, failed", "command", "ended")
COMMAND_SECONDS = _seconds("command", "From what was said to its answer", "platform")
SENDS = _counter("sends", "Tries to send a message, by how they ended: sent, later, parked", "platform", "ended")
SEND_SECONDS = _seconds("send", "What a platform took to answer a try", "platform")
JOBS = _counter("jobs", "Ticks of the clock's jobs, by how they ended: done, failed", "job", "ended")
JOB_SECONDS = _seconds("job", "What a tick of one of the clock's jobs took", "job")
REQUEST_SECONDS = _seconds("request", "What a request over HTTP took", "path", "status")


class Late(Collector):
    """What waits in the database and how late it is; nothing while the database does not answer."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now

    def collect(self) -> Iterable[Metric]:
        try:
            with self._store.reading() as tx:
                found = waiting.read_waiting(tx, self._now())
        except NotSaved:
            return
        yield _gauge("outbox_waiting", "Messages that wait to go out", "platform", found.outbox)
        yield _gauge("outbox_oldest_seconds", "Since the oldest of them was posted", "platform", found.oldest_seconds)
        yield _gauge("outbox_held", "Workspaces in which all messages wait", "platform", found.held)
        yield _gauge("due_waiting", "What the clock has put down to be told", "kind", found.due)
        yield _gauge("due_late", "Those of them whose moment has come", "kind", found.late)
        yield _gauge("due_late_seconds", "Since the moment of the first of them", "kind", found.late_seconds)


class Ticks(Collector):
    """How long ago each of the clock's jobs came to its end. `ages` are seconds by the job's name."""

    def __init__(self, ages: Callable[[], Mapping[str, float]]) -> None:
        self._ages = ages

    def collect(self) -> Iterable[Metric]:
        yield _gauge("tick_age_seconds", "Since this job of the clock last came to its end", "job", self._ages())


def _gauge(name: str, what: str, label: str, found: Mapping[str, float]) -> Metric:
    gauge = GaugeMetricFamily(f"stagecoach_{name}", what, labels=[label])
    for value, number in found.items():
        gauge.add_metric([value], number)
    return gauge


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self, seconds: Callable[[], float] = time.perf_counter) -> None:
        self._seconds, self._began = seconds, seconds()

    def __call__(self) -> float:
        return self._seconds() - self._began


def page(collectors: Iterable[Collector]) -> bytes:
    """Everything in Prometheus's text: what was counted here, then what these collectors find."""
    found = CollectorRegistry()
    for one in collectors:
        found.register(one)
    return generate_latest(OURS) + generate_latest(found)
