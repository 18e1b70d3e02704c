"""Which question each person is asked about a deal, and the draft of their answers."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import column_types

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "guides",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("deal", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", column_types.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "person", "deal", name="guides_key"),
    )
    op.create_index("guides_at", "guides", ["at"])
