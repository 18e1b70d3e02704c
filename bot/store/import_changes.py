"""Import changes: the rows that an import changed, as they were before, for as long as it can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Integer, bindparam, delete, insert, select

from bot.store.imports import ImportedRow
from bot.store.schema.import_tables import imported_changes, imports

ROW = TypeAdapter(ImportedRow)
HERE = (imported_changes.c.tenant == bindparam("of"), imported_changes.c.import_id == bindparam("import_id"))
SOME = select(imported_changes).where(*HERE).order_by(imported_changes.c.kind, imported_changes.c.key)
PART = SOME.limit(bindparam("limit", type_=Integer))
ADD = insert(imported_changes)
DROP = delete(imported_changes).where(
    *HERE, imported_changes.c.kind == bindparam("of_kind"), imported_changes.c.key == bindparam("of_key")
)
OLD = select(imports.c.id).where(
    imports.c.tenant == imported_changes.c.tenant,
    imports.c.id == imported_changes.c.import_id,
    imports.c.at < bindparam("before_then"),
)


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that an import changed: as it was before, and what the file said then.

    For a deal, `version` is the one that the import led to; 0 where the deal itself stayed as it was.
    """

    before: ImportedRow
    after: str
    version: int = 0


def add(tx: Connection, tenant: str, import_id: str, change: RowChange) -> None:
    """Remember a changed row."""
    row = change.before
    values = {"kind": row.kind, "key": row.key, "deal": row.deal, "version": change.version, "after": change.after}
    tx.execute(ADD, {"tenant": tenant, "import_id": import_id, "before": ROW.dump_json(row).decode(), **values})


def some(tx: Connection, tenant: str, import_id: str, limit: int) -> Sequence[RowChange]:
    """The next rows that an import changed and that weren't put back yet."""
    rows = tx.execute(PART, {"of": tenant, "import_id": import_id, "limit": limit})
    return [RowChange(ROW.validate_json(row.before), row.after, row.version) for row in rows]


def drop(tx: Connection, tenant: str, import_id: str, row: ImportedRow) -> None:
    """Forget a changed row: it is put back, or can't be."""
    keys: dict[str, Any] = {"of_kind": row.kind, "of_key": row.key}
    tx.execute(DROP, {"of": tenant, "import_id": import_id, **keys})


def forget(tx: Connection, before: datetime) -> int:
    """Forget what imports changed before a moment: they can't be undone any longer."""
    return tx.execute(delete(imported_changes).where(OLD.exists()), {"before_then": before}).rowcount
