"""Complete deals found by the day on which their renewal is proposed."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

COMPLETED = sa.text("state = 'completed'")


def upgrade() -> None:
    # Of what isn't open, only the renewal of a complete deal has a day that the clock looks at.
    op.execute("UPDATE deals SET dated = NULL WHERE state <> 'open'")
    op.create_index(
        "deals_completed_dated",
        "deals",
        ["tenant", "dated"],
        sqlite_where=COMPLETED,
        postgresql_where=COMPLETED,
    )
