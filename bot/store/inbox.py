"""The inbox: what was asked is known again by its key, and answered the same."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update
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
REOPEN = (
    update(inbox)
    .where(inbox.c.tenant == bindparam("of"), inbox.c.key == bindparam("named"), inbox.c.answer == bindparam("was"))
    .values(answer=None)
    .execution_options(preserve_rowcount=True)
)


def answered(tx: Connection, tenant: str, key: str) -> Answer | None:
    """The answer that was given to this utterance, or None when it was not answered yet."""
    text = tx.scalar(ANSWERED, {"tenant": tenant, "key": key})
    return read_answer(text) if text else None


def claim(tx: Connection, tenant: str, key: str, now: datetime) -> bool:
    """Take an utterance on, before anything else is done for it; False when it was taken on already.

    A twin that comes meanwhile waits here until this transaction ends, and is then told False.
    """
    return tx.execute(CLAIM, {"tenant": tenant, "key": key, "kept": now, "answer": None}).rowcount == 1


def save(tx: Connection, tenant: str, key: str, answer: Answer, now: datetime) -> None:
    """Keep the answer to an utterance, so that a repeat of it gets the same."""
    tx.execute(KEEP, {"tenant": tenant, "key": key, "kept": now, "answer": write_answer(answer)})


def reopen(tx: Connection, tenant: str, key: str) -> bool:
    """Take an utterance on once more because an edited version of it came; False where something was saved for it.

    Of two edited versions that come at once only one finds the answer it read: the other is told False.
    """
    text = tx.scalar(ANSWERED, {"tenant": tenant, "key": key})
    if not text or not read_answer(text).editable:
        return False
    return tx.execute(REOPEN, {"of": tenant, "named": key, "was": text}).rowcount == 1
