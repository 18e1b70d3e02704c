"""The inbox: the keys of requests and their answers, so a repeat of a request gets the same answer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from adapters.chat import Answer
from bot.store.card_json import read_answer, write_answer
from bot.store.schema.tables import inbox

ANSWERED = select(inbox.c.answer).where(inbox.c.tenant == bindparam("tenant"), inbox.c.key == bindparam("key"))
CLAIM = insert(inbox).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
_NEW = insert(inbox)
KEEP = _NEW.on_conflict_do_update(
    index_elements=[inbox.c.tenant, inbox.c.key], set_={"answer": _NEW.excluded.answer, "kept": _NEW.excluded.kept}
)
HOLD = _NEW.on_conflict_do_update(
    index_elements=[inbox.c.tenant, inbox.c.key], set_={"key": _NEW.excluded.key}
).returning(inbox.c.answer, inbox.c.kept)
AGAIN = _NEW.on_conflict_do_update(
    index_elements=[inbox.c.tenant, inbox.c.key],
    set_={"kept": _NEW.excluded.kept},
    where=inbox.c.kept <= bindparam("since"),
).execution_options(preserve_rowcount=True)
FORGET = update(inbox).where(inbox.c.tenant == bindparam("of"), inbox.c.key == bindparam("named")).values(answer=None)
REOPEN = (
    update(inbox)
    .where(inbox.c.tenant == bindparam("of"), inbox.c.key == bindparam("named"), inbox.c.answer == bindparam("was"))
    .values(answer=None)
    .execution_options(preserve_rowcount=True)
)


def answered(tx: Connection, tenant: str, key: str) -> Answer | None:
    """The saved answer to the request with this key, or None."""
    text = tx.scalar(ANSWERED, {"tenant": tenant, "key": key})
    return read_answer(text) if text else None


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved answer, and when it was saved."""

    answer: Answer
    at: datetime


def hold(tx: Connection, tenant: str, key: str, now: datetime) -> Kept | None:
    """The answer saved last under a key that is used again and again; others who want it wait for this transaction."""
    row = tx.execute(HOLD, {"tenant": tenant, "key": key, "kept": now, "answer": None}).one()
    return Kept(read_answer(row.answer), row.kept) if row.answer else None


def claim(tx: Connection, tenant: str, key: str, now: datetime) -> bool:
    """Claim a request before you do anything for it; False if its key was claimed before.

    A second delivery at the same moment waits here until this transaction ends, and then gets False.
    """
    return tx.execute(CLAIM, {"tenant": tenant, "key": key, "kept": now, "answer": None}).rowcount == 1


def claim_again(tx: Connection, tenant: str, key: str, now: datetime, since: datetime) -> bool:
    """The same for what can be asked for again: False if its key was claimed after `since`."""
    keys = {"tenant": tenant, "key": key, "kept": now, "answer": None}
    return tx.execute(AGAIN, {**keys, "since": since}).rowcount == 1


def claimed(tx: Connection, tenant: str, start: str, since: datetime) -> int:
    """How many requests were claimed after a moment whose keys start so."""
    ours = (inbox.c.tenant == tenant, inbox.c.key.startswith(start, autoescape=True), inbox.c.kept > since)
    return tx.scalar(select(func.count()).where(*ours)) or 0


def save(tx: Connection, tenant: str, key: str, answer: Answer, now: datetime) -> None:
    """Save the answer to a request, so a repeat of it gets the same one."""
    tx.execute(KEEP, {"tenant": tenant, "key": key, "kept": now, "answer": write_answer(answer)})


def forget(tx: Connection, tenant: str, key: str) -> None:
    """Forget the answer that is saved under a key, if there is one."""
    tx.execute(FORGET, {"of": tenant, "named": key})


def reopen(tx: Connection, tenant: str, key: str) -> bool:
    """Claim a request again because an edited version came; False if the first version saved something.

    If two edited versions come at once, one gets True and the other False.
    """
    text = tx.scalar(ANSWERED, {"tenant": tenant, "key": key})
    if not text or not read_answer(text).editable:
        return False
    return tx.execute(REOPEN, {"of": tenant, "named": key, "was": text}).rowcount == 1
