"""Agents: their tokens, proposals and logins, and through which agent each fact came about."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema.column_types import Moment

revision = "0013"
down_revision = "0012"

GUARD = {
    "sqlite": [
        """
        CREATE TRIGGER ledger_through_kept BEFORE UPDATE OF through ON ledger
        WHEN NEW.through IS NOT OLD.through
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END
        """,
    ],
    "postgresql": [
        """
        CREATE TRIGGER ledger_through_kept BEFORE UPDATE OF through ON ledger FOR EACH ROW
        WHEN (NEW.through IS DISTINCT FROM OLD.through) EXECUTE FUNCTION refuse_to_change_the_ledger()
        """,
    ],
}


def upgrade() -> None:
    op.add_column("ledger", sa.Column("through", sa.Text(), nullable=False, server_default=""))
    for statement in GUARD[op.get_bind().dialect.name]:
        op.execute(statement)
    _make("tokens", ("person", "name", "scope", "hash"), ("made", "expires"), sa.Column("used", Moment()),
          sa.Column("ended", Moment()))  # fmt: skip  # the two moments that can be missing
    op.create_index("tokens_hash", "tokens", ["hash"], unique=True)
    op.create_index("tokens_tenant_person", "tokens", ["tenant", "person"])
    _make("agent_proposals", ("person", "token", "agent", "deal", "body"), ("at",))
    op.create_index("agent_proposals_tenant_person", "agent_proposals", ["tenant", "person"])
    op.create_index("agent_proposals_at", "agent_proposals", ["at"])
    _make("logins", ("code", "person", "state", "body", "hash"), ("at",))
    for name in ("code", "hash", "at"):
        op.create_index(f"logins_{name}", "logins", [name])


def _make(table: str, texts: tuple[str, ...], moments: tuple[str, ...], *more: sa.Column[object]) -> None:
    op.create_table(
        table,
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("tenant", "id", *texts)),
        *(sa.Column(name, Moment(), nullable=False) for name in moments),
        *more,
        sa.PrimaryKeyConstraint("tenant", "id", name=f"{table}_key"),
    )
