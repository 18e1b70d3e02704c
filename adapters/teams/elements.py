"""The parts of a card to read: text, facts, tables, tracks and bars as Adaptive Card elements."""

import re
from collections.abc import Callable, Collection, Sequence
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
_BRACKET = re.compile(r"\([^()\n]{1,12}\)")
_LETTERS = 40  # letters that fit beside each other on a phone, in a card of 320 pixels
_SHORT = 13  # letters of a cell that stays in one line, for example 1 August 2027
_EDGES = 2  # letters that the two edges of a cell take
_EMPTY = ("", "–")


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
    """A grid, or one paragraph for each row where a phone has no room for a grid.

    A card doesn't know how wide it is shown, so a desktop gets the same.
    """
    every = [_held_row(row, part.right) for row in part.rows]
    widths = [_width(column) for column in zip(part.columns, *every, strict=True)]
    shown, left_out = every[: formatter.rows], more(part.rows, formatter)
    if sum(widths) > _LETTERS:
        return [*(paragraph for row in shown for paragraph in _row(part.columns, row, formatter)), *left_out]
    head = [formatter.text(name, weight="Bolder") for name in part.columns]
    rows = [head, *(list(map(formatter.text, row)) for row in shown)]
    columns = [_column_width(width, at in part.right) for at, width in enumerate(widths)]
    return [_table_of(rows, columns), *left_out]


def _held_row(row: Sequence[str], right: Collection[int]) -> list[str]:
    return [_held(cell, at in right) for at, cell in enumerate(row)]


def _held(cell: str, figure: bool) -> str:
    """A cell whose line ends only where it reads well: not in a figure, nor in short words or brackets."""
    if figure or len(cell) <= _SHORT:
        return _in_one_piece(cell)
    return _BRACKET.sub(lambda found: _in_one_piece(found[0]), cell)


def _in_one_piece(words: str) -> str:
    return words.replace(" ", "\u00a0")


def _width(cells: Sequence[str]) -> int:
    """The letters that a column needs: its longest piece, and long cells can take two lines."""
    pieces = [len(piece) for cell in cells for piece in _BREAKS.split(cell)]
    return max(*pieces, max(map(len, cells)) // 2) + _EDGES


def _column_width(width: int, right: bool) -> Drawn:
    if right:
        return {"width": width, "horizontalCellContentAlignment": "Right"}
    return {"width": width}


def _row(names: Sequence[str], row: Sequence[str], formatter: Formatter) -> list[Drawn]:
    """One row as a paragraph: its first cell, and below it the others with their names, without what is empty."""
    runs: list[Drawn] = []
    for name, cell in zip(names[1:], row[1:], strict=True):
        if cell not in _EMPTY:
            runs.append(run(f"{' · ' if runs else ''}{formatter.plain(name)}: ", isSubtle=True, size="Small"))
            runs.append(run(formatter.plain(cell), size="Small"))
    below = [block(runs, spacing="None")] if runs else []
    return [formatter.text(row[0], weight="Bolder"), *below]


def _table_of(rows: list[list[Drawn]], columns: list[Drawn], **formatting: object) -> Drawn:
    return {"type": "Table", "columns": columns, "rows": [_table_row(row) for row in rows], **formatting}


def _table_row(row: list[Drawn]) -> Drawn:
    return {"type": "TableRow", "cells": [{"type": "TableCell", "items": [cell]} for cell in row]}


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
