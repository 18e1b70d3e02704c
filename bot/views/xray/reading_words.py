"""How the file was read: its columns, its days and amounts, what was left out, and what to say where it was wrong."""

from collections.abc import Mapping, Sequence

from bot.spreadsheet.amounts import SettledSign
from bot.spreadsheet.days import SettledOrder
from bot.spreadsheet.sheet import Workbook
from bot.views.numbers import grouped
from bot.views.spreadsheet import order_line, sign_line, text_line
from bot.views.words import both, count, cut

FIELDS = {
    "id": "id",
    "name": "name",
    "account": "customer",
    "product": "product",
    "amount": "amount",
    "currency": "currency",
    "stage": "stage",
    "state": "state",
    "owner": "owner",
    "owner_email": "owner's e-mail",
    "created": "created",
    "close_date": "close date",
    "closed": "closed",
    "lost_reason": "reason",
    "contact": "contact",
    "contact_email": "contact's e-mail",
    "pipeline": "pipeline",
    "won_on": "won on",
    "lost_on": "lost on",
    "pushes": "moves of the close date",
    "is_won": "won, yes or no",
    "is_closed": "closed, yes or no",
}
"""The fields that the x-ray uses, as a person reads them."""
WHY = {
    "twice": "stands there twice",
    "disagree": "has a state that its stage contradicts",
    "bare": "has no stage, owner or day",
}
MOST = 5
DECIDE_FIRST = "Use `stagecoach import FILE --sandbox` with --set to decide that, then start the sandbox."
EMPTY = "The file has headings, and no deals below them."


def reading_lines(book: Workbook, order: SettledOrder, sign: SettledSign, columns: Mapping[str, str]) -> list[str]:
    """How text, days and amounts were taken, and which column holds what."""
    used = [f"{FIELDS[field]} is “{cut(heading, 40)}”" for field, heading in columns.items() if field in FIELDS]
    lines = [text_line(book), order_line(order), sign_line(sign), f"Columns: {', '.join(used)}."]
    if not order.sure:
        lines.append("The days can be read in two ways. If that is wrong, add --days day-first or --days month-first.")
    if not sign.sure:
        lines.append("The amounts can be read in two ways. If that is wrong, add --decimal , or --decimal .")
    return [line for line in lines if line]


def left_out_lines(left_out: Sequence[tuple[int, str, str]], unread: Mapping[str, int]) -> list[str]:
    """The rows that don't count, as (row, name, why), and how many cells can't be read, by field."""
    lines = []
    if left_out:
        shown = [f"row {grouped(row)} {cut(name, 40)} {WHY[why]}" for row, name, why in left_out[:MOST]]
        more = [f"{grouped(len(left_out) - MOST)} more"] if len(left_out) > MOST else []
        lines.append(f"Left out, {count(len(left_out), 'row')}: {both([*shown, *more])}.")
    for field, number in unread.items():
        if number:
            lines.append(f"In the column for {FIELDS[field]}, {count(number, 'cell')} can't be read.")
    return lines


def doubt_lines(backward: Sequence[int], ahead: Sequence[int]) -> list[str]:
    """Rows whose days can't be right: that ended before they began, or were decided on a day to come."""
    lines = []
    if backward:
        lines.append(f"{count(len(backward), 'deal')} ended before it was created: {_rows(backward)}.")
    if ahead:
        lines.append(f"{count(len(ahead), 'deal')} ended on a day that is still to come: {_rows(ahead)}.")
    return lines


def _rows(rows: Sequence[int]) -> str:
    shown = ", ".join(grouped(row) for row in rows[:MOST])
    return f"rows {shown} and {grouped(len(rows) - MOST)} more" if len(rows) > MOST else f"row {shown}"


def entered_line(stages: Sequence[str]) -> str:
    """The stages that have a column of their own with the day."""
    return f"Days on which a stage was entered: {both(list(stages))}."


def history_line(name: str, taken: int, strange: int) -> str:
    """What a history file added."""
    whose = count(strange, "row belongs", "rows belong")
    none = f" {whose} to no deal, or to several of one name." if strange else ""
    return f"History: {count(taken, 'row')} of {name}.{none}"


def history_lacks(name: str, missing: Sequence[str]) -> str:
    """A history file that lacks a column."""
    return (
        f"{name} has no column for {both(list(missing))}. A history needs a deal (its id or name), a stage and a date. "
        "An amount and a close date are welcome."
    )


def no_column(wanted: str, columns: Sequence[str]) -> str:
    """A column that was named isn't there."""
    return f"The file has no column “{wanted}”. It has: {', '.join(columns)}."


def no_file(file: str) -> str:
    """There is nothing at that path."""
    return f"There is no file {file}."


def unknown_field(field: str) -> str:
    """--column names a field that doesn't exist."""
    return f"There is no field “{field}”. Choose one of: {', '.join(FIELDS)}."


def no_month(said: str) -> str:
    """--year-starts names no month."""
    return f"I don't know the month “{said}”. Type its name or its number, for example --year-starts april."


def no_ends(words: Sequence[str]) -> str:
    """No row is won or lost."""
    if not words:
        return "No column says which deals were won. Name it with --column stage=HEADING or --column state=HEADING."
    shown = ", ".join(f"“{cut(word, 40)}”" for word in words)
    return f"No deal is won or lost. The stages are: {shown}. Add --won WORD and --lost WORD."
