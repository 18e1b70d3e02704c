"""Tables on Slack as its newer block, which a phone and a screen reader go through row by row.

https://docs.slack.dev/reference/block-kit/blocks/data-table-block
"""

from collections.abc import Sequence

from adapters.card import Table
from adapters.slack.formatter import Drawn, Formatter, number

ROWS, COLUMNS = 99, 20
"""Rows without the header, as many as other lists have. Slack took 100 at first and takes 200 now."""
CELLS = 10_000
"""The most characters in all cells of a message at first; it is 20,000 now."""


def fits(table: Table) -> bool:
    """Whether Slack takes a table of this size; it takes none without rows."""
    return 0 < len(table.rows) <= ROWS and 0 < len(table.columns) <= COLUMNS


def native(table: Table, formatter: Formatter, before: Sequence[Drawn]) -> list[Drawn]:
    """The table as Slack's block; none where it has no room beside the blocks `before` it."""
    if not fits(table) or len(table.rows) > formatter.rows:
        return []
    rows = [[_cell(name, None, formatter) for name in table.columns], *_rows(table, formatter)]
    cells = _letters(rows) + sum(_letters(block["rows"]) for block in before if block["type"] == "data_table")
    if cells > CELLS:
        return []
    # One page: on a phone no one has to find out how to turn it.
    caption = formatter.text(table.label or table.columns[0])
    return [{"type": "data_table", "caption": caption, "page_size": len(table.rows), "rows": rows}]


def _rows(table: Table, formatter: Formatter) -> list[list[Drawn]]:
    numbers = dict(table.numbers)
    rows: list[list[Drawn]] = []
    for at, row in enumerate(table.rows):
        sorts = [numbers[column][at] if column in numbers else None for column in range(len(row))]
        rows.append([_cell(cell, value, formatter) for cell, value in zip(row, sorts, strict=True)])
    return rows


def _cell(words: str, value: float | None, formatter: Formatter) -> Drawn:
    """A cell; with a value its column is sorted by that. Slack sorts by letters if a single cell has none."""
    text = formatter.text(words)
    if value is None:
        return {"type": "raw_text", "text": text}
    return {"type": "raw_number", "value": number(value), "text": text}


def _letters(rows: Sequence[Sequence[Drawn]]) -> int:
    return sum(len(cell["text"]) for row in rows for cell in row)


def in_one_line(table: Table, formatter: Formatter) -> str:
    """The rows as plain sentences: "Prospecting: Now 7, Days 6. Development: Now 2, Days 4."."""
    return " ".join(_sentence(table.columns, row, formatter) for row in table.rows)


def _sentence(columns: Sequence[str], row: Sequence[str], formatter: Formatter) -> str:
    first, *others = map(formatter.text, row)
    said = [f"{formatter.text(name)} {cell}" for name, cell in zip(columns[1:], others, strict=True)]
    return f"{first}: {', '.join(said)}." if said else f"{first}."
