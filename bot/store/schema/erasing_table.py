"""The table that lets a contact's data be taken out of a deal's facts."""

from sqlalchemy import Column, PrimaryKeyConstraint, Table, Text

from bot.store.schema.mail_tables import METADATA

erasing = Table(
    "erasing",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("deal", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "deal"),
)
"""The deals whose facts are losing a contact's data in this transaction; empty otherwise."""
