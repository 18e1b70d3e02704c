"""What each person spoke about last in each place, for half an hour."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import column_types

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("deal", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=False),
        sa.Column("at", column_types.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "person", "platform", "workspace", "place", name="conversations_key"),
    )
    op.create_index("conversations_at", "conversations", ["at"])
