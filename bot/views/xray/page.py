"""The x-ray as one page of HTML: self-contained, without scripts, for a board, a phone and a printer."""

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from bot.views.numbers import grouped
from bot.views.words import count
from bot.views.xray import charts
from bot.views.xray.grids import Grid
from bot.views.xray.report import Line, Report, deal_words, rate_words

WEEKS_NOTE = (
    "Wins by week of the quarter. A tall last week means that the date closes deals, and not the customer. "
    "It has a day or two more than the others."
)
MOST_ROWS = 200
"""Rows behind a number that the page lists; the terminal can show all."""


def page(report: Report, command: str) -> str:
    """The whole page; `command` opens the sandbox with these deals."""
    body = "\n".join((_header(report), "<main>", *_sections(report, command), "</main>", _footer()))
    return Template(_file("page.html")).substitute(
        title=escape(f"X-ray of {report.name}"), style=_file("page.css"), body=body
    )


@cache
def _file(name: str) -> str:
    return files("bot.views.xray").joinpath(name).read_text("utf-8")


def _header(report: Report) -> str:
    under = _p(report.under) if report.under else ""
    name = _p(f"Stagecoach x-ray · {report.name}", "brand")
    return f"<header>{name}<h1>{escape(report.headline)}</h1>{under}{_p(report.summary, 'soft')}</header>"


def _p(text: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f"<p{named}>{escape(text)}</p>"


def _sections(report: Report, command: str) -> Iterator[str]:
    yield _dots(report)
    yield _cards("Signs of luck", [line for line in report.lines if line.luck])
    yield _cards("What else shows", [line for line in report.lines if not line.luck])
    if report.clean:
        yield _p(report.clean, "soft")
    yield _weeks(report.weeks)
    if report.largest:
        yield f"<h2>How much hangs on a few deals</h2>{_p(report.largest)}"
    yield _compared(report)
    for grid in report.grids:
        yield _grid(grid)
    yield _lacks(report)
    yield f'<h2>How the file was read</h2><ul class="reading">{_items(report.reading)}</ul>'
    yield f"<h2>Try the sandbox with these deals</h2><code>{escape(command)}</code>"


def _items(texts: Sequence[str]) -> str:
    return "".join(f"<li>{escape(text)}</li>" for text in texts)


def _dots(report: Report) -> str:
    """Every win as a square; where there are many, each square stands for several."""
    if not report.wins or not report.judged:
        return ""
    each, picture = charts.squares(report.wins, report.lucky)
    one = "Each square is a win." if each == 1 else f"Each square is about {count(each, 'win')}."
    key = '<ul class="key"><li class="luck">with a sign of luck</li><li>without one that this file can tell</li></ul>'
    return f'<div class="hero">{picture}{key}{_p(one, "soft")}</div>'


def _cards(title: str, lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    return f'<h2>{escape(title)}</h2><div class="cards">{"".join(map(_card, lines))}</div>'


def _card(line: Line) -> str:
    big = line.share or line.number.partition(" of ")[0]
    said = [_p(line.why)] + ([_p(line.note, "soft")] if line.note else [])
    kind = "card luck" if line.luck else "card"
    return (
        f'<section class="{kind}"><h3>{escape(line.title)}</h3>{_p(big, "share")}{_p(line.number, "number")}'
        f"{charts.bar(line.part, 'luck' if line.luck else 'process')}{''.join(said)}{_rows(line)}</section>"
    )


def _rows(line: Line) -> str:
    """The rows behind a number, folded in."""
    if not line.deals:
        return ""
    shown = [deal_words(deal) for deal in line.deals[:MOST_ROWS]]
    more = len(line.deals) - len(shown)
    shown += [f"and {count(more, 'more row')}"] if more else []
    return f"<details><summary>{count(len(line.deals), 'row')}</summary><ul>{_items(shown)}</ul></details>"


def _weeks(weeks: Sequence[int]) -> str:
    """The wins by week of the quarter."""
    if not weeks:
        return ""
    bars: list[str] = []
    for number, wins in enumerate(weeks, 1):
        kind = "luck" if number == len(weeks) else "process"
        column = charts.column(wins / max(weeks), kind)
        bars.append(f'<li><span>{grouped(wins)}</span>{column}<span class="week">{number}</span></li>')
    note = _p(WEEKS_NOTE, "soft")
    return f'<h2>When deals are won</h2><ol class="weeks">{"".join(bars)}</ol>{note}'


def _compared(report: Report) -> str:
    if not report.compared:
        return ""
    bars: list[str] = []
    for name, rate in report.rates:
        drawn = charts.bar(rate.share, "process") if rate.share is not None else ""
        bars.append(f"<h3>{escape(rate_words(name, rate))}</h3>{drawn}")
    said = "".join(_p(text) for text in report.compared)
    return f'<h2>Stage by stage</h2><div class="rates">{"".join(bars)}{said}</div>'


def _grid(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in grid.head)
    rows = "".join(map(_row, grid.rows))
    title, note = escape(grid.title), _p(grid.note, "soft") if grid.note else ""
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<h2>{title}</h2><div class="scroll" tabindex="0" role="region" aria-label="{title}">{table}</div>{note}'


def _row(cells: Sequence[str]) -> str:
    rest = "".join(f"<td>{escape(cell)}</td>" for cell in cells[1:])
    return f'<tr><th scope="row">{escape(cells[0])}</th>{rest}</tr>'


def _lacks(report: Report) -> str:
    if not report.lacks:
        return ""
    items = "".join(f"<li><h3>{escape(one.what)}</h3>{_p(one.todo)}</li>" for one in report.lacks)
    return f'<h2>What this file can\'t tell</h2><ul class="lacks">{items}</ul>'


def _footer() -> str:
    words = "Made on one machine from one file. Nothing was sent anywhere, and nothing was stored."
    return f"<footer>{_p(words)}</footer>"
