"""Imported people: what files of other systems brought of contacts, which an erasure takes out too."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update

from bot.store.schema.tables import imported_rows, imports

UNDER_WAY = ("confirmed", "undoing")
KEY = (imported_rows.c.tenant, imported_rows.c.kind, imported_rows.c.key)


def import_under_way(tx: Connection, tenant: str) -> bool:
    """Whether a file is being brought in or taken back: it would bring back what is erased."""
    under_way = select(imports.c.id).where(imports.c.tenant == tenant, imports.c.state.in_(UNDER_WAY))
    return tx.execute(under_way.limit(1)).first() is not None


def imported_as(tx: Connection, tenant: str, words: list[str]) -> int:
    """How many rows of files have a contact with one of these names."""
    ours = (imported_rows.c.tenant == tenant, _named(words))
    return tx.scalar(select(func.count()).select_from(imported_rows).where(*ours)) or 0


def forget_imported(tx: Connection, tenant: str, words: list[str], erase: Callable[[object], object]) -> None:
    """Take a contact with one of these names out of imported rows, and the bytes out of all files that are still there.

    A file that waits for a yes is cancelled: it would bring them back.
    """
    ours = imported_rows.c.tenant == tenant
    tx.execute(delete(imported_rows).where(ours, imported_rows.c.kind == "contacts", _named(words)))
    for row in tx.execute(
        select(*KEY, imported_rows.c.body).where(ours, imported_rows.c.kind == "deals", _named(words))
    ):
        body = json.dumps(erase(json.loads(row.body)), ensure_ascii=False)
        tx.execute(update(imported_rows).where(*_same(row)).values(body=body))
    files = imports.c.tenant == tenant
    tx.execute(update(imports).where(files, imports.c.state == "shown").values(state="cancelled"))
    tx.execute(update(imports).where(files, imports.c.state.not_in(UNDER_WAY)).values(content=None))


def _named(words: list[str]) -> ColumnElement[bool]:
    columns = (imported_rows.c.name, imported_rows.c.body)
    return or_(*(column.icontains(word, autoescape=True) for word in words for column in columns))


def _same(row: Any) -> list[ColumnElement[bool]]:
    return [column == value for column, value in zip(KEY, row[:3], strict=True)]
