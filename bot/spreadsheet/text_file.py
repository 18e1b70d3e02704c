"""Text files (CSV, TSV): the encoding and the delimiter are settled once for the whole file."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from charset_normalizer import from_bytes

from bot.spreadsheet.bounds import LONGEST_CELL, LONGEST_LINE, MOST_LINES
from bot.spreadsheet.faults import BadFile, OverBounds, bad_as
from bot.spreadsheet.sheet import Row, Sheet, Size, Workbook, trimmed, written

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""The delimiters with what they are called."""
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
LIKELY = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac_roman", "iso8859_2", "iso8859_15"),
    *("shift_jis", "gb18030", "big5", "euc_kr", "koi8_r"),
]
"""What a CRM or a spreadsheet writes besides UTF-8; without the list, rare encodings win on short texts."""
EVIDENCE = 20_000
"""How many bytes of lines beyond ASCII the encoding is judged by."""
LOOKED_AT = 100
QUOTED = re.compile("'[=+\\-@\uff1d\uff0b\uff0d\uff20]")
WORD = re.compile(r"\w+")
BEYOND_ASCII = re.compile(r"[^\W\d_a-zA-Z]")


def read_text_file(name: str, content: bytes) -> Workbook | BadFile:
    """Read a text file as one sheet. A line `sep=;` at the top, which Excel writes, settles the delimiter."""
    text, encoding = decoded(content)
    if "\0" in text[:EVIDENCE]:
        return BadFile("not a table")
    if re.match(r"\s*<(!doctype|html|\?xml)", text[:200], re.IGNORECASE):
        return BadFile("a web page")
    said = re.match(r"sep=(.)\r?\n", text[:8], re.IGNORECASE)
    body = text[said.end() :] if said else text
    try:
        delimiter = said[1] if said else delimiter_of(body)
        rows = tuple(_rows(body, delimiter, 2 if said else 1))
    except csv.Error:
        return BadFile("not a table")
    except OverBounds as over:
        return bad_as(over.why)
    if not rows:
        return BadFile("empty")
    return Workbook(name, (Sheet("", rows),), encoding, delimiter, _samples(text))


def decoded(content: bytes) -> tuple[str, str]:
    """The text of the file and its encoding: by its mark, else UTF-8, else what its lines beyond ASCII look like."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _likely(content)
        return content.decode(encoding, errors="replace"), encoding


def _likely(content: bytes) -> str:
    """Lines of plain ASCII say nothing about the encoding and would only take time."""
    telling = b"\n".join(islice(_telling_lines(content), 2_000))[:EVIDENCE]
    found = from_bytes(telling, cp_isolation=LIKELY, threshold=0.5).best()
    if found is None or "cp1252" in found.could_be_from_charset:
        return "cp1252"  # the same letters in a rarer encoding: name the one that people know
    return found.encoding


def _telling_lines(content: bytes) -> Iterator[bytes]:
    for line in content.splitlines():
        if not line.isascii():
            yield line


def delimiter_of(text: str) -> str:
    """The delimiter by which most lines have the same number of cells, the more cells the better."""
    return max(DELIMITERS, key=lambda one: _evenness(text, one))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    read = islice(csv.reader(_lines(text), delimiter=delimiter), LOOKED_AT)
    try:
        widths = Counter(len(cells) for cells in read if cells)
    except csv.Error:
        return 0.0, 0
    wide = {width: lines for width, lines in widths.items() if width > 1}
    if not wide:
        return 0.0, 0
    width, most = max(wide.items(), key=lambda one: (one[1], one[0]))
    return most / widths.total(), width


def _rows(text: str, delimiter: str, first: int) -> Iterator[Row]:
    """Every line that isn't empty. A cell with line breaks is one cell, and its row one row."""
    csv.field_size_limit(LONGEST_CELL)
    size = Size()
    for number, cells in enumerate(csv.reader(_lines(text), delimiter=delimiter), first):
        if read := trimmed([_unquoted(written(cell)) for cell in cells]):
            size.add(read)
            yield Row(number, read)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text; raises OverBounds where one is too long, or where there are too many, empty ones too."""
    for number, line in enumerate(StringIO(text, newline="")):
        if len(line) > LONGEST_LINE:
            raise OverBounds("not a table")
        if number >= MOST_LINES:
            raise OverBounds("too many rows")
        yield line


def _unquoted(cell: str) -> str:
    """A cell without the apostrophe that an export writes before a text which would run as a formula, ours too."""
    return cell[1:] if QUOTED.match(cell) else cell


def _samples(text: str) -> tuple[str, ...]:
    """The first three different words with a letter beyond ASCII; each letter of the text is looked at once."""
    found: dict[str, None] = {}
    if text.isascii():
        return ()
    for word in WORD.finditer(text):
        if not word[0].isascii() and BEYOND_ASCII.search(word[0]):
            found[word[0]] = None
        if len(found) == 3:
            break
    return tuple(found)
