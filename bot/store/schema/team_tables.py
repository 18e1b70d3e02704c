"""The tables about our own people: who changed which role, team, manager or link, and who used Stagecoach when."""

from sqlalchemy import Boolean, Column, Date, Integer, PrimaryKeyConstraint, Table, Text

from bot.store.schema.column_types import Moment
from bot.store.schema.mail_tables import METADATA

team_ledger = Table(
    "team_ledger",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("given", Boolean, nullable=False),
    Column("other", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "number"),
)

usage = Table(
    "usage",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("day", Date, nullable=False),
    PrimaryKeyConstraint("tenant", "person"),
)
