"""Which home pages are being drawn, so that one whose worker was killed is drawn by another."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema.column_types import Moment

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.add_column("visits", sa.Column("drawing", Moment()))
    op.create_index("visits_drawing", "visits", ["drawing"])
