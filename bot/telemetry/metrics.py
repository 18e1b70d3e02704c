"""Metrics: what this process did since its start, and how late the waiting rows in the database are.

Counters are this process's own: add them up over all processes. What is waiting comes from the database, so every
process that runs the clock reports the same: take the largest.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.store import backlog
from bot.store.engine.faults import NotSaved
from bot.store.engine.store import Store

__all__ = ["COMMANDS", "COMMAND_SECONDS", "CONTENT_TYPE_LATEST", "JOBS", "JOB_SECONDS", "REQUEST_SECONDS", "SENDS",
           "SEND_SECONDS", "Late", "Stopwatch", "Ticks", "page"]  # fmt: skip  # all counters, side by side

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30)
OURS = CollectorRegistry()


def _counter(name: str, what: str, *labels: str) -> Counter:
    return Counter(f"stagecoach_{name}", what, labels, registry=OURS)


def _seconds(name: str, what: str, *labels: str) -> Histogram:
    return Histogram(f"stagecoach_{name}_seconds", what, labels, buckets=SECONDS, registry=OURS)


COMMANDS = _counter("commands", "Requests, by how they ended: done, refused, not saved, failed", "command", "ended")
COMMAND_SECONDS = _seconds("command", "Seconds from a request to its answer", "platform")
SENDS = _counter("sends", "Attempts to send a message, by how they ended: sent, later, parked", "platform", "ended")
SEND_SECONDS = _seconds("send", "Seconds until the platform answered an attempt", "platform")
JOBS = _counter("jobs", "Runs of the clock's jobs, by how they ended: done, failed", "job", "ended")
JOB_SECONDS = _seconds("job", "Seconds that a run of one of the clock's jobs took", "job")
REQUEST_SECONDS = _seconds("request", "Seconds that an HTTP request took", "path", "status")


class Late(Collector):
    """What is waiting in the database and how late it is; nothing while the database doesn't answer."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now

    def collect(self) -> Iterable[Metric]:
        try:
            with self._store.reading() as tx:
                found = backlog.read_waiting(tx, self._now())
        except NotSaved:
            return
        yield _gauge("outbox_waiting", "Messages waiting to be sent", "platform", found.outbox)
        yield _gauge("outbox_oldest_seconds", "Age of the oldest of them in seconds", "platform", found.oldest_seconds)
        yield _gauge("outbox_held", "Workspaces where every message waits", "platform", found.held)
        yield _gauge("due_waiting", "Dues waiting for their moment, or to be posted", "kind", found.due)
        yield _gauge("due_late", "Those of them whose moment has passed", "kind", found.late)
        yield _gauge("due_late_seconds", "Seconds since the oldest such moment", "kind", found.late_seconds)


class Ticks(Collector):
    """How long ago each job of the clock ended. `ages` returns seconds by the job's name."""

    def __init__(self, ages: Callable[[], Mapping[str, float]]) -> None:
        self._ages = ages

    def collect(self) -> Iterable[Metric]:
        yield _gauge("tick_age_seconds", "Seconds since this job of the clock last finished", "job", self._ages())


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
    """The page in Prometheus's text format: the counters of this process, then what these collectors find."""
    found = CollectorRegistry()
    for one in collectors:
        found.register(one)
    return generate_latest(OURS) + generate_latest(found)
