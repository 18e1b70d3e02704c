"""The table of dues, and the indexes by which the clock finds stalled deals."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import column_types

revision = "0002"
down_revision = "0001"

OPEN = sa.text("state = 'open'")
WAITING = sa.text("state = 'waiting'")
LONG_AGO = sa.text("UPDATE deals SET dated = '2000-01-01' WHERE state = 'open'")  # read until saved again


def upgrade() -> None:
    op.add_column("deals", sa.Column("dated", sa.Date(), nullable=True))
    op.execute(LONG_AGO)
    by_stage = ["tenant", "playbook", "stage"]
    for name, columns in {
        "deals_open_touched": [*by_stage, "touched"],
        "deals_open_entered": [*by_stage, "entered"],
        "deals_open_dated": ["tenant", "dated"],
    }.items():
        op.create_index(name, "deals", columns, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "dues",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("due", column_types.Moment(), nullable=False),
        sa.Column("useless_after", column_types.Moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "subject", "kind", "recipient", "day", name="dues_key"),
    )
    op.create_index("dues_waiting", "dues", ["tenant", "due"], sqlite_where=WAITING, postgresql_where=WAITING)
