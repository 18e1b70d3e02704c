"""What each deal adds to the figures: written with the deal, and narrow, to be added up.

These tables hold nothing that the deals and the ledger don't. `bot.store.deal_figures` fills them.
"""

from sqlalchemy import Boolean, Column, Date, Float, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from bot.store.schema.column_types import Exact, Moment
from bot.store.schema.mail_tables import METADATA

deal_figures = Table(
    "deal_figures",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("deal", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("won", Boolean, nullable=False),
    Column("kind", Text, nullable=False),
    Column("lost_as", Text, nullable=False),
    Column("waivers", Integer, nullable=False),
    Column("amount", Exact),
    Column("currency", Text, nullable=False),
    Column("close_date", Date),
    Column("claim", Text, nullable=False),
    Column("won_at", Moment),
    Column("ended_at", Moment),
    Column("days", Float(53)),
    Column("slips", Integer, nullable=False),
    Column("alone", Boolean, nullable=False),
    Column("gate_waived", Boolean, nullable=False),
    Column("answers", Text, nullable=False, server_default=""),
    Column("customer", Text, nullable=False, server_default=""),
    Column("parent", Text, nullable=False, server_default=""),
    Column("began", Moment),
    Column("since", Moment),
    Column("way", Text, nullable=False, server_default=""),
    Column("way_mark", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("tenant", "deal"),
    # All that is asked for each group, in the order of the groups: no row is looked up, and none is sorted.
    Index("deal_figures_alike", "tenant", "state", "stage", "won", "kind", "lost_as", "currency", "owner",
          "amount", "waivers", "close_date", "won_at", "ended_at"),
    # The won deals by how long they took, and the lost ones, with all that is asked of either. The condition of the
    # first is written as SQLAlchemy writes it in a query: another spelling, and SQLite doesn't use the index.
    Index("deal_figures_won", "tenant", "days", "slips", "waivers", "gate_waived", "alone", "amount", "close_date",
          "owner", "won_at", "lost_as", "won", sqlite_where=text("won IS 1"), postgresql_where=text("won IS true")),
    Index("deal_figures_lost", "tenant", "state", "slips", "waivers", "gate_waived", "alone", "amount", "close_date",
          "owner", "ended_at", "lost_as", "won", sqlite_where=text("state = 'lost'"),
          postgresql_where=text("state = 'lost'")),
    # The latest win is looked for from the end.
    Index("deal_figures_won_at", "tenant", "won_at", sqlite_where=text("won IS 1"),
          postgresql_where=text("won IS true")),
    Index("deal_figures_ways", "tenant", "state", "stage", "way_mark", "owner", "ended_at", "deal",
          sqlite_where=text("way_mark <> ''"), postgresql_where=text("way_mark <> ''")),
    # The deals of each customer side by side, then those that made a customer in order, then those that are linked.
    Index("deal_figures_customer", "tenant", "customer", "since", "deal", "began", "state", "won",
          sqlite_where=text("state = 'open' OR won"), postgresql_where=text("state = 'open' OR won")),
    Index("deal_figures_since", "tenant", "since", "deal", "customer", "owner",
          sqlite_where=text("since IS NOT NULL"), postgresql_where=text("since IS NOT NULL")),
    Index("deal_figures_linked", "tenant", "began", "deal", "kind", "parent", "state",
          sqlite_where=text("parent <> ''"), postgresql_where=text("parent <> ''")),
    Index("deal_figures_claim", "tenant", sqlite_where=text("claim <> ''"), postgresql_where=text("claim <> ''")),
)  # fmt: skip  # the index's columns stand in the order of the groups

deal_stays = Table(
    "deal_stays",
    METADATA,
    Column("tenant", Text, nullable=False),
    Column("deal", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("now_in", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("entered", Boolean, nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("clean", Boolean, nullable=False),
    Column("latest", Boolean, nullable=False),
    Column("passed_at", Moment),
    Column("ended_at", Moment),
    Column("days", Float(53)),
    PrimaryKeyConstraint("tenant", "deal", "number"),
    # The gates that were passed in a span. SQLite looks up each row where a column of the condition isn't there too.
    Index("deal_stays_passed", "tenant", "passed_at", "stage", "now_in", "state", "entered", "owner", "clean", "latest",
          "days", "passed", sqlite_where=text("passed"), postgresql_where=text("passed")),
    Index("deal_stays_days", "tenant", "stage", "days", "owner", "passed_at",
          sqlite_where=text("days IS NOT NULL"), postgresql_where=text("days IS NOT NULL")),
)  # fmt: skip  # each index says its condition once for each database
