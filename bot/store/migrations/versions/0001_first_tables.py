"""The first tables, and the ledger's triggers: rows never change, and can be deleted only after their tenant."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import column_types

revision = "0001"
down_revision = None

OPEN = sa.text("state = 'open'")
CLOSED = sa.text("state <> 'open'")
LIVE = sa.text("state IN ('asked', 'approved')")
WAITING = sa.text("state = 'waiting'")

GUARD = {
    "sqlite": [
        """
        CREATE TRIGGER ledger_kept BEFORE UPDATE ON ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END
        """,
        """
        CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger WHEN EXISTS (SELECT 1 FROM tenants WHERE id = OLD.tenant)
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END
        """,
    ],
    "postgresql": [
        """
        CREATE FUNCTION refuse_to_change_the_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM tenants WHERE id = OLD.tenant) THEN RETURN OLD; END IF;
          RAISE EXCEPTION 'the ledger is only ever added to';
        END $$
        """,
        """
        CREATE TRIGGER ledger_kept BEFORE UPDATE OR DELETE ON ledger
        FOR EACH ROW EXECUTE FUNCTION refuse_to_change_the_ledger()
        """,
    ],
}


def upgrade() -> None:
    if op.get_bind().dialect.supports_sequences:
        op.execute(sa.schema.CreateSequence(sa.Sequence("outbox_number", data_type=sa.BigInteger)))
    op.create_table(
        "approvals",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("deal", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("requester", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", column_types.Moment(), nullable=False),
        sa.Column("expires_at", column_types.Moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decider", sa.Text(), nullable=False),
        sa.Column("decided_at", column_types.Moment(), nullable=True),
        sa.Column("acceptor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "id", name="approvals_key"),
    )
    op.create_index("approvals_live", "approvals", ["tenant", "expires_at"], sqlite_where=LIVE, postgresql_where=LIVE)
    op.create_table(
        "channels",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("deal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "platform", "workspace", "place", name="channels_key"),
    )
    op.create_index("channels_tenant_deal", "channels", ["tenant", "deal"])
    op.create_table(
        "deals",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("account_manager", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("playbook", sa.Text(), nullable=False),
        sa.Column("amount", column_types.Exact(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("close_date", sa.Date(), nullable=True),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("complexity", sa.Text(), nullable=False),
        sa.Column("began", column_types.Moment(), nullable=False),
        sa.Column("entered", column_types.Moment(), nullable=False),
        sa.Column("touched", column_types.Moment(), nullable=False),
        sa.Column("waiting_until", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("won", sa.Boolean(), nullable=False),
        sa.Column("waived", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "id", name="deals_key"),
    )
    op.create_index("deals_closed_latest", "deals", ["tenant", "touched"], sqlite_where=CLOSED, postgresql_where=CLOSED)
    op.create_index("deals_closed_name", "deals", ["tenant", "name_key"], sqlite_where=CLOSED, postgresql_where=CLOSED)
    op.create_index(
        "deals_open_account_manager", "deals", ["tenant", "account_manager"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index(
        "deals_open_name", "deals", ["tenant", "name_key"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index("deals_open_owner", "deals", ["tenant", "owner"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index(
        "deals_open_playbook", "deals", ["tenant", "playbook", "stage"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index("deals_tenant_parent", "deals", ["tenant", "parent"])
    op.create_table(
        "identities",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "platform", "workspace", "user", name="identities_key"),
    )
    op.create_index("identities_tenant_person", "identities", ["tenant", "person"])
    op.create_table(
        "inbox",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kept", column_types.Moment(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "key", name="inbox_key"),
    )
    op.create_index("inbox_kept", "inbox", ["kept"])
    op.create_table(
        "ledger",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("deal", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("at", column_types.Moment(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("waived", sa.Integer(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "deal", "version", "line", name="ledger_key"),
    )
    op.create_index("ledger_tenant_kind_at", "ledger", ["tenant", "kind", "at"])
    op.create_table(
        "outbox",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("place_kind", sa.Text(), nullable=False),
        sa.Column("place_name", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("edits", sa.Text(), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("posted", column_types.Moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due", column_types.Moment(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("settled", column_types.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "id", name="outbox_key"),
    )
    op.create_index("outbox_by_number", "outbox", ["number"])
    op.create_index("outbox_due", "outbox", ["due"], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_index(
        "outbox_line",
        "outbox",
        ["tenant", "platform", "workspace", "place", "number"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index("outbox_tenant_subject", "outbox", ["tenant", "subject"])
    op.create_table(
        "people",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("quiet", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("teams", sa.Text(), nullable=False),
        sa.Column("boss", sa.Text(), nullable=False),
        sa.Column("delegate", sa.Text(), nullable=False),
        sa.Column("away_until", column_types.Moment(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("vouched", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "id", name="people_key"),
    )
    op.create_index("people_tenant_email", "people", ["tenant", "email"])
    op.create_table(
        "playbook_texts",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "version", name="playbook_texts_key"),
    )
    op.create_table(
        "playbooks",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("standard", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "name", name="playbooks_key"),
    )
    op.create_table(
        "tenants",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("clock_offset", sa.Float(precision=53), nullable=False),
        sa.Column("admission", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="tenants_key"),
    )
    op.create_table(
        "workspaces",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "platform", "workspace", name="workspaces_key"),
        sa.UniqueConstraint("platform", "workspace", name="workspaces_once"),
    )
    # ### end Alembic commands ###
    for statement in GUARD[op.get_bind().dialect.name]:
        op.execute(statement)
