"""Source files: a file of another system, opened, with the table in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Self

from bot.spreadsheet.faults import BadFile
from bot.spreadsheet.file import read_file
from bot.spreadsheet.sheet import Table, Workbook
from bot.spreadsheet.table import table_of, tables_of


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its bytes' digest, its book, the table that counts, and the tables of its other sheets."""

    name: str
    digest: str
    book: Workbook
    table: Table
    others: Sequence[Table] = ()

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets that have a table, in the order of the file."""
        known = {self.table.sheet, *(one.sheet for one in self.others)}
        return [one.name for one in self.book.sheets if one.name in known]

    def on_sheet(self, name: str) -> Self:
        """The same file with the table of the named sheet; as it is where no sheet with a table has that name."""
        found = next((one for one in self.others if one.sheet == name), None)
        if found is None:
            return self
        others = [self.table, *(one for one in self.others if one is not found)]
        return replace(self, table=found, others=others)


def open_file(name: str, content: bytes, sheet: str = "") -> SourceFile | BadFile:
    """Read a file's bytes and find its table, on the named sheet where the file has it."""
    book = read_file(name, content)
    if isinstance(book, BadFile):
        return book
    table = table_of(book)
    if isinstance(table, BadFile):
        return table
    others = [one for one in tables_of(book) if one.sheet != table.sheet]
    return SourceFile(name, sha256(content).hexdigest()[:32], book, table, others).on_sheet(sheet)
