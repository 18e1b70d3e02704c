"""Tables on Slack: its own table block where it fits, otherwise letters of one width."""

from collections.abc import Sequence

from adapters import aligned as letters
from adapters.card import Table
from adapters.slack.formatter import NOTHING, Drawn, Formatter

ROWS, COLUMNS = 100, 20
CELLS = 10_000
"""The most characters in all cells of a table: https://docs.slack.dev/reference/block-kit/blocks/table-block"""
WIDTH = 78
"""How many letters of one width fit in a window on a laptop."""
LINES_BESIDE = 3
"""The line of columns, the rule, and how many rows are left out."""
MOST = 3000
"""The most letters of one text in a view: https://docs.slack.dev/reference/block-kit/composition-objects/text-object"""


def native(table: Table, formatter: Formatter) -> Drawn | None:
    """The table as Slack's block, or None if it is too large for one."""
    rows = [_texts(row, formatter) for row in (table.columns, *table.rows)]
    fits = len(rows) <= min(ROWS, formatter.rows + 1) and 0 < len(table.columns) <= COLUMNS
    if not fits or sum(len("".join(row)) for row in rows) > CELLS:
        return None
    align = [{"align": "right" if at in table.right else "left", "is_wrapped": True} for at in range(len(rows[0]))]
    return {"type": "table", "column_settings": align, "rows": [_drawn(row) for row in rows]}


def _texts(row: Sequence[str], formatter: Formatter) -> list[str]:
    return [formatter.text(cell) for cell in row]


def _drawn(row: Sequence[str]) -> list[Drawn]:
    return [{"type": "raw_text", "text": cell} for cell in row]


def aligned(table: Table, formatter: Formatter) -> str:
    """The table as aligned lines, shortened to fit."""
    shown = table.rows[: min(formatter.rows, MOST // (WIDTH + 1) - LINES_BESIDE)]
    rows = [_in_a_line(row, formatter) for row in (table.columns, *shown)]
    lines = letters.aligned(rows, table.right, WIDTH)
    if len(shown) < len(table.rows):
        lines.append(f"… and {len(table.rows) - len(shown)} more")
    return "\n".join(lines) or NOTHING


def _in_a_line(row: Sequence[str], formatter: Formatter) -> list[str]:
    return [text.replace("\n", " ") for text in _texts(row, formatter)]
