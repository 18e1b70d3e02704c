"""`xray`: what past deals say about process and luck, from one file; nothing is stored."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from shlex import join

from bot.settings import Settings
from bot.spreadsheet.bounds import MOST_BYTES
from bot.spreadsheet.faults import BadFile
from bot.spreadsheet.file import read_file
from bot.spreadsheet.sheet import Table, Workbook
from bot.spreadsheet.table import table_of, tables_of
from bot.terminal.stopped import Stopped
from bot.views.dates import month_name
from bot.views.spreadsheet import bad_file, sheet_lines
from bot.views.xray import reading_words
from bot.views.xray.page import page
from bot.views.xray.report import Report, report
from bot.views.xray.terminal import terminal_words
from bot.xray.history import add_history
from bot.xray.rows import Reading, read_rows
from bot.xray.settings import FileWords, UnknownColumn
from process.xray.picture import look

DAYS = {"day-first": "day first", "month-first": "month first", "year-first": "year first"}
SHORTEST_MONTH = 3
SIGNS = {",": ",", ".": "."}


def add_options(parser: ArgumentParser) -> None:
    """The words after `stagecoach xray`."""
    here = parser.add_argument
    here("file", type=Path, metavar="FILE", help="your deals, as CSV or XLSX")
    here("--history", type=Path, metavar="FILE", help="their history: deal, stage, date; with amount, close date")
    here("--html", type=Path, metavar="FILE", help="write it as one page, too")
    here("--rows", action="store_true", help="show every row behind a number")
    here("--sheet", default="", metavar="NAME", help="the sheet, where the first one is not it")
    here("--column", action="append", default=[], metavar="FIELD=HEADING", help="which column holds what")
    here("--won", action="append", default=[], metavar="WORD", help="a stage or state that means won")
    here("--lost", action="append", default=[], metavar="WORD", help="a stage or state that means lost")
    here("--stages", default="", metavar="A,B,C", help="the order of your stages")
    here("--year-starts", default="january", metavar="MONTH", help="the first month of your business year")
    here("--days", choices=DAYS, help="how days are written")
    here("--decimal", choices=SIGNS, help="the decimal sign")


def xray(config: Settings, options: Namespace, today: date) -> None:
    """Print the x-ray of a file, and write the page where one is asked for."""
    words = _words(options)
    book, table = _opened(options.file, options.sheet)
    try:
        reading = read_rows(table, words)
    except UnknownColumn as unknown:
        raise Stopped(reading_words.no_column(unknown.wanted, unknown.columns)) from None
    if not reading.deals:
        raise Stopped(reading_words.EMPTY)
    history = _history(options.history, reading, words)
    if not any(deal.decided for deal in reading.deals):
        raise Stopped(reading_words.no_ends([word for word, _ in reading.words.most_common(20)]))
    picture = look(reading.deals, reading.has(), today, words.stages, _starts(options.year_starts))
    found = report(options.file.name, picture, [*_read_as(book, table, reading), *history, *_doubts(reading, today)])
    print(terminal_words(found, _try_it(options), every=options.rows))
    if options.html:
        _write(options.html, found, _try_it(options))


def _words(options: Namespace) -> FileWords:
    columns = dict(one.partition("=")[::2] for one in options.column)
    for field in columns:
        if field not in reading_words.FIELDS:
            raise Stopped(reading_words.unknown_field(field))
    stages = tuple(filter(None, map(str.strip, options.stages.split(","))))
    days, sign = DAYS.get(options.days), SIGNS.get(options.decimal)
    return FileWords(columns, tuple(options.won), tuple(options.lost), stages, days, sign)  # type: ignore[arg-type]  # argparse lets only these in


def _starts(month: str) -> int:
    """The number of a month by its name, its beginning or its number; raises Stopped."""
    said = month.strip().casefold()
    for number in range(1, 13):
        begins = len(said) >= SHORTEST_MONTH and month_name(number).casefold().startswith(said)
        if begins or said == str(number):
            return number
    raise Stopped(reading_words.no_month(month))


def _opened(file: Path, sheet: str = "") -> tuple[Workbook, Table]:
    """A file and its table; raises Stopped with what to do."""
    if not file.is_file():
        raise Stopped(reading_words.no_file(str(file)))
    with file.open("rb") as content:
        book = read_file(file.name, content.read(MOST_BYTES + 1))
    if isinstance(book, BadFile):
        raise Stopped(f"{file}: {bad_file(book)}")
    table = table_of(book, sheet)
    if isinstance(table, BadFile):
        raise Stopped(f"{file}: {bad_file(table)}")
    return book, table


def _history(file: Path | None, reading: Reading, words: FileWords) -> list[str]:
    """Add a history file, if there is one; returns what to say of it."""
    if file is None:
        return []
    _, table = _opened(file)
    taken = add_history(reading, table, words)
    if taken.missing:
        raise Stopped(reading_words.history_lacks(file.name, taken.missing))
    return [reading_words.history_line(file.name, taken.taken, taken.strange)]


def _read_as(book: Workbook, table: Table, reading: Reading) -> list[str]:
    columns = {field: reading.headings[at] for field, at in reading.columns.items()}
    others = [one for one in tables_of(book) if one.sheet != table.sheet]
    lines = sheet_lines(table, others, book.hidden)
    lines += reading_words.reading_lines(book, reading.order, reading.sign, columns)
    if reading.entered:
        lines.append(reading_words.entered_line(list(reading.entered.values())))
    left_out = [(one.row, one.name, one.why) for one in reading.left_out]
    return [*lines, *reading_words.left_out_lines(left_out, reading.unread)]


def _doubts(reading: Reading, today: date) -> list[str]:
    """What to say of days that can't be right."""
    ended = [deal for deal in reading.deals if deal.ended]
    backward = [deal.row for deal in ended if deal.created and deal.ended and deal.ended < deal.created]
    return reading_words.doubt_lines(backward, [deal.row for deal in ended if deal.ended and deal.ended > today])


def _try_it(options: Namespace) -> str:
    """The command that opens the sandbox with these deals."""
    return join([".venv/bin/stagecoach", "sandbox", "--deals", str(options.file)])


def _write(file: Path, found: Report, command: str) -> None:
    try:
        file.write_text(page(found, command), "utf-8")
    except OSError as fault:
        raise Stopped(f"{file} can't be written: {fault.strerror}.") from None
    print(f"\nThe page is {file}.")
