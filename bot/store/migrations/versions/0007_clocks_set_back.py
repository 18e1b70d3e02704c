"""Since when a message or a workspace waits, to notice a clock that was set back; and indexes by age for retention."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import column_types

revision = "0007"
down_revision = "0006"

SETTLED = sa.text("settled IS NOT NULL")
NOT_WAITING = sa.text("state <> 'waiting'")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("since", column_types.Moment(), nullable=True))
    op.add_column("holds", sa.Column("since", column_types.Moment(), nullable=True))
    op.execute(sa.text("UPDATE outbox SET settled = posted WHERE state = 'parked'"))
    op.create_index("outbox_settled", "outbox", ["settled"], sqlite_where=SETTLED, postgresql_where=SETTLED)
    op.create_index("dues_settled", "dues", ["day"], sqlite_where=NOT_WAITING, postgresql_where=NOT_WAITING)
