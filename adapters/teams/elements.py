"""The parts of a card to read: text, facts, tables, tracks and bars as Adaptive Card elements."""

import re
from collections.abc import Callable
from typing import Any

from adapters.card import Bars, Bullets, Chart, Facts, StepState, Table, Text, Track
from adapters.teams.charts import bars, chart
from adapters.teams.formatter import Drawn, Formatter, block, more, run

_STEP: dict[StepState, tuple[str, Drawn]] = {
    "done": ("✓", {}),
    "now": ("▶", {"color": "Accent", "weight": "Bolder"}),
    "ahead": ("○", {"isSubtle": True}),
    "warning": ("!", {"color": "Attention", "weight": "Bolder"}),
}
"""The sign and the look of a step; Teams' green and yellow are too pale to be read on white."""
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")  # where a line can end; not inside 1 234 567 PLN
_LETTERS = 50  # letters that fit beside each other in a card at normal width


def drawn(part: Text | Bullets | Facts | Table | Track | Bars | Chart, formatter: Formatter) -> list[Drawn]:
    """The elements that show this part."""
    return _DRAW[part.kind](part, formatter)


def _text(part: Text, formatter: Formatter) -> list[Drawn]:
    return [formatter.line(part.words, **({"size": "Small", "isSubtle": True} if part.small else {}))]


def _bullets(part: Bullets, formatter: Formatter) -> list[Drawn]:
    lines = [{**formatter.line(("•  ", *line)), "spacing": "Small"} for line in part.lines[: formatter.rows]]
    return lines + more(part.lines, formatter)


def _facts(part: Facts, formatter: Formatter) -> list[Drawn]:
    """Two columns; a FactSet would read Markdown in the values.

    Microsoft's own renderer draws the first row as a header all the same, so we set a plain weight.
    """
    rows = [
        [formatter.text(name, weight="Bolder"), formatter.text(value, weight="Default")]
        for name, value in part.pairs[: formatter.rows]
    ]
    return [_table_of(rows, [{"width": 1}, {"width": 2}], firstRowAsHeader=False, showGridLines=False)]


def _table(part: Table, formatter: Formatter) -> list[Drawn]:
    """A grid, or one paragraph for each row if the grid would break words."""
    columns = [[name, *(row[at] for row in part.rows)] for at, name in enumerate(part.columns)]
    if sum(map(_widest, columns)) - len(part.right) > _LETTERS:
        return [
            *(shown for row in part.rows[: formatter.rows] for shown in _row(part.columns, row, formatter)),
            *more(part.rows, formatter),
        ]
    head = [formatter.text(name, weight="Bolder") for name in part.columns]
    rows = [head, *([formatter.text(cell) for cell in row] for row in part.rows[: formatter.rows])]
    return [
        _table_of(rows, [_column_width(cells, at in part.right) for at, cells in enumerate(columns)]),
        *more(part.rows, formatter),
    ]


def _row(names: tuple[str, ...], row: tuple[str, ...], formatter: Formatter) -> list[Drawn]:
    """One row as a paragraph: its first cell, and below it the others with their column names."""
    cells = [
        (f"{formatter.plain(name)} ", f"{formatter.plain(cell)}   ")
        for name, cell in zip(names[1:], row[1:], strict=True)
    ]
    runs = [one for name, cell in cells for one in (run(name, isSubtle=True, size="Small"), run(cell, size="Small"))]
    return [formatter.text(row[0], weight="Bolder"), block(runs, spacing="None")]


def _column_width(cells: list[str], right: bool) -> Drawn:
    """A column's width: its longest word, or half its longest cell, within bounds, so words stay whole."""
    longest = max(len(cell) for cell in cells) // 2
    width = {"width": max(4, min(18, max(_widest(cells), longest)))}
    return {**width, "horizontalCellContentAlignment": "Right"} if right else width


def _widest(cells: list[str]) -> int:
    """The letters of the longest word in a column, plus the edges of its cells."""
    return max(max(map(len, _BREAKS.split(cell))) + 3 for cell in cells)


def _table_of(rows: list[list[Drawn]], columns: list[Drawn], **formatting: object) -> Drawn:
    cells = [[{"type": "TableCell", "items": [cell]} for cell in row] for row in rows]
    return {
        "type": "Table",
        "columns": columns,
        "rows": [{"type": "TableRow", "cells": row} for row in cells],
        **formatting,
    }


def _track(part: Track, formatter: Formatter) -> list[Drawn]:
    steps = [run(f"{_STEP[state][0]}\xa0{formatter.plain(name)}   ", **_STEP[state][1]) for name, state in part.steps]
    return [formatter.text(part.label, weight="Bolder"), block(steps[: formatter.rows], spacing="Small")]


_DRAW: dict[str, Callable[[Any, Formatter], list[Drawn]]] = {
    "text": _text,
    "bullets": _bullets,
    "facts": _facts,
    "table": _table,
    "track": _track,
    "bars": bars,
    "chart": chart,
}
