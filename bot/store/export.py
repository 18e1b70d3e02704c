"""The export: the data of one tenant, or of all, as plain JSON values."""

import json
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from bot.store.schema.tables import approvals, deals, ledger, outbox

BODIES = ("body", "card")


def export(tx: Connection, tenant: str | None) -> dict[str, list[dict[str, Any]]]:
    """Deals, ledger, approvals and outbox, each a list of rows: of one tenant, or of all with None."""
    return {table.name: _rows(tx, table, tenant) for table in (deals, ledger, approvals, outbox)}


def _rows(tx: Connection, table: Table, tenant: str | None) -> list[dict[str, Any]]:
    every = select(table).order_by(*table.primary_key)
    chosen = every if tenant is None else every.where(table.c.tenant == tenant)
    found = tx.execute(chosen)
    names = tuple(found.keys())
    return [_plain(names, row) for row in found]


def _plain(names: tuple[str, ...], row: Row[Any]) -> dict[str, Any]:
    """A row by its names. SQLAlchemy's own mapping looks up each name in each row, which took half of an export."""
    return {name: _value(name, value) for name, value in zip(names, row, strict=True)}


def _value(name: str, value: Any) -> Any:
    """Bodies in full, moments and days in ISO 8601, amounts to the last digit."""
    if name in BODIES:
        return json.loads(value)
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
