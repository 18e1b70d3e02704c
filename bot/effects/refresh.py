"""Refresh: today's messages about a deal are edited after someone has worked on it."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.effects.quiet_news import NEWS
from bot.store import digests, dues
from bot.store.dues import Due

FRESH = timedelta(hours=24)
"""How long a message stays up to date; an older one is history."""


def refresh_posts(tx: Connection, tenant: str, deal: str, now: datetime) -> None:
    """Write an update of today's nudges and digests with this deal as due, once for all that happens until then."""
    refresh_nudges(tx, tenant, deal, now)
    for digest in digests.every(tx, tenant):
        if digest.posted and digest.day and now - digest.posted < FRESH and deal in digest.shown:
            _again(tx, tenant, Due("digest", "update", digest.key, digest.day, now, now), now)


def refresh_nudges(tx: Connection, tenant: str, deal: str, now: datetime) -> None:
    """The same for nudges only: the deal didn't change, but someone snoozed it."""
    for one in (*dues.sent(tx, tenant, deal, "stall"), *dues.sent(tx, tenant, f"{NEWS}{deal}", "stall")):
        if now - one.due < FRESH:
            _again(tx, tenant, replace(one, subject="nudge"), now)


def _again(tx: Connection, tenant: str, one: Due, now: datetime) -> None:
    dues.again(tx, tenant, replace(one, kind="update", due=now, useless_after=now + FRESH, state="waiting", note=""))
