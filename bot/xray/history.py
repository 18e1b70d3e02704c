"""The history file: which deal was in which stage from which day on, and with which amount and close date."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from bot.spreadsheet.amounts import DecimalSign, read_amount, says_nothing, settle_sign
from bot.spreadsheet.days import DayOrder, settle_order
from bot.spreadsheet.sheet import Row, Table, text_of
from bot.xray.columns import history_columns
from bot.xray.days import day_of
from bot.xray.ends import Ends
from bot.xray.rows import Reading
from bot.xray.settings import FileWords
from process.xray.past_deal import PastDeal, Snapshot

NEEDED = ("day", "stage")


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows of a history belong to a deal, and how many belong to none or to several of one name.

    `missing` names the columns that a history can't do without.
    """

    taken: int = 0
    strange: int = 0
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """How the cells of a history are read."""

    columns: dict[str, int]
    order: DayOrder
    sign: DecimalSign
    ends: Ends

    def text(self, row: Row, field: str) -> str:
        cell = row.at(self.columns.get(field, -1))
        return "" if says_nothing(cell) else text_of(cell)

    def day(self, row: Row, field: str) -> date | None:
        return day_of(row.at(self.columns.get(field, -1)), self.order)

    def amount(self, row: Row) -> Decimal | None:
        found = read_amount(row.at(self.columns.get("amount", -1)), self.sign)
        return found.value if found and found.value else None


def add_history(reading: Reading, table: Table, words: FileWords) -> Taken:
    """Put what a history says into the deals that were read."""
    columns = history_columns(table)
    missing = [field for field in NEEDED if field not in columns]
    if not {"id", "name"} & set(columns):
        missing.insert(0, "deal")
    if missing:
        return Taken(missing=tuple(missing))
    days = (row.at(columns[field]) for row in table.rows for field in ("day", "close_date") if field in columns)
    sign = settle_sign(table.column(columns.get("amount", len(table.columns))))
    read = _Read(columns, words.days or settle_order(days).order, words.sign or sign.sign, Ends.by(words))
    found, strange = _by_deal(reading, table, read)
    for at, rows in found.items():
        reading.deals[at] = _with_history(reading.deals[at], _oldest_first(rows, read), read)
    return Taken(sum(map(len, found.values())), strange)


def _by_deal(reading: Reading, table: Table, read: _Read) -> tuple[dict[int, list[Row]], int]:
    """The rows of each deal, by its id or else by a name that only one deal has."""
    names: dict[str, list[int]] = defaultdict(list)
    for at, deal in enumerate(reading.deals):
        names[deal.name.casefold()].append(at)
    found: dict[int, list[Row]] = defaultdict(list)
    strange = 0
    for row in table.rows:
        at = _deal_of(row, reading, read, names)
        if at < 0:
            strange += 1
        else:
            found[at].append(row)
    return found, strange


def _deal_of(row: Row, reading: Reading, read: _Read, names: dict[str, list[int]]) -> int:
    """The place of the row's deal; -1 where none is surely meant."""
    for field in ("id", "name"):
        key = read.text(row, field).casefold()
        if key in reading.ids:
            return reading.ids[key]
        if len(names.get(key, ())) == 1:
            return names[key][0]
    return -1


def _oldest_first(rows: list[Row], read: _Read) -> list[tuple[date, Row]]:
    """The rows with a day, by day. A file that has the newest first is turned round, which settles one day's rows."""
    dated = [(day, row) for row in rows if (day := read.day(row, "day"))]
    falling = sum(after[0] < before[0] for before, after in pairwise(dated))
    if falling * 2 > len(dated) - 1:
        dated.reverse()
    return sorted(dated, key=lambda one: one[0])


def _with_history(deal: PastDeal, rows: list[tuple[date, Row]], read: _Read) -> PastDeal:
    snapshots: list[Snapshot] = []
    ended = deal.ended
    for day, row in rows:
        stage = read.text(row, "stage")
        before = read.text(row, "from_stage")
        if not snapshots and before and deal.created and not read.ends.of_stage(before):
            snapshots.append(Snapshot(min(deal.created, day), before))
        if read.ends.of_stage(stage):
            stage, ended = "", (ended or day) if deal.decided else None
        snapshots.append(Snapshot(day, stage, read.amount(row), read.day(row, "close_date")))
    return replace(deal, history=tuple(snapshots) or deal.history, ended=ended)
