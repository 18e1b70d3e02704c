"""The pace of the outbox: what went out where and when, until when it is useful, and workspaces on hold."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import column_types

revision = "0004"
down_revision = "0003"

WAITING = sa.text("state = 'waiting'")
SENT = sa.text("state = 'sent'")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("useless_after", column_types.Moment(), nullable=True))
    op.add_column("outbox", sa.Column("doubtful", sa.Boolean(), nullable=False, server_default=sa.true()))
    there = ["tenant", "platform", "workspace", "place", "settled"]
    op.create_index("outbox_went", "outbox", there, sqlite_where=SENT, postgresql_where=SENT)
    op.drop_index("outbox_due", "outbox")
    op.create_index("outbox_due", "outbox", ["due", "number"], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_table(
        "holds",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("until", column_types.Moment(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "platform", "workspace", name="holds_key"),
    )
