"""What each deal adds to the figures. The rows are made after the last migration, from the deals and their ledgers."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema.column_types import Exact, Moment

revision = "0019"
down_revision = "0018"

GATES, DAYS = sa.text("latest AND passed"), sa.text("days IS NOT NULL")


def upgrade() -> None:
    _make_figures()
    _make_stays()


def _make_figures() -> None:
    op.create_table(
        "deal_figures",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("tenant", "deal", "owner", "stage", "state")),
        sa.Column("won", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "lost_as")),
        sa.Column("waivers", sa.Integer(), nullable=False),
        sa.Column("amount", Exact()),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("close_date", sa.Date()),
        sa.Column("claim", sa.Text(), nullable=False),
        *(sa.Column(name, Moment()) for name in ("won_at", "ended_at")),
        sa.Column("days", sa.Float(53)),
        sa.Column("slips", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("alone", "gate_waived")),
        sa.PrimaryKeyConstraint("tenant", "deal", name="deal_figures_key"),
    )
    groups = ("tenant", "state", "stage", "won", "kind", "lost_as", "currency", "owner")
    added = ("amount", "waivers", "close_date", "won_at", "ended_at")
    op.create_index("deal_figures_alike", "deal_figures", [*groups, *added])
    claims = sa.text("claim <> ''")
    op.create_index("deal_figures_claim", "deal_figures", ["tenant"], sqlite_where=claims, postgresql_where=claims)


def _make_stays() -> None:
    op.create_table(
        "deal_stays",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("tenant", "deal")),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("stage", "owner", "now_in", "state")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("entered", "passed", "clean", "latest")),
        *(sa.Column(name, Moment()) for name in ("passed_at", "ended_at")),
        sa.Column("days", sa.Float(53)),
        sa.PrimaryKeyConstraint("tenant", "deal", "number", name="deal_stays_key"),
    )
    latest = sa.text("latest")
    passages = ("tenant", "stage", "now_in", "state", "entered", "passed", "owner", "passed_at", "ended_at")
    op.create_index("deal_stays_passages", "deal_stays", passages, sqlite_where=latest, postgresql_where=latest)
    gates = ("tenant", "owner", "clean", "passed_at")
    op.create_index("deal_stays_gates", "deal_stays", gates, sqlite_where=GATES, postgresql_where=GATES)
    days = ("tenant", "stage", "days", "owner", "passed_at")
    op.create_index("deal_stays_days", "deal_stays", days, sqlite_where=DAYS, postgresql_where=DAYS)
