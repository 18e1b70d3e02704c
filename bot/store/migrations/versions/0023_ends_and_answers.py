"""Indexes for what was won and lost, and marks of answers. The rows are made again after the last migration."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

KEPT = ("slips", "waivers", "gate_waived", "alone", "amount", "close_date", "owner")


def upgrade() -> None:
    op.execute(sa.text("DELETE FROM deal_figures"))
    op.add_column("deal_figures", sa.Column("answers", sa.Text(), nullable=False, server_default=""))
    _index("deal_figures_won", ["days", *KEPT, "won_at", "lost_as"], "won IS 1", "won IS true")
    _index("deal_figures_won_at", ["won_at"], "won IS 1", "won IS true")
    _index("deal_figures_lost", ["state", *KEPT, "ended_at", "lost_as", "won"], "state = 'lost'", "state = 'lost'")


def _index(name: str, columns: list[str], sqlite: str, postgresql: str) -> None:
    where = (sa.text(sqlite), sa.text(postgresql))
    op.create_index(name, "deal_figures", ["tenant", *columns], sqlite_where=where[0], postgresql_where=where[1])
