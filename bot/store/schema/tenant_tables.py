"""The tables of organisations, and of the chat workspaces that belong to each."""

from sqlalchemy import Column, Float, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from bot.store.schema.mail_tables import METADATA

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
    Column("locale", Text, nullable=False, server_default=""),
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
