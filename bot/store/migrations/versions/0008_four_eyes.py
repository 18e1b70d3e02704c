"""Who gave which role, which accounts are one person, who used Stagecoach when, and who owned a deal before."""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store.schema import column_types

revision = "0008"
down_revision = "0007"

KEPT = {
    "sqlite": [
        """
        CREATE TRIGGER team_ledger_kept_as_it_is BEFORE UPDATE ON team_ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END
        """,
        """
        CREATE TRIGGER team_ledger_kept BEFORE DELETE ON team_ledger
        WHEN EXISTS (SELECT 1 FROM tenants WHERE id = OLD.tenant)
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END
        """,
    ],
    "postgresql": [
        """
        CREATE TRIGGER team_ledger_kept BEFORE UPDATE OR DELETE ON team_ledger
        FOR EACH ROW EXECUTE FUNCTION refuse_to_change_the_ledger()
        """,
    ],
}
PROOF = ("Met", "Listed", "Closed")


def upgrade() -> None:
    for name in ("same_as", "claimed", "grants"):
        op.add_column("people", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "usage",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "person", name="usage_key"),
    )
    op.add_column("approvals", sa.Column("marks", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "team_ledger",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", column_types.Moment(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "number", name="team_ledger_key"),
    )
    for statement in KEPT[op.get_bind().dialect.name]:
        op.execute(statement)
    _remember_owners(op.get_bind())


def _remember_owners(tx: sa.Connection) -> None:
    """Write down for each open deal who owned it before, as its ledger has it."""
    open_deals = tx.execute(sa.text("SELECT tenant, id, body FROM deals WHERE state = 'open'")).all()
    for row in open_deals:
        lines = tx.execute(
            sa.text(
                'SELECT kind, "by", at, body FROM ledger WHERE tenant = :tenant AND deal = :deal ORDER BY version, line'
            ).columns(at=column_types.Moment()),
            {"tenant": row.tenant, "deal": row.id},
        )
        body = json.dumps({**json.loads(row.body), **_owners(lines)})
        keys = {"tenant": row.tenant, "id": row.id, "body": body}
        tx.execute(sa.text("UPDATE deals SET body = :body WHERE tenant = :tenant AND id = :id"), keys)


def _owners(lines: Iterable[Any]) -> dict[str, Any]:
    """The deal's fields `opener`, `proved` and `handed`, as the facts of this release would leave them."""
    owner, found = "", {"opener": "", "proved": dict[str, str](), "handed": None}
    for line in lines:
        fact, at = json.loads(line.body), line.at.isoformat()
        if line.kind == "Began":
            owner = fact["deal"]["owner"]
            found["opener"] = owner if owner == line.by else ""
        elif line.kind == "Assigned":
            owner = fact["owner"]
        elif line.kind in PROOF and line.by == owner:
            found["proved"] = {**found["proved"], owner: at}  # type: ignore[dict-item]  # it is a dict from the start
        elif line.kind == "Decided" and fact["state"] == "done":
            found["handed"] = at
        elif line.kind in ("SentBack", "Reopened", "PlaybookMoved") and fact["left"] != fact["stage"]:
            found["handed"] = None
    return found
