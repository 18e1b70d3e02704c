"""The way of each deal through the stages, and indexes that hold all that is asked. The rows are made again."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

WAYS = ("state", "stage", "way_mark", "owner", "ended_at", "deal")
PASSED = ("passed_at", "stage", "now_in", "state", "entered", "owner", "clean", "latest", "days", "passed")
WON = (
    *("days", "slips", "waivers", "gate_waived", "alone", "amount", "close_date"),
    *("owner", "won_at", "lost_as", "won"),
)
DROPPED = (
    *(("deal_stays", "deal_stays_passages"), ("deal_stays", "deal_stays_gates")),
    *(("deal_figures", "deal_figures_won"), ("imported_rows", "imported_rows_state")),
)


def upgrade() -> None:
    op.execute(sa.text("DELETE FROM deal_figures"))
    for name in ("way", "way_mark"):
        op.add_column("deal_figures", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for table, name in DROPPED:
        op.drop_index(name, table)
    _index("deal_figures_ways", WAYS, "way_mark <> ''", "way_mark <> ''")
    _index("deal_figures_won", WON, "won IS 1", "won IS true")
    _index("deal_stays_passed", PASSED, "passed", "passed")
    op.create_index("imported_rows_history", "imported_rows", ["tenant", "kind", "state", "currency", "amount"])


def _index(name: str, columns: tuple[str, ...], sqlite: str, postgresql: str) -> None:
    where = (sa.text(sqlite), sa.text(postgresql))
    table = name.rpartition("_")[0]
    op.create_index(name, table, ["tenant", *columns], sqlite_where=where[0], postgresql_where=where[1])
