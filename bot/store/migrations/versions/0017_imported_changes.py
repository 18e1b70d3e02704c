"""What an import changed in rows that were imported before, so that it can be put back."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "imported_changes",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("tenant", "import_id", "kind", "key", "deal")),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("before", "after")),
        sa.PrimaryKeyConstraint("tenant", "import_id", "kind", "key", name="imported_changes_key"),
    )
