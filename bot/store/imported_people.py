"""Imported people: what files of other systems brought of contacts, which an erasure takes out too."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, delete, or_, select, update

from bot.store.schema.import_tables import imported_changes
from bot.store.schema.tables import imported_rows, imports

UNDER_WAY = ("confirmed", "undoing")
KEY = (imported_rows.c.tenant, imported_rows.c.kind, imported_rows.c.key)


def import_under_way(tx: Connection, tenant: str) -> bool:
    """Whether a file is being brought in or taken back: it would bring back what is erased."""
    under_way = select(imports.c.id).where(imports.c.tenant == tenant, imports.c.state.in_(UNDER_WAY))
    return tx.execute(under_way.limit(1)).first() is not None


def imported_as(tx: Connection, tenant: str, words: list[str]) -> int:
    """How many rows of files have a contact with one of these names."""
    return len(_rows_with(tx, tenant, words))


def forget_imported(tx: Connection, tenant: str, words: list[str], erase: Callable[[object], object]) -> None:
    """Take a contact with one of these names out of imported rows, and the bytes out of all files that are still there.

    A file that waits for a yes is cancelled: it would bring them back. So would an import that is taken back.
    """
    for row in _rows_with(tx, tenant, words):
        if row.kind == "contacts":
            tx.execute(delete(imported_rows).where(*_same(row)))
        elif row.kind == "deals":
            body = json.dumps(erase(json.loads(row.body)), ensure_ascii=False)
            tx.execute(update(imported_rows).where(*_same(row)).values(body=body))
    _forget_changes(tx, tenant, words)
    files = imports.c.tenant == tenant
    tx.execute(update(imports).where(files, imports.c.state == "shown").values(state="cancelled"))
    tx.execute(update(imports).where(files, imports.c.state.not_in(UNDER_WAY)).values(content=None))


def _forget_changes(tx: Connection, tenant: str, words: list[str]) -> None:
    """Forget what imports changed about them."""
    texts = (imported_changes.c.before, imported_changes.c.after)
    keys = list(imported_changes.primary_key)
    some = select(*keys, *texts).where(imported_changes.c.tenant == tenant, *_perhaps(texts, words))
    for row in tx.execute(some).all():
        if _holds((row.before, row.after), words):
            same = [column == value for column, value in zip(keys, row[: len(keys)], strict=True)]
            tx.execute(delete(imported_changes).where(*same))


def _rows_with(tx: Connection, tenant: str, words: list[str]) -> list[Row[*tuple[Any, ...]]]:
    """The rows of files with one of these words, in any case."""
    texts = (imported_rows.c.name, imported_rows.c.body)
    some = select(*KEY, *texts).where(imported_rows.c.tenant == tenant, *_perhaps(texts, words))
    return [row for row in tx.execute(some).all() if _holds((row.name, row.body), words)]


def _perhaps(texts: Sequence[Column[str]], words: list[str]) -> list[ColumnElement[bool]]:
    """What narrows the search. A database finds no "ë" that JSON has as an escape, and no "Ë": then all are read."""
    if not all(word.isascii() for word in words):
        return []
    return [or_(*(text.icontains(word, autoescape=True) for word in words for text in texts))]


def _holds(texts: Sequence[str], words: list[str]) -> bool:
    """Whether one of these texts, JSON or not, has one of the words."""
    said = " ".join(map(_as_read, texts)).casefold()
    return any(word.casefold() in said for word in words)


def _as_read(text: str) -> str:
    """JSON without escapes; any other text as it is."""
    return json.dumps(json.loads(text), ensure_ascii=False) if text[:1] in ("{", "[") else text


def _same(row: Any) -> list[ColumnElement[bool]]:
    return [column == value for column, value in zip(KEY, row[:3], strict=True)]
