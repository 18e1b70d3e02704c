"""Retention: deletes old answers, messages, dues and drafts in small batches."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.store import agent_proposals, conversations, guides, import_changes, imports, logins, retention
from bot.store.engine.store import Store

BATCH, BATCHES = 500, 20
"""Rows that one transaction deletes, and transactions in a run; the next run takes the rest."""
FIRST = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Keep:
    """How long each stays after it is settled. No chat delivers again after more than a day."""

    answers: timedelta = timedelta(hours=24)
    messages: timedelta = timedelta(days=90)
    dues: timedelta = timedelta(days=400)
    talk: timedelta = timedelta(hours=24)
    drafts: timedelta = timedelta(days=30)
    files: timedelta = timedelta(days=2)


KEEP = Keep()


def forget(store: Store, now: datetime, keep: Keep = KEEP) -> int:
    """Delete what is old enough; returns how many rows. `now` is real time."""
    settled = _messages(store, now - keep.messages) + _dues(store, now - keep.dues)
    return _answers(store, now - keep.answers) + settled + _talk(store, now, keep)


def _talk(store: Store, now: datetime, keep: Keep) -> int:
    """What was spoken about, drafts of answers that no one came back to, what agents proposed, and imported files."""
    with store.writing() as tx:
        drafts = guides.forget(tx, now - keep.drafts) + agent_proposals.forget(tx, now - keep.drafts)
        drafts += imports.forget_files(tx, now - keep.files) + import_changes.forget(tx, now - keep.files)
        logins.forget(tx, now - keep.talk)
        return conversations.forget(tx, now - keep.talk) + drafts


def _answers(store: Store, before: datetime) -> int:
    removed = 0
    for _ in range(BATCHES):
        with store.writing() as tx:
            found = retention.answers(tx, before, BATCH)
        removed += found
        if found < BATCH:
            break
    return removed


def _messages(store: Store, before: datetime) -> int:
    """Choose a batch in a reading transaction and delete it in a writing one, so the choice blocks no writer."""
    removed, since = 0, FIRST
    for _ in range(BATCHES):
        with store.reading() as tx:
            old = retention.old_messages(tx, since, before, BATCH)
            free = [row for row in old if not retention.needed(tx, row.tenant, row.subject)]
        if free:
            with store.writing() as tx:
                removed += sum(retention.message(tx, row.tenant, row.id) for row in free)
        if len(old) < BATCH:
            break
        since = old[-1].settled
    return removed


def _dues(store: Store, before: datetime) -> int:
    removed = 0
    for _ in range(BATCHES):
        with store.writing() as tx:
            found = retention.settled_dues(tx, before.date(), BATCH)
        removed += found
        if found < BATCH:
            break
    return removed
