"""Imports: the files that were brought in, and their rows as they were read last, found by their keys."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import Connection, Integer, Row, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.engine.faults import Conflict
from bot.store.schema.tables import imported_rows, imports

ImportState = Literal["shown", "confirmed", "stopped", "done", "undoing", "undone", "cancelled"]
"""`stopped` is one whose importer lost the right to import before all rows were in."""
RowState = Literal["open", "won", "lost", "known"]
"""What a row was in its file; an account or a contact is only "known"."""

LEASE = timedelta(seconds=60)
OURS = imports.c.tenant == bindparam("of")
THIS = (OURS, imports.c.id == bindparam("which"))
SMALL = [column for column in imports.c if column.name != "content"]
MAKE = insert(imports)
FIND = select(*SMALL).where(*THIS)
HOLD = FIND.with_for_update()
CONTENT = select(imports.c.content).where(*THIS)
SAVE = update(imports).where(*THIS)
LATEST = select(*SMALL).where(OURS).order_by(imports.c.at.desc(), imports.c.id).limit(bindparam("limit", type_=Integer))
WAITING = (
    select(*SMALL)
    .where(imports.c.state.in_(["confirmed", "undoing"]), imports.c.due <= bindparam("now"))
    .order_by(imports.c.at)
    .limit(1)
)
LEASED = update(imports).where(*THIS, imports.c.due == bindparam("was"))
UNFINISHED = (
    select(*SMALL)
    .where(OURS, imports.c.digest == bindparam("digest"), imports.c.by == bindparam("whose"))
    .where(imports.c.state == "confirmed")
    .limit(1)
)
FORGET = update(imports).where(imports.c.at < bindparam("before"), imports.c.content.is_not(None)).values(content=None)

ADD_ROWS = insert(imported_rows)
_ROWS = select(imported_rows).where(imported_rows.c.tenant == bindparam("of"))
KNOWN = _ROWS.where(
    imported_rows.c.kind == bindparam("of_kind"), imported_rows.c.key.in_(bindparam("keys", expanding=True))
)
OF_IMPORT = (
    _ROWS.where(imported_rows.c.import_id == bindparam("which"), imported_rows.c.key > bindparam("after"))
    .order_by(imported_rows.c.key)
    .limit(bindparam("limit", type_=Integer))
)
OF_ACCOUNT = _ROWS.where(
    imported_rows.c.kind == bindparam("of_kind"),
    imported_rows.c.account_key.in_(bindparam("accounts", expanding=True)),
)
NAMES = select(imported_rows.c.name).where(
    imported_rows.c.tenant == bindparam("of"), imported_rows.c.kind == bindparam("of_kind")
)
ONE_ROW = (
    imported_rows.c.tenant == bindparam("of"),
    imported_rows.c.kind == bindparam("of_kind"),
    imported_rows.c.key == bindparam("which"),
)


@dataclass(frozen=True, slots=True)
class Import:
    """One file that is being brought in, or was. `done` of its `rows` are in. `result` is its outcome as JSON.

    `due` is real time: until then the `worker` has it. `digest` stands for the bytes of the file.
    """

    id: str
    file: str
    kind: str
    by: str
    at: datetime
    state: ImportState
    mapping: str
    rows: int
    due: datetime
    digest: str
    done: int = 0
    worker: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One row as it was read last. `deal` is the deal that it became, at which `version`; "" for closed history.

    `body` holds what the file said, as JSON, so that the next import sees what changed in the file.
    """

    kind: str
    key: str
    import_id: str
    number: int
    state: RowState
    name: str
    account: str
    account_key: str
    owner: str
    body: str
    deal: str = ""
    version: int = 0
    amount: Decimal | None = None
    currency: str | None = None
    began: date | None = None
    ended: date | None = None


def make(tx: Connection, tenant: str, one: Import, content: bytes | None) -> None:
    """Save a new import with its file's bytes; "" keeps none."""
    tx.execute(MAKE, {"tenant": tenant, **asdict(one), "content": content})


def find(tx: Connection, tenant: str, import_id: str, *, hold: bool = False) -> Import | None:
    """The import with that id, or None. With `hold`, other workers that hold it wait until this transaction ends."""
    row = tx.execute(HOLD if hold else FIND, {"of": tenant, "which": import_id}).first()
    return _import(row) if row else None


def content(tx: Connection, tenant: str, import_id: str) -> bytes | None:
    """The bytes of its file, as long as they are kept."""
    found: bytes | None = tx.scalar(CONTENT, {"of": tenant, "which": import_id})
    return found


def unfinished(tx: Connection, tenant: str, digest: str, by: str) -> Import | None:
    """The import of these bytes by this person that was cut off, or None."""
    row = tx.execute(UNFINISHED, {"of": tenant, "digest": digest, "whose": by}).first()
    return _import(row) if row else None


