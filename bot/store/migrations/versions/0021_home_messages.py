"""Which message holds a person's home page, where a chat has no page for it."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("visits", sa.Column("message", sa.Text(), nullable=False, server_default=""))
