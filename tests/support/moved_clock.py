"""A clock that moves only when a test moves it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.support.people_and_deal import MONDAY


@dataclass
class MovedClock:
    """`seconds` have passed since Monday morning; a call returns them."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return MONDAY + timedelta(seconds=self.seconds)
