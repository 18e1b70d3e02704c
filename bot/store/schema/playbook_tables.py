"""The playbooks: each text by its version, and the version that each name has now."""

from sqlalchemy import Boolean, Column, PrimaryKeyConstraint, Table, Text

from bot.store.schema.mail_tables import METADATA

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
