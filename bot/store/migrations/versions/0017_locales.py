"""The locale by which a company's numbers and dates are written; empty for those that never set one."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("tenants", sa.Column("locale", sa.Text(), nullable=False, server_default=""))
