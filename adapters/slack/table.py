"""Tables on Slack: its own table block where it fits, otherwise letters of one width."""

from unicodedata import combining, east_asian_width

from adapters.card import Table
from adapters.slack.formatter import NOTHING, Drawn, Formatter, cut

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
    rows = [[formatter.text(cell) for cell in row] for row in (table.columns, *table.rows)]
    fits = len(rows) <= min(ROWS, formatter.rows + 1) and 0 < len(table.columns) <= COLUMNS
    if not fits or sum(len(cell) for row in rows for cell in row) > CELLS:
        return None
    align = [{"align": "right" if at in table.right else "left", "is_wrapped": True} for at in range(len(rows[0]))]
    return {
        "type": "table",
        "column_settings": align,
        "rows": [[{"type": "raw_text", "text": cell} for cell in row] for row in rows],
    }


def aligned(table: Table, formatter: Formatter) -> str:
    """The table as aligned lines, shortened to fit."""
    shown = table.rows[: min(formatter.rows, MOST // (WIDTH + 1) - LINES_BESIDE)]
    rows = [[formatter.text(cell).replace("\n", " ") for cell in row] for row in (table.columns, *shown)]
    widths = _fitted([max(_width(row[at]) for row in rows) for at in range(len(table.columns))])
    lines = ["  ".join(_cell(row[at], width, at in table.right) for at, width in enumerate(widths)) for row in rows]
    rule = "  ".join("─" * width for width in widths)
    more = [f"… and {len(table.rows) - len(shown)} more"] if len(shown) < len(table.rows) else []
    return "\n".join(line.rstrip() for line in (lines[0], rule, *lines[1:], *more)) or NOTHING


def _fitted(widths: list[int]) -> list[int]:
    """Take one letter at a time from the widest column until the row fits."""
    spare = WIDTH - 2 * (len(widths) - 1)
    while widths and sum(widths) > spare and max(widths) > 3:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cell(words: str, width: int, right: bool) -> str:
    shortened = cut(words, width)
    while _width(shortened) > width and len(shortened) > 1:
        shortened = cut(words, len(shortened) - 1)
    spare = " " * max(0, width - _width(shortened))
    return spare + shortened if right else shortened + spare


def _width(words: str) -> int:
    """The width of words in letters of one width: Chinese and emoji take two, accents none."""
    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in words)
