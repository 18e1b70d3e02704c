"""Whom and where the bot has greeted, and who looks at a home page that stays up to date."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import column_types

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "visits",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("greeted", column_types.Moment()),
        sa.Column("opened", column_types.Moment()),
        sa.Column("changed", column_types.Moment()),
        sa.Column("refreshed", column_types.Moment()),
        sa.PrimaryKeyConstraint("tenant", "platform", "workspace", "place", name="visits_key"),
    )
    op.create_index("visits_changed", "visits", ["changed"])
