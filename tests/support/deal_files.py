"""Files as other systems write them, with deals and their history."""

from pathlib import Path

from bot.spreadsheet.file import read_file
from bot.spreadsheet.sheet import Table, Workbook
from bot.spreadsheet.table import table_of
from bot.xray.history import Taken, add_history
from bot.xray.rows import Reading, read_rows
from bot.xray.settings import FileWords

DEALS = """\
Deal ID,Deal Name,Deal Owner,Deal Stage,Amount,Create Date,Close Date
1,Acme,Rita,Closed Won,12000,2026-01-05,2026-03-31
2,Globex,Rob,Closed Won,,2026-02-02,2026-02-02
3,Initech,Rob,Closed Lost,900,2026-01-09,2026-02-20
4,Umbrella,Rita,Demo,4500.50,2026-02-01,2026-02-15
"""
HISTORY = """\
Deal ID,Stage,Date,Amount,Close Date
1,Lead,2026-01-05,,2026-03-01
1,Demo,2026-02-05,,2026-03-15
1,Offer,2026-03-05,,2026-03-31
1,Closed Won,2026-03-31,12000,2026-03-31
2,Closed Won,2026-02-02,500,2026-02-02
3,Lead,2026-01-09,,
3,Demo,2026-01-20,,
4,Lead,2026-02-01,,
4,Demo,2026-02-10,,
9,Lead,2026-02-01,,
"""


def table(text: str | bytes) -> Table:
    """The table in a file with this content."""
    book = read_file("deals.csv", text.encode() if isinstance(text, str) else text)
    assert isinstance(book, Workbook)
    found = table_of(book)
    assert isinstance(found, Table)
    return found


def read(deals: str | bytes, history: str = "", words: FileWords | None = None) -> Reading:
    """What comes of a file of deals, and of its history."""
    reading = read_rows(table(deals), words or FileWords())
    if history:
        assert add_history(reading, table(history), words or FileWords()).missing == ()
    return reading


def taken(deals: str, history: str) -> Taken:
    """What a history adds."""
    return add_history(read(deals), table(history), FileWords())


def written(folder: Path, name: str, text: str | bytes) -> Path:
    """A file with this content."""
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file
