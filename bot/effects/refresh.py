"""Afresh: what was told today of a deal is brought up to date once somebody has worked on it."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.store import digests, dues
from bot.store.dues import Due

FRESH = timedelta(hours=24)
"""For how long a message is kept up to date; an older one is history."""


def refresh_posts(tx: Connection, tenant: str, deal: str, now: datetime) -> None:
    """Let today's nudges and digests that name a deal be written anew, soon and once for whatever happens meanwhile."""
    refresh_nudges(tx, tenant, deal, now)
    for digest in digests.every(tx, tenant):
        if digest.posted and digest.day and now - digest.posted < FRESH and deal in digest.named:
            _again(tx, tenant, Due("digest", "update", digest.key, digest.day, now, now), now)


def refresh_nudges(tx: Connection, tenant: str, deal: str, now: datetime) -> None:
    """The same for the nudges alone: the deal is where it was, but somebody put it off."""
    for one in dues.sent(tx, tenant, deal, "stall"):
        if now - one.due < FRESH:
            _again(tx, tenant, replace(one, subject="nudge"), now)


def _again(tx: Connection, tenant: str, one: Due, now: datetime) -> None:
    dues.again(tx, tenant, replace(one, kind="update", due=now, useless_after=now + FRESH, state="waiting", note=""))
