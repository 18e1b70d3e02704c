"""Source files: a file of another system, opened, with the table in it."""

from dataclasses import dataclass
from hashlib import sha256

from bot.spreadsheet.faults import BadFile
from bot.spreadsheet.file import read_file
from bot.spreadsheet.sheet import Table, Workbook
from bot.spreadsheet.table import table_of


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its bytes' digest, its book, and the table in it."""

    name: str
    digest: str
    book: Workbook
    table: Table


def open_file(name: str, content: bytes) -> SourceFile | BadFile:
    """Read a file's bytes and find its table."""
    book = read_file(name, content)
    if isinstance(book, BadFile):
        return book
    table = table_of(book)
    if isinstance(table, BadFile):
        return table
    return SourceFile(name, sha256(content).hexdigest()[:32], book, table)
