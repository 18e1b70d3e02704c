"""The table of visits: whom and where the bot has greeted, and who looks at a home page that stays up to date."""

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table, Text

from bot.store.schema.column_types import Moment
from bot.store.schema.mail_tables import METADATA

visits = Table(
    "visits",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("greeted", Moment),
    Column("opened", Moment),
    Column("changed", Moment),
    Column("refreshed", Moment),
    Column("drawing", Moment),
    Column("message", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("tenant", "platform", "workspace", "place"),
    Index("visits_changed", "changed"),
    Index("visits_drawing", "drawing"),
)
