"""The tables of inbox, dues and outbox. The tenant leads every key here too.

A few indexes work across tenants: for retention, for the next messages to send, and for the largest number.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Sequence,
    Table,
    Text,
    text,
)

from bot.store.schema.column_types import Moment, NextNumber

METADATA = MetaData(
    naming_convention={
        "pk": "%(table_name)s_key",
        "uq": "%(table_name)s_once",
        "ix": "%(table_name)s_%(column_0_N_name)s",
    }
)

inbox = Table(
    "inbox",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("kept", Moment, nullable=False),
    Column("answer", Text),
    PrimaryKeyConstraint("tenant", "key"),
    Index("inbox_kept", "kept"),
)

outbox_number = Sequence("outbox_number", metadata=METADATA, data_type=BigInteger)

outbox = Table(
    "outbox",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("number", BigInteger, nullable=False, default=NextNumber()),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("place_kind", Text, nullable=False),
    Column("place_name", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("edits", Text, nullable=False),
    Column("card", Text, nullable=False),
    Column("posted", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("due", Moment, nullable=False),
    Column("worker", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("doubtful", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("settled", Moment),
    Column("useless_after", Moment),
    Column("since", Moment),
    PrimaryKeyConstraint("tenant", "id"),
    Index("outbox_by_number", "number"),
    Index(None, "tenant", "subject"),
    Index("outbox_went", "tenant", "platform", "workspace", "place", "settled", sqlite_where=text("state = 'sent'"),
          postgresql_where=text("state = 'sent'")),
    Index("outbox_due", "due", "number", sqlite_where=text("state = 'waiting'"),
          postgresql_where=text("state = 'waiting'")),
    Index("outbox_settled", "settled", sqlite_where=text("settled IS NOT NULL"),
          postgresql_where=text("settled IS NOT NULL")),
    Index("outbox_line", "tenant", "platform", "workspace", "place", "number", sqlite_where=text("state = 'waiting'"),
          postgresql_where=text("state = 'waiting'")),
)  # fmt: skip  # each index says its condition once for each database

holds = Table(
    "holds",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("until", Moment, nullable=False),
    Column("why", Text, nullable=False),
    Column("since", Moment),
    PrimaryKeyConstraint("tenant", "platform", "workspace"),
)

refused_blocks = Table(
    "refused_blocks",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("tenant", "platform", "workspace", "kind"),
)
"""`at` is when a workspace last refused one, in real time: it depends on the platform, not on the company's clock."""

dues = Table(
    "dues",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("due", Moment, nullable=False),
    Column("useless_after", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("note", Text, nullable=False),
    PrimaryKeyConstraint("tenant", "subject", "kind", "recipient", "day"),
    Index("dues_waiting", "tenant", "due", sqlite_where=text("state = 'waiting'"),
          postgresql_where=text("state = 'waiting'")),
    Index("dues_settled", "day", sqlite_where=text("state <> 'waiting'"), postgresql_where=text("state <> 'waiting'")),
)  # fmt: skip  # each index says its condition once for each database