def latest(tx: Connection, tenant: str, limit: int) -> list[Import]:
    """The imports of a tenant, the latest first."""
    return [_import(row) for row in tx.execute(LATEST, {"of": tenant, "limit": limit})]


def save(tx: Connection, tenant: str, import_id: str, **changes: Any) -> None:
    """Save some columns of an import."""
    tx.execute(SAVE.values(changes), {"of": tenant, "which": import_id})


def change(tx: Connection, tenant: str, one: Import, **changes: Any) -> bool:
    """The same, unless another request changed its state or its mapping since it was read; returns whether it did."""
    as_read = (imports.c.state == one.state, imports.c.mapping == one.mapping)
    statement = SAVE.where(*as_read).values(changes).execution_options(preserve_rowcount=True)
    return tx.execute(statement, {"of": tenant, "which": one.id}).rowcount == 1


def next_waiting(tx: Connection, now: datetime) -> str | None:
    """The id of the next import that waits for a worker, or None."""
    row = tx.execute(WAITING, {"now": now}).first()
    return row.id if row else None


def lease(tx: Connection, now: datetime, worker: str) -> tuple[str, Import] | None:
    """The tenant and the next import that was confirmed and that no other worker has, leased; `now` is real time."""
    row = tx.execute(WAITING, {"now": now}).first()
    if row is None:
        return None
    values = {"worker": worker, "due": now + LEASE}
    keys = {"of": row.tenant, "which": row.id, "was": row.due}
    taken = tx.execute(LEASED.values(values).execution_options(preserve_rowcount=True), keys).rowcount
    return (row.tenant, _import(row)) if taken else None


def forget_files(tx: Connection, before: datetime) -> int:
    """Delete the bytes of files that were brought in before a moment; what came of them stays."""
    return tx.execute(FORGET, {"before": before}).rowcount


def _import(row: Row[*tuple[Any, ...]]) -> Import:
    return Import(**{name: getattr(row, name) for name in Import.__slots__})


def known_rows(tx: Connection, tenant: str, kind: str, keys: Collection[str]) -> dict[str, ImportedRow]:
    """The rows that were imported before, of these keys, by key."""
    if not keys:
        return {}
    rows = tx.execute(KNOWN, {"of": tenant, "of_kind": kind, "keys": list(keys)})
    return {row.key: _row(row) for row in rows}


def add_rows(tx: Connection, tenant: str, rows: Sequence[ImportedRow]) -> None:
    """Add rows whose keys are new; raises Conflict if another import has brought one of them in at this moment."""
    if not rows:
        return
    try:
        tx.execute(ADD_ROWS, [_values(tenant, row) for row in rows])
    except IntegrityError as fault:
        raise Conflict from fault


def _values(tenant: str, row: ImportedRow) -> dict[str, Any]:
    return {"tenant": tenant, **{name: getattr(row, name) for name in ImportedRow.__slots__}}


def save_row(tx: Connection, tenant: str, row: ImportedRow) -> None:
    """Save a row whose key is known, as the file has it now."""
    values = _values(tenant, row)
    keys = {"of": values.pop("tenant"), "of_kind": values.pop("kind"), "which": values.pop("key")}
    tx.execute(update(imported_rows).where(*ONE_ROW).values(values), keys)


def drop_row(tx: Connection, tenant: str, kind: str, key: str) -> None:
    """Delete a row: the next import sees it for the first time."""
    tx.execute(delete(imported_rows).where(*ONE_ROW), {"of": tenant, "of_kind": kind, "which": key})


def of_import(tx: Connection, tenant: str, import_id: str, after: str, limit: int) -> list[ImportedRow]:
    """The rows that an import was the first to bring, by key, after the one given."""
    rows = tx.execute(OF_IMPORT, {"of": tenant, "which": import_id, "after": after, "limit": limit})
    return [_row(row) for row in rows]


def of_account(tx: Connection, tenant: str, kind: str, accounts: Collection[str]) -> list[ImportedRow]:
    """The rows of a kind that belong to one of these accounts, by their keys."""
    if not accounts:
        return []
    rows = tx.execute(OF_ACCOUNT, {"of": tenant, "of_kind": kind, "accounts": list(accounts)})
    return [_row(row) for row in rows]


def names_of(tx: Connection, tenant: str, kind: str) -> list[str]:
    """The names of all rows of a kind."""
    return list(tx.scalars(NAMES, {"of": tenant, "of_kind": kind}))


def _row(row: Row[*tuple[Any, ...]]) -> ImportedRow:
    return ImportedRow(**{name: getattr(row, name) for name in ImportedRow.__slots__})
