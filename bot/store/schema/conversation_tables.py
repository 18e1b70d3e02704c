"""The tables of conversations: what was spoken about, and the questions a person is asked about a deal."""

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table, Text

from bot.store.schema.column_types import Moment
from bot.store.schema.mail_tables import METADATA

conversations = Table(
    "conversations",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("deal", Text, nullable=False),
    Column("proposed", Text, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("tenant", "person", "platform", "workspace", "place"),
    Index("conversations_at", "at"),
)

guides = Table(
    "guides",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("deal", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("tenant", "person", "deal"),
    Index("guides_at", "at"),
)
