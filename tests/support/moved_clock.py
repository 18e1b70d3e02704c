"""A clock that stands still until a test moves it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.support.people_and_deal import MONDAY


@dataclass
class MovedClock:
    """`seconds` have passed since Monday morning; called, it says how many."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return MONDAY + timedelta(seconds=self.seconds)
