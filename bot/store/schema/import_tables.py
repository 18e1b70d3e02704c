"""The tables of imports: each file that was brought in, and each of its rows as it was read last."""

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text

from bot.store.schema.column_types import Exact, Moment
from bot.store.schema.mail_tables import METADATA

imports = Table(
    "imports",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("mapping", Text, nullable=False),
    Column("content", LargeBinary),
    Column("rows", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("worker", Text, nullable=False),
    Column("due", Moment, nullable=False),
    Column("digest", Text, nullable=False),
    Column("result", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "id"),
    Index("imports_state", "state"),
)

imported_rows = Table(
    "imported_rows",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("import_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("deal", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("account_key", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("amount", Exact),
    Column("currency", Text),
    Column("began", Date),
    Column("ended", Date),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "kind", "key"),
    Index("imported_rows_import", "tenant", "import_id"),
    Index("imported_rows_history", "tenant", "kind", "state", "currency", "amount"),
    Index("imported_rows_account", "tenant", "kind", "account_key"),
)

imported_changes = Table(
    "imported_changes",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("import_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("deal", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "import_id", "kind", "key"),
)
"""The rows that an import changed: as they were before, as JSON, and as they were `after`."""
