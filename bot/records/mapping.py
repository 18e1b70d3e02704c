"""Mappings: how a file's columns and words are read. Proposed by the file, changed by a person, then saved."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from pydantic import TypeAdapter, ValidationError

from bot.records.currency import currency_of
from bot.spreadsheet.amounts import DecimalSign, SettledSign, read_amount, settle_sign
from bot.spreadsheet.columns import propose_columns, propose_kind
from bot.spreadsheet.days import DayOrder, SettledOrder, read_day, settle_order
from bot.spreadsheet.fields import (
    AMOUNTS,
    DAYS,
    TableKind,
    exit_headings,
    plain_heading,
    unit_of,
)
from bot.spreadsheet.sheet import Cell, Table, text_of
from bot.spreadsheet.stages import propose_stages

Trusted = Literal["state", "stage"]
Setting = Literal["days", "decimal", "default-currency", "trust", "kind"]
SETTINGS: tuple[Setting, ...] = get_args(Setting)
DEFAULT_CURRENCY: Setting = "default-currency"
"""`currency` alone is the column that holds one."""
EXIT = "exit:"
"""Before the key of an exit: what a column says of it."""
STAGE = "stage:"
"""Before a word of the file's stage column: what it means."""
ENDS = ("won", "lost")
"""What a word of a stage column can mean besides a stage."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How one kind of file is read: the heading of each field, and what each word for a stage means.

    A stage's word means the key of a stage, "won", "lost", or "" for none of them. `trust` says which column counts
    where a row's state and its stage disagree. `currency` is that of amounts that name none, `sheet` the sheet's name.
    """

    kind: TableKind
    columns: Mapping[str, str]
    stages: Mapping[str, str] = field(default_factory=dict)
    days: DayOrder = "day first"
    decimal: DecimalSign = "."
    currency: str = "EUR"
    trust: Trusted = "state"
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Asks:
    """What a playbook asks: the (key, name) pairs of its stages, and its exits that a column can answer, by key."""

    stages: Sequence[tuple[str, str]]
    exits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping with how sure it is. `doubts` are the settings that a person has to make before anything is saved."""

    mapping: ColumnMapping
    days: SettledOrder
    decimal: SettledSign
    doubts: tuple[Setting, ...] = ()

    @property
    def days_read(self) -> SettledOrder:
        """The file's samples as the mapping reads them."""
        order = self.mapping.days
        read = [(text, read_day(text, order)) for text, _ in self.days.samples]
        return SettledOrder(order, True, tuple((text, day) for text, day in read if day))

    @property
    def decimal_read(self) -> SettledSign:
        """The same of amounts."""
        sign = self.mapping.decimal
        read = [(text, read_amount(text, sign)) for text, _ in self.decimal.samples]
        return SettledSign(sign, True, tuple((text, amount.value) for text, amount in read if amount))


@dataclass(frozen=True, slots=True)
class NotSo:
    """A change of the mapping that doesn't fit: its key or its value isn't known; `known` are those that are."""

    key: str
    value: str
    known: tuple[str, ...]


MAPPING: TypeAdapter[ColumnMapping] = TypeAdapter(ColumnMapping)


def write_mapping(mapping: ColumnMapping) -> str:
    return MAPPING.dump_json(mapping, indent=2).decode()


def read_mapping(text: str) -> ColumnMapping | None:
    """A saved mapping; None for a text that isn't one."""
    try:
        return MAPPING.validate_json(text)
    except ValidationError:
        return None


def propose(table: Table, asks: Asks, currency: str, saved: ColumnMapping | None = None) -> Proposal:
    """How to read a table for a playbook.

    A `saved` mapping counts where its headings are there. Days and decimals still go by the file where it is sure.
    """
    kind = saved.kind if saved else propose_kind(table)
    columns = {key: table.columns[column] for key, column in propose_columns(table, kind).items()}
    if kind == "deals":
        columns |= _exit_columns(table, asks.exits, columns.values())
    if saved:
        kept = {key: heading for key, heading in saved.columns.items() if heading in table.columns}
        columns = kept or columns
    unit = currency_of(unit_of(columns.get("amount", "")))
    mapping = ColumnMapping(kind, columns, currency=saved.currency if saved else unit or currency, sheet=table.sheet)
    return settled(table, replace(mapping, trust=saved.trust if saved else "state"), asks.stages, saved)


def _exit_columns(table: Table, exits: Mapping[str, str], taken: Collection[str]) -> dict[str, str]:
    """The columns whose heading is an exit's own name, or one that is known for it, and that hold nothing else."""
    found: dict[str, str] = {}
    for key, name in exits.items():
        known = {plain_heading(key), plain_heading(name), *exit_headings(key)}
        for heading in table.columns:
            if plain_heading(heading) in known and heading not in (*taken, *found.values()):
                found.setdefault(EXIT + key, heading)
    return found


def by_mapping(table: Table, mapping: ColumnMapping, doubts: Sequence[Setting] = ()) -> Proposal:
    """A mapping as it is, with what the file itself would settle."""
    days, decimal = settle_order(_cells(table, mapping, DAYS), _pairs(table, mapping)), _sign(table, mapping)
    return Proposal(mapping, days, decimal, tuple(doubts))


def settled(
    table: Table, mapping: ColumnMapping, stages: Sequence[tuple[str, str]], saved: ColumnMapping | None
) -> Proposal:
    """A mapping with its stages, days and decimals settled from all cells; what a `saved` one has of them stays."""
    days, decimal = settle_order(_cells(table, mapping, DAYS), _pairs(table, mapping)), _sign(table, mapping)
    words = (text_of(cell) for cell in _cells(table, mapping, ("stage",)))
    known = propose_stages(words, stages)
    known.update({word: key for word, key in (saved.stages if saved else {}).items() if word in known})
    doubts: list[Setting] = []
    if not days.sure and not saved:
        doubts.append("days")
    if not decimal.sure and not saved:
        doubts.append("decimal")
    order = saved.days if saved and not days.sure else days.order
    sign = saved.decimal if saved and not decimal.sure else decimal.sign
    return Proposal(replace(mapping, stages=known, days=order, decimal=sign), days, decimal, tuple(doubts))


def _sign(table: Table, mapping: ColumnMapping) -> SettledSign:
    return settle_sign(_cells(table, mapping, AMOUNTS))


def _cells(table: Table, mapping: ColumnMapping, fields: Sequence[str]) -> Iterable[Cell]:
    """The cells of these fields' columns."""
    for key in fields:
        if key in mapping.columns:
            yield from table.column(column_of(table, mapping, key))


def _pairs(table: Table, mapping: ColumnMapping) -> list[tuple[Cell, Cell]]:
    """Each row's first and last day."""
    first, last = column_of(table, mapping, "created"), column_of(table, mapping, "close_date")
    if first < 0 or last < 0:
        return []
    return [(row.at(first), row.at(last)) for row in table.rows]


def column_of(table: Table, mapping: ColumnMapping, key: str) -> int:
    """The column of a field, counted from 0; -1 where it has none."""
    heading = mapping.columns.get(key)
    return table.columns.index(heading) if heading in table.columns else -1
