"""What the flywheel asks of each deal, and its indexes. The rows are made again after the last migration."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema.column_types import Moment

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.execute(sa.text("DELETE FROM deal_figures"))
    for name in ("customer", "parent"):
        op.add_column("deal_figures", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in ("began", "since"):
        op.add_column("deal_figures", sa.Column(name, Moment()))
    _index("deal_figures_customer", ["customer", "since", "deal", "began", "state", "won"], "state = 'open' OR won")
    _index("deal_figures_since", ["since", "deal", "customer", "owner"], "since IS NOT NULL")
    _index("deal_figures_linked", ["began", "deal", "kind", "parent", "state"], "parent <> ''")


def _index(name: str, columns: list[str], which: str) -> None:
    where = sa.text(which)
    op.create_index(name, "deal_figures", ["tenant", *columns], sqlite_where=where, postgresql_where=where)
