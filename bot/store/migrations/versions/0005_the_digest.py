"""Digests, rule changes of a company, and the last contact with each customer for the contact rhythm."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import column_types

revision = "0005"
down_revision = "0004"

OPEN = sa.text("state = 'open'")
LAST_SEEN = sa.text("UPDATE deals SET contacted = entered WHERE state = 'open'")  # until the next contact is saved


def upgrade() -> None:
    op.add_column("deals", sa.Column("contacted", column_types.Moment(), nullable=True))
    op.execute(LAST_SEEN)
    by_stage = ["tenant", "playbook", "stage", "contacted"]
    op.create_index("deals_open_contacted", "deals", by_stage, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "digests",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("only", sa.Text(), nullable=False),
        sa.Column("since", column_types.Moment(), nullable=False),
        sa.Column("told", column_types.Moment(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("named", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "platform", "workspace", "place", name="digests_key"),
    )
    op.create_table(
        "clock_rules",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("later", sa.Integer(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "rule", name="clock_rules_key"),
    )
