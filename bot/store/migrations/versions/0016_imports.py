"""Imports of files: each file that was brought in, and each of its rows, so that the next import knows them."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema.column_types import Exact, Moment

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "imports",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("tenant", "id", "file", "kind", "by")),
        sa.Column("at", Moment(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("state", "mapping")),
        sa.Column("content", sa.LargeBinary()),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("rows", "done")),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("due", Moment(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("digest", "result")),
        sa.PrimaryKeyConstraint("tenant", "id", name="imports_key"),
    )
    op.create_index("imports_state", "imports", ["state"])
    op.create_table(
        "imported_rows",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("tenant", "kind", "key", "import_id")),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("deal", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("state", "name", "account", "account_key", "owner")),
        sa.Column("amount", Exact()),
        sa.Column("currency", sa.Text()),
        sa.Column("began", sa.Date()),
        sa.Column("ended", sa.Date()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "kind", "key", name="imported_rows_key"),
    )
    op.create_index("imported_rows_import", "imported_rows", ["tenant", "import_id"])
    op.create_index("imported_rows_state", "imported_rows", ["tenant", "state"])
    op.create_index("imported_rows_account", "imported_rows", ["tenant", "kind", "account_key"])
