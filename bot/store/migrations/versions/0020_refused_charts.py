"""Which workspaces don't take charts yet."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import column_types

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "refused_charts",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("at", column_types.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "platform", "workspace", name="refused_charts_key"),
    )
