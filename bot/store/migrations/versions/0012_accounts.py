"""Deals found by account, lost deals counted by reason, the gates of old deals, and contacts that can be erased."""

import json

import sqlalchemy as sa
from alembic import op

from bot.store.names import company_key

revision = "0012"
down_revision = "0011"

GATES = ("Advanced", "CycleClosed")
GUARD = {
    "sqlite": [
        "DROP TRIGGER ledger_kept",
        """
        CREATE TRIGGER ledger_kept BEFORE UPDATE ON ledger
        WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE tenant = OLD.tenant AND deal = OLD.deal)
          OR NEW.tenant IS NOT OLD.tenant OR NEW.deal IS NOT OLD.deal
          OR NEW.version IS NOT OLD.version OR NEW.line IS NOT OLD.line
          OR NEW.at IS NOT OLD.at OR NEW."by" IS NOT OLD."by" OR NEW.kind IS NOT OLD.kind
          OR NEW."left" IS NOT OLD."left" OR NEW.stage IS NOT OLD.stage OR NEW.waived IS NOT OLD.waived
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END
        """,
    ],
    "postgresql": [
        """
        CREATE OR REPLACE FUNCTION keep_the_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (SELECT 1 FROM erasing WHERE tenant = OLD.tenant AND deal = OLD.deal)
            AND (NEW.tenant, NEW.deal, NEW.version, NEW.line, NEW.at, NEW."by", NEW.kind, NEW."left", NEW.stage,
                 NEW.waived)
              IS NOT DISTINCT FROM
                (OLD.tenant, OLD.deal, OLD.version, OLD.line, OLD.at, OLD."by", OLD.kind, OLD."left", OLD.stage,
                 OLD.waived)
          THEN RETURN NEW; END IF;
          RAISE EXCEPTION 'the ledger is only ever added to';
        END $$
        """,
        "DROP TRIGGER ledger_kept ON ledger",
        """
        CREATE TRIGGER ledger_kept BEFORE UPDATE ON ledger FOR EACH ROW EXECUTE FUNCTION keep_the_ledger()
        """,
        """
        CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger
        FOR EACH ROW EXECUTE FUNCTION refuse_to_change_the_ledger()
        """,
    ],
}
SAVE = """
    UPDATE deals SET account_key = :account_key, lost_as = :lost_as, body = :body WHERE tenant = :tenant AND id = :id
"""


def upgrade() -> None:
    for name in ("account_key", "lost_as"):
        op.add_column("deals", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    _fill(op.get_bind())
    op.create_index("deals_tenant_account_key", "deals", ["tenant", "account_key"])
    op.create_table(
        "erasing",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("deal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "deal", name="erasing_key"),
    )
    for statement in GUARD[op.get_bind().dialect.name]:
        op.execute(statement)


def _fill(tx: sa.Connection) -> None:
    """Fill in the columns of each deal, and how many gates it went through where the deal doesn't know."""
    gates = _gates(tx)
    for row in tx.execute(sa.text("SELECT tenant, id, account, body FROM deals")).all():
        body = json.loads(row.body)
        body["gates"] = max(body.get("gates", 0), gates.get((row.tenant, row.id), 0))
        keys = {"tenant": row.tenant, "id": row.id, "account_key": company_key(row.account)}
        tx.execute(sa.text(SAVE), {**keys, "lost_as": body.get("lost_as", ""), "body": json.dumps(body)})


def _gates(tx: sa.Connection) -> dict[tuple[str, str], int]:
    """How many gates opened for each deal, by its ledger."""
    counted = sa.text("SELECT tenant, deal, count(*) AS gates FROM ledger WHERE kind IN :kinds GROUP BY tenant, deal")
    found = tx.execute(counted.bindparams(sa.bindparam("kinds", GATES, expanding=True)))
    return {(row.tenant, row.deal): row.gates for row in found}
