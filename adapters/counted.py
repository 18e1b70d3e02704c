"""Counted: at most one log line a second for what a stranger can cause any number of times."""

import asyncio
import logging
from collections import Counter

import structlog

SECONDS = 1.0


class Counted:
    """Logs the first of a kind at once, and all that follow within a second in one line, with their number by reason.

    The reasons come from a fixed set, never from what a stranger sent. `level` is one of Python's logging levels.
    """

    def __init__(self, logger: str, event: str, level: int = logging.WARNING) -> None:
        self._log, self._event, self._level = structlog.get_logger(logger), event, level
        self._timer: asyncio.TimerHandle | None = None
        self._more: Counter[str] = Counter()

    def add(self, reason: str) -> None:
        """Count one more. Needs a running event loop."""
        self._more[reason] += 1
        if self._timer is None:
            self._report()

    def _report(self) -> None:
        self._timer = None
        if self._more:
            self._log.log(self._level, self._event, reasons=dict(self._more))
            self._more.clear()
            self._timer = asyncio.get_running_loop().call_later(SECONDS, self._report)
