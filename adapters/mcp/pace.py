"""Pace: how much one agent can ask for. A bucket for each token, in this process."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

A_MINUTE = 60.0
CALLS = 120
"""Requests of one token within a minute: a person's agent asks for a handful in a row."""
REMEMBERED = 5_000


@dataclass(slots=True)
class Bucket:
    """What is left of a token's requests, and when it was counted last."""

    left: float
    at: float


class Pace:
    """At most `most` requests a minute for each token; `clock` is seconds that only go forward."""

    def __init__(self, clock: Callable[[], float], most: int = CALLS) -> None:
        self._clock, self._most = clock, most
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def wait(self, token: str) -> float:
        """Take one request of this token: 0 if it can go on, else the seconds after which there is one."""
        now = self._clock()
        bucket = self._buckets.pop(token, None) or Bucket(self._most, now)
        self._buckets[token] = bucket
        while len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        bucket.left = min(self._most, bucket.left + (now - bucket.at) * self._most / A_MINUTE)
        bucket.at = now
        if bucket.left < 1:
            return (1 - bucket.left) * A_MINUTE / self._most
        bucket.left -= 1
        return 0.0
