"""What Slack has against a data table: a strict schema of ours, and the rules that a schema can't say.

Its SDK for Python leaves such a block out without a word. We send no more than Slack took at first.
https://docs.slack.dev/reference/block-kit/blocks/data-table-block
"""

from typing import Any

from jsonschema import Draft202012Validator

from tests.support.strict_shapes import list_of, strict_object

COLUMNS, ROWS, LETTERS = 20, 101, 10_000
"""Rows with the header; letters in the cells of all tables of a message."""
WORDS = {"type": "string", "minLength": 1, "pattern": r"\S"}
TEXT = strict_object({"type": {"const": "raw_text"}, "text": WORDS})
NUMBER = strict_object({"type": {"const": "raw_number"}, "value": {"type": "number"}, "text": WORDS})
HEADER = list_of(TEXT, COLUMNS)
ROW = list_of({"oneOf": [TEXT, NUMBER]}, COLUMNS)
SCHEMA = strict_object(
    {
        "type": {"const": "data_table"},
        "caption": WORDS,
        "rows": {"type": "array", "minItems": 2, "maxItems": ROWS, "prefixItems": [HEADER], "items": ROW},
    },
    {
        "page_size": {"type": "integer", "minimum": 1, "maximum": 100},
        "row_header_column_index": {"type": "integer", "minimum": 0, "maximum": COLUMNS - 1},
        "block_id": {"type": "string", "minLength": 1, "maxLength": 255},
    },
)
STRICT = Draft202012Validator(SCHEMA)


def table_faults(block: dict[str, Any]) -> list[str]:
    """What is wrong with one table."""
    wrong = [f"{fault.json_path}: {fault.message[:200]}" for fault in STRICT.iter_errors(block)]
    return wrong or [*_ragged(block), *_unsorted(block)]


def _ragged(block: dict[str, Any]) -> list[str]:
    widths = {len(row) for row in block["rows"]}
    wrong = [f"rows of {sorted(widths)} cells"] if len(widths) > 1 else []
    return [*wrong, *(["no such row header"] if block.get("row_header_column_index", 0) >= min(widths) else [])]


def _unsorted(block: dict[str, Any]) -> list[str]:
    """Slack takes a column of numbers and texts, and sorts it by letters."""
    columns = zip(*block["rows"][1:], strict=False)
    return [f"column {at} is mixed" for at, cells in enumerate(columns) if len({cell["type"] for cell in cells}) > 1]


def too_much_in_tables(blocks: list[dict[str, Any]]) -> list[str]:
    """Slack takes so many letters in the cells of a message."""
    tables = [block for block in blocks if block["type"] == "data_table"]
    letters = sum(len(cell.get("text", "")) for block in tables for row in block["rows"] for cell in row)
    return [f"{letters} letters in tables"] if letters > LETTERS else []
