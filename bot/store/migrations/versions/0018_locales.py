"""The locale by which a company's numbers and dates are written; empty for those that never set one."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("tenants", sa.Column("locale", sa.Text(), nullable=False, server_default=""))
