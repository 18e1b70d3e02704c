"""Answers of a row: the cells that are mapped to exits, in the canonical words of each kind of exit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.language.values.words import one_of
from bot.records.currency import currency_of
from bot.records.mapping import EXIT, ColumnMapping, column_of
from bot.records.owners import Owners
from bot.spreadsheet.amounts import read_amount, says_nothing
from bot.spreadsheet.days import read_day
from bot.spreadsheet.flags import read_flag
from bot.spreadsheet.sheet import Cell, Row, Table, text_of
from process.exit_kinds import LONGEST, Kind
from process.money import Money
from process.playbook import Exit


@dataclass(frozen=True, slots=True)
class AnswerReader:
    """Reads the cells of one table that are mapped to exits of a playbook."""

    table: Table
    mapping: ColumnMapping
    owners: Owners
    exits: Mapping[str, Exit]

    def of(self, row: Row) -> tuple[tuple[str, str], ...]:
        """The answers of a row by exit; what can't be read stays as it is, for the process to refuse."""
        found = []
        for field in self.mapping.columns:
            item = self.exits.get(field.removeprefix(EXIT)) if field.startswith(EXIT) else None
            cell = row.at(column_of(self.table, self.mapping, field)) if item else ""
            if item and not says_nothing(cell):
                read = READERS.get(item.kind, _text)(self, item, cell)
                found.append((item.key, read[:LONGEST]))
        return tuple(found)


Read = Callable[[AnswerReader, Exit, Cell], str]


def _text(reader: AnswerReader, item: Exit, cell: Cell) -> str:
    return " ".join(text_of(cell).split())


def _choice(reader: AnswerReader, item: Exit, cell: Cell) -> str:
    words = _text(reader, item, cell)
    return one_of(words, item.choices) or words


def _yes_no(reader: AnswerReader, item: Exit, cell: Cell) -> str:
    said = read_flag(cell)
    if said is None:
        return text_of(cell)
    return "yes" if said else "no"


def _money(reader: AnswerReader, item: Exit, cell: Cell) -> str:
    amount = read_amount(cell, reader.mapping.decimal)
    if amount is None:
        return text_of(cell)
    currency = currency_of(amount.currency) if amount.currency else reader.mapping.currency
    return str(Money(amount.value, currency)) if currency else text_of(cell)


def _day(reader: AnswerReader, item: Exit, cell: Cell) -> str:
    day = read_day(cell, reader.mapping.days)
    return day.isoformat() if day else text_of(cell)


def _colleague(reader: AnswerReader, item: Exit, cell: Cell) -> str:
    meant = reader.owners.meant(text_of(cell))
    return meant[0] if len(meant) == 1 else text_of(cell)


READERS: Mapping[Kind, Read] = {
    "choice": _choice,
    "yes/no": _yes_no,
    "money": _money,
    "date": _day,
    "colleague": _colleague,
}
