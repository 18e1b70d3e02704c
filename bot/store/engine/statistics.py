"""Statistics: what PostgreSQL knows of its tables, which it plans by. SQLite needs none for our statements."""

from sqlalchemy import text

from bot.store.engine.store import Store

GROWN = text("ANALYZE imported_rows, deals, ledger")


def count_again(store: Store) -> None:
    """Let PostgreSQL look at the tables that an import makes grow.

    Without it, each part of an import reads all rows of its tenant: of an empty table PostgreSQL remembers that any
    index of the tenant is as good as any other. It does the same by itself, but only about once a minute.
    """
    if not store.embedded:
        with store.writing(patient=True) as tx:
            tx.execute(GROWN)
