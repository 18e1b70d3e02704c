"""The tables of agents: their tokens, what they proposed, and logins that are under way."""

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table, Text

from bot.store.schema.column_types import Moment
from bot.store.schema.mail_tables import METADATA

tokens = Table(
    "tokens",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("made", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used", Moment),
    Column("ended", Moment),
    PrimaryKeyConstraint("tenant", "id"),
    Index("tokens_hash", "hash", unique=True),
    Index(None, "tenant", "person"),
)
"""A token by the hash of its secret, which is nowhere else; so its index works across tenants."""

agent_proposals = Table(
    "agent_proposals",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("deal", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "id"),
    Index(None, "tenant", "person"),
    Index("agent_proposals_at", "at"),
)

logins = Table(
    "logins",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("tenant", "id"),
    Index("logins_code", "code"),
    Index("logins_hash", "hash"),
    Index("logins_at", "at"),
)
"""A login that began in a browser; its tenant is empty until a person answers it in their chat."""
