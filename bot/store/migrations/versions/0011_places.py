"""Where each fact was brought about, so that "undo that" means what was done here."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("ledger", sa.Column("place", sa.Text(), nullable=False, server_default=""))
