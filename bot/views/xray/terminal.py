"""The x-ray in a terminal: plain text of at most 100 columns."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from bot.views.words import count, cut
from bot.views.xray.grids import Grid
from bot.views.xray.report import Line, Report, deal_words, rate_words

WIDTH = 96
SHOWN = 3
BAR = 20


def terminal_words(report: Report, file: str, *, every: bool = False) -> str:
    """The whole report as text; with `every`, each row behind a number."""
    return "\n".join(map(_printable, _paragraphs(report, file, every=every)))


def _printable(line: str) -> str:
    """A line without what a terminal would obey: a name in a file can hold its control codes."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)


def _paragraphs(report: Report, file: str, *, every: bool) -> Iterator[str]:
    yield f"X-ray of {report.name}"
    yield from _wrapped(report.summary)
    yield ""
    yield from _wrapped(report.headline.upper())
    yield from _wrapped(report.under)
    yield from _findings(report, every=every)
    for grid in report.grids:
        yield from ("", grid.title.upper(), *_grid(grid))
    if report.lacks:
        yield from ("", "WHAT THIS FILE CAN'T TELL")
        for lack in report.lacks:
            yield from (*_wrapped(f"{lack.what}.", "  "), *_wrapped(lack.todo, "    "))
    yield from ("", "HOW THE FILE WAS READ")
    for said in report.reading:
        yield from _wrapped(said, "  ")
    yield from ("", "Try the sandbox with these deals:", f"  {file}")


def _findings(report: Report, *, every: bool) -> Iterator[str]:
    for title, lines in _groups(report):
        yield from ("", title)
        for line in lines:
            yield from _sign(line, every=every)
    if report.clean:
        yield from ("", *_wrapped(report.clean))
    if report.largest:
        yield from ("", *_wrapped(report.largest))
    if report.compared:
        yield from ("", "STAGE BY STAGE")
        yield from (f"  {rate_words(name, rate)}" for name, rate in report.rates)
        for said in report.compared:
            yield from _wrapped(said, "  ")


def _groups(report: Report) -> list[tuple[str, list[Line]]]:
    luck = [line for line in report.lines if line.luck]
    rest = [line for line in report.lines if not line.luck]
    found = [("SIGNS OF LUCK", luck), ("WHAT ELSE SHOWS", rest)]
    return [(title, lines) for title, lines in found if lines]


def _sign(line: Line, *, every: bool) -> Iterator[str]:
    full = round(line.part * BAR)
    yield f"  {line.title:<48} {'█' * full}{'░' * (BAR - full)} {line.share:>4}  {line.number}"
    yield from _wrapped(f"{line.why} {line.note}".strip(), "    ")
    shown = line.deals if every else line.deals[:SHOWN]
    for deal in shown:
        yield f"    {cut(deal_words(deal), WIDTH - 6)}"
    more = len(line.deals) - len(shown)
    if more:
        yield f"    and {count(more, 'more row')}"


def _grid(grid: Grid) -> Iterator[str]:
    rows = [_cut_cells(row) for row in (grid.head, *grid.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        for cell, width in zip(row[1:], widths[1:], strict=True):
            cells.append(cell.rjust(width))
        yield f"  {'  '.join(cells)}".rstrip()
    yield from _wrapped(grid.note, "  ")


def _cut_cells(row: Sequence[str]) -> list[str]:
    return [cut(cell, 30) for cell in row]


def _wrapped(text: str, before: str = "") -> list[str]:
    return wrap(text, WIDTH, initial_indent=before, subsequent_indent=before)
