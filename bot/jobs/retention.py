"""Forgetting: answers are kept for a day, since no platform repeats itself later than that."""

from datetime import datetime, timedelta

from bot.store import inbox
from bot.store.engine.store import Store

KEPT = timedelta(hours=24)


def forget(store: Store, now: datetime) -> int:
    """Drop the answers that are older than a day; says how many."""
    with store.writing() as tx:
        return inbox.forget(tx, now - KEPT)
