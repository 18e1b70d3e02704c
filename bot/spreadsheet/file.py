"""Files: what kind a file is goes by its bytes, never by its name."""

from bot.spreadsheet.bounds import MOST_BYTES
from bot.spreadsheet.faults import BadFile
from bot.spreadsheet.sheet import Workbook
from bot.spreadsheet.text_file import read_text_file
from bot.spreadsheet.xlsx_file import read_xlsx_file

PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How XLSX and ODS begin, and how XLS and locked XLSX begin."""
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")


def read_file(name: str, content: bytes) -> Workbook | BadFile:
    """Read a file's bytes; `name` is only shown to people."""
    if not content.strip():
        return BadFile("empty")
    if len(content) > MOST_BYTES:
        return BadFile("too big", MOST_BYTES)
    if content.startswith(OTHERS):
        return BadFile("unknown kind")
    reader = read_xlsx_file if content.startswith(PACKED) else read_text_file
    return reader(name, content)
