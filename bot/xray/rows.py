"""Rows: each row of a table of deals as a past deal, or with the reason why it is left out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from bot.spreadsheet.amounts import SettledSign, is_empty, read_amount, says_nothing, settle_sign
from bot.spreadsheet.days import SettledOrder, settle_order
from bot.spreadsheet.sheet import Cell, Row, Table, text_of
from bot.xray.columns import deal_columns, entered_columns
from bot.xray.days import day_of
from bot.xray.ends import Ends
from bot.xray.settings import FileWords
from process.xray.past_deal import End, PastDeal, Snapshot

Why = Literal["twice", "disagree", "bare"]
DAYS = ("created", "close_date", "closed", "won_on", "lost_on")
OF_A_DEAL = ("stage", "state", "owner", "owner_email", "is_won", "is_closed", *DAYS)
"""What a deal has at least one of; a line without any is a sum or a note below the deals."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that isn't counted."""

    row: int
    name: str
    why: Why


@dataclass(slots=True)
class Reading:
    """What came of a table: the deals, the column of each field, and how its days and amounts are read.

    `words` counts the stages and states of open rows: a word that should mean won or lost can be among them.
    `unread` counts cells with an amount or a day that can't be read, by field. `entered` are the stages with a column.
    """

    columns: dict[str, int]
    headings: tuple[str, ...]
    order: SettledOrder
    sign: SettledSign
    deals: list[PastDeal] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    entered: dict[int, str] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)

    def has(self) -> frozenset[str]:
        """What the file has, by the names that the signs ask for."""
        found: set[str] = {
            name for name in ("amount", "owner", "reason", "contact", "created") if name in self._fields()
        }
        if any(deal.ended for deal in self.deals):
            found.add("ended")
        if any(deal.close_date for deal in self.deals if deal.end == "open"):
            found.add("close_date")
        if any(deal.visits() for deal in self.deals):
            found.add("stage_history")
        if any(snapshot.amount for deal in self.deals for snapshot in deal.history):
            found.add("amount_history")
        if any(deal.slips() is not None for deal in self.deals):
            found.add("slips")
        return frozenset(found)

    def _fields(self) -> set[str]:
        same = {"lost_reason": "reason", "owner_email": "owner", "contact_email": "contact"}
        return {same.get(field, field) for field in self.columns}


def read_rows(table: Table, words: FileWords) -> Reading:
    """Read a table of deals. Raises UnknownColumn for a column that a person named and the file hasn't."""
    columns = deal_columns(table, words)
    ends = Ends.by(words)
    stages = {text_of(cell) for cell in table.column(columns["stage"])} if "stage" in columns else set()
    stages = {stage for stage in stages if not ends.of_stage(stage)}
    entered = entered_columns(table, stages, columns.values())
    reading = Reading(columns, table.columns, _order(table, columns, entered, words), _sign(table, columns, words))
    reading.entered = {at: stage for at, stage in entered.items() if not ends.of_stage(stage)}
    seen: set[object] = set()
    for row in table.rows:
        _read(row, reading, ends, seen)
    return reading


def _order(table: Table, columns: dict[str, int], entered: dict[int, str], words: FileWords) -> SettledOrder:
    wanted = [columns[name] for name in DAYS if name in columns] + list(entered)
    cells: Iterator[Cell] = (row.at(at) for row in table.rows for at in wanted)
    first, last = columns.get("created", -1), columns.get("closed", columns.get("close_date", -1))
    found = settle_order(cells, ((row.at(first), row.at(last)) for row in table.rows))
    return SettledOrder(words.days, sure=True) if words.days else found


def _sign(table: Table, columns: dict[str, int], words: FileWords) -> SettledSign:
    found = settle_sign(table.column(columns.get("amount", len(table.columns))))
    return SettledSign(words.sign, sure=True) if words.sign else found


def _read(row: Row, reading: Reading, ends: Ends, seen: set[object]) -> None:
    cells = {name: row.at(at) for name, at in reading.columns.items()}
    texts = {name: "" if says_nothing(cell) else text_of(cell) for name, cell in cells.items()}
    name = _name(texts, row)
    known = [texts[field] for field in OF_A_DEAL if field in texts]
    if known and not any(known):
        reading.left_out.append(LeftOut(row.number, name, "bare"))
        return
    key: object = texts.get("id") or row.cells
    if key in seen:
        reading.left_out.append(LeftOut(row.number, name, "twice"))
        return
    seen.add(key)
    state, stage = texts.get("state", ""), texts.get("stage", "")
    end = ends.of_row(state, stage, cells.get("is_won", ""), cells.get("is_closed", ""))
    if end is None:
        reading.left_out.append(LeftOut(row.number, name, "disagree"))
        return
    if end == "open":
        reading.words.update(filter(None, [state or stage]))
    if texts.get("id"):
        reading.ids[texts["id"].casefold()] = len(reading.deals)
    reading.deals.append(_deal(row, name, end, texts, reading))


def _name(texts: dict[str, str], row: Row) -> str:
    """What a row is called: its name, else account and product, else its id."""
    whose = " – ".join(filter(None, [texts.get("account", ""), texts.get("product", "")]))
    return texts.get("name") or whose or texts.get("id") or f"row {row.number}"


def _deal(row: Row, name: str, end: End, texts: dict[str, str], reading: Reading) -> PastDeal:
    amount, currency = _amount(row, texts, reading)
    expected = _day(row, "close_date", reading)
    ended = _ended(row, end, reading) or expected if end != "open" else None
    return PastDeal(
        row=row.number,
        name=name,
        end=end,
        owner=texts.get("owner") or texts.get("owner_email", ""),
        stage=texts.get("stage", ""),
        pipeline=texts.get("pipeline", ""),
        amount=amount,
        currency=currency,
        created=_day(row, "created", reading),
        ended=ended,
        close_date=expected,
        reason=texts.get("lost_reason", ""),
        contact=texts.get("contact") or texts.get("contact_email", ""),
        pushes=_pushes(texts.get("pushes", "")),
        history=_entered(row, reading),
    )


def _amount(row: Row, texts: dict[str, str], reading: Reading) -> tuple[Decimal | None, str]:
    cell = row.at(reading.columns.get("amount", -1))
    found = read_amount(cell, reading.sign.sign)
    if found is None:
        reading.unread["amount"] += not is_empty(cell)
        return None, ""
    return found.value, texts.get("currency") or found.currency


def _day(row: Row, field: str, reading: Reading) -> date | None:
    cell = row.at(reading.columns.get(field, -1))
    found = day_of(cell, reading.order.order)
    reading.unread[field] += found is None and not is_empty(cell)
    return found


def _ended(row: Row, end: End, reading: Reading) -> date | None:
    """The day of the end; some systems have one column for the won and one for the lost."""
    own = "won_on" if end == "won" else "lost_on"
    return _day(row, own, reading) or _day(row, "closed", reading)


def _pushes(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _entered(row: Row, reading: Reading) -> tuple[Snapshot, ...]:
    """The stages that a row says were entered, by day; on one day in the order of the columns."""
    found: list[Snapshot] = []
    for at, stage in reading.entered.items():
        day = day_of(row.at(at), reading.order.order)
        if day:
            found.append(Snapshot(day, stage))
    return tuple(sorted(found, key=lambda snapshot: snapshot.day))
