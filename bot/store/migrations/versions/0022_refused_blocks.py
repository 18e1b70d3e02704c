"""Which kinds of blocks a workspace doesn't take yet: each by itself, where there were only charts."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import column_types

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "refused_blocks",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", column_types.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "platform", "workspace", "kind", name="refused_blocks_key"),
    )
    op.execute(
        "INSERT INTO refused_blocks (tenant, platform, workspace, kind, at) "
        "SELECT tenant, platform, workspace, 'chart', at FROM refused_charts"
    )
    op.drop_table("refused_charts")
