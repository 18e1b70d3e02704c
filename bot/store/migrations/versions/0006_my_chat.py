"""Where a person gets messages: the chat they chose, and the one they used last."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("people", sa.Column("chat", sa.Text(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("spoke", sa.Text(), nullable=False, server_default=""))
