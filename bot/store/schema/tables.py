"""The tables. The tenant leads every primary key, so the tables can be partitioned by tenant.

It leads every index too, except those that work across tenants: for a workspace's tenant, and three in `mail_tables`.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.schema.agent_tables import agent_proposals, logins, tokens
from bot.store.schema.column_types import Exact, Moment
from bot.store.schema.conversation_tables import conversations, guides
from bot.store.schema.erasing_table import erasing
from bot.store.schema.import_tables import imported_rows, imports
from bot.store.schema.mail_tables import METADATA, dues, holds, inbox, outbox
from bot.store.schema.team_tables import team_ledger, usage
from bot.store.schema.visit_table import visits

__all__ = [
    "METADATA",
    "agent_proposals",
    "approvals",
    "channels",
    "conversations",
    "deals",
    "dues",
    "erasing",
    "guides",
    "holds",
    "identities",
    "imported_rows",
    "imports",
    "inbox",
    "ledger",
    "logins",
    "outbox",
    "people",
    "playbook_texts",
    "playbooks",
    "team_ledger",
    "tokens",
    "usage",
    "visits",
    "workspaces",
]

tenants = Table(
    "tenants",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("clock_offset", Float(53), nullable=False),
    Column("admission", Text, nullable=False),
)

workspaces = Table(
    "workspaces",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "platform", "workspace"),
    UniqueConstraint("platform", "workspace"),
)

identities = Table(
    "identities",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("person", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "platform", "workspace", "user"),
    Index(None, "tenant", "person"),
)

people = Table(
    "people",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("quiet", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("spoke", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("teams", Text, nullable=False),
    Column("boss", Text, nullable=False),
    Column("delegate", Text, nullable=False),
    Column("away_until", Moment),
    Column("active", Boolean, nullable=False),
    Column("vouched", Boolean, nullable=False),
    Column("same_as", Text, nullable=False, server_default=""),
    Column("claimed", Text, nullable=False, server_default=""),
    Column("grants", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("tenant", "id"),
    Index(None, "tenant", "email"),
)

playbook_texts = Table(
    "playbook_texts",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("text", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "version"),
)

playbooks = Table(
    "playbooks",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("standard", Boolean, nullable=False),
    PrimaryKeyConstraint("tenant", "name"),
)

deals = Table(
    "deals",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("account_key", Text, nullable=False, server_default=""),
    Column("owner", Text, nullable=False),
    Column("account_manager", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("playbook", Text, nullable=False),
    Column("amount", Exact),
    Column("currency", Text),
    Column("close_date", Date),
    Column("product", Text, nullable=False),
    Column("complexity", Text, nullable=False),
    Column("began", Moment, nullable=False),
    Column("entered", Moment, nullable=False),
    Column("touched", Moment, nullable=False),
    Column("waiting_until", Date),
    Column("dated", Date),
    Column("contacted", Moment),
    Column("kind", Text, nullable=False),
    Column("parent", Text, nullable=False),
    Column("cycle", Integer, nullable=False),
    Column("won", Boolean, nullable=False),
    Column("waived", Integer, nullable=False),
    Column("lost_as", Text, nullable=False, server_default=""),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "id"),
    Index("deals_tenant_account_key", "tenant", "account_key"),
    Index("deals_open_name", "tenant", "name_key", unique=True, sqlite_where=text("state = 'open'"),
          postgresql_where=text("state = 'open'")),
    Index("deals_open_owner", "tenant", "owner", sqlite_where=text("state = 'open'"),
          postgresql_where=text("state = 'open'")),
    Index("deals_open_account_manager", "tenant", "account_manager", sqlite_where=text("state = 'open'"),
          postgresql_where=text("state = 'open'")),
    Index("deals_open_playbook", "tenant", "playbook", "stage", sqlite_where=text("state = 'open'"),
          postgresql_where=text("state = 'open'")),
    Index("deals_open_touched", "tenant", "playbook", "stage", "touched", sqlite_where=text("state = 'open'"),
          postgresql_where=text("state = 'open'")),
    Index("deals_open_entered", "tenant", "playbook", "stage", "entered", sqlite_where=text("state = 'open'"),
          postgresql_where=text("state = 'open'")),
    Index("deals_open_contacted", "tenant", "playbook", "stage", "contacted", sqlite_where=text("state = 'open'"),
          postgresql_where=text("state = 'open'")),
    Index("deals_open_dated", "tenant", "dated", sqlite_where=text("state = 'open'"),
          postgresql_where=text("state = 'open'")),
    Index("deals_closed_name", "tenant", "name_key", sqlite_where=text("state <> 'open'"),
          postgresql_where=text("state <> 'open'")),
    Index("deals_closed_latest", "tenant", "touched", sqlite_where=text("state <> 'open'"),
          postgresql_where=text("state <> 'open'")),
    Index(None, "tenant", "parent"),
)  # fmt: skip  # the indexes differ in a word each, and show it side by side

ledger = Table(
    "ledger",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("deal", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("left", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("waived", Integer, nullable=False),
    Column("link", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("place", Text, nullable=False, server_default=""),
    Column("through", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("tenant", "deal", "version", "line"),
    Index(None, "tenant", "kind", "at"),
)

approvals = Table(
    "approvals",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("deal", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("requester", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("decider", Text, nullable=False),
    Column("decided_at", Moment),
    Column("acceptor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("marks", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("tenant", "id"),
    Index("approvals_live", "tenant", "expires_at", sqlite_where=text("state IN ('asked', 'approved')"),
          postgresql_where=text("state IN ('asked', 'approved')")),
)  # fmt: skip  # the index says its condition once for each database

channels = Table(
    "channels",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("deal", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "platform", "workspace", "place"),
    Index(None, "tenant", "deal"),
)
