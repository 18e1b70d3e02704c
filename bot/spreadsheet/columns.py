"""Columns: which column holds which field, as a proposal that a person can change."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz

from bot.spreadsheet.amounts import read_amount, says_nothing
from bot.spreadsheet.days import DAY_ORDERS, read_day
from bot.spreadsheet.fields import TABLE_KINDS, Field, TableKind, bare_heading, fields_of, plain_heading
from bot.spreadsheet.flags import NO_WORDS, YES_WORDS
from bot.spreadsheet.sheet import Cell, Table, text_of
from bot.spreadsheet.stages import state_of

ALIKE = 88
"""How alike a heading must be to a known one, of 100, to count as a slip of it."""
LOOKED_AT = 200
WORDS = {
    "amount": frozenset(("amount", "value", "betrag", "wert", "auftragswert", "montant", "importe", "revenue")),
    "owner": frozenset(("owner", "inhaber", "verantwortlicher", "propietario", "propriétaire")),
}
"""Words by which a heading of several words is known, where no column is known better."""
OTHERS = frozenset(
    ("id", "weighted", "gewichtet", "gewichteter", "probability", "converted", "lifetime", "date", "datum", "currency")
)
"""With one of these it is about something else: "Weighted value", "Owner ID"."""
Columns = Mapping[str, int]
"""The column of each field, counted from 0."""


@dataclass(frozen=True, slots=True)
class Match:
    """A column that can hold a field; the lowest `rank` is the likeliest."""

    rank: float
    field: str
    column: int


def propose_kind(table: Table) -> TableKind:
    """Which kind of table this is: the one that gives the most columns a field, deals where it is a draw."""
    return max(TABLE_KINDS, key=lambda kind: _known(table, kind))


def _known(table: Table, kind: TableKind) -> float:
    """How many headings the kind knows, those that are first choice a little more."""
    found = propose_columns(table, kind)
    sums = 0.0
    for field in fields_of(kind):
        if field.key in found:
            sums += 1 + (plain_heading(table.columns[found[field.key]]) in field.headings[:3]) / 2
    return sums


def propose_columns(table: Table, kind: TableKind) -> dict[str, int]:
    """The likeliest column of each field: by its heading, and only where its cells don't speak against it.

    A column holds one field, and a field is held by one column.
    """
    found: dict[str, int] = {}
    for match in sorted(_matches(table, kind), key=lambda one: (one.rank, one.column)):
        if match.field not in found and match.column not in found.values():
            found[match.field] = match.column
    if "state" in found and "stage" not in found and _holds_stages(table, found["state"]):
        found["stage"] = found.pop("state")
    return found


def _holds_stages(table: Table, column: int) -> bool:
    """Whether a column that is headed as a state holds stages: Airtable and lists by hand have one for both."""
    return any(state_of(text_of(cell)) is None for cell in table.column(column) if not says_nothing(cell))


def _matches(table: Table, kind: TableKind) -> list[Match]:
    matches = []
    for column, heading in enumerate(table.columns):
        for field in fields_of(kind):
            rank = _rank(heading, field)
            if rank is not None and _can_hold(table, column, field):
                matches.append(Match(rank, field.key, column))
    return matches


def _rank(heading: str, field: Field) -> float | None:
    """How far a heading is from a field; None where it is another's."""
    plain, bare = plain_heading(heading), bare_heading(heading)
    if plain in field.headings:
        return field.headings.index(plain) / 100
    if bare in field.headings:
        return 1 + field.headings.index(bare) / 100
    heading = bare
    alike = max(fuzz.ratio(heading, known) for known in field.headings)
    if alike >= ALIKE:
        return 2 + (100 - alike) / 100
    return 3 if _says(heading, field) else None


def _says(heading: str, field: Field) -> bool:
    """Whether a longer heading has a word that stands for the field: "Sales team owner", "Yearly contract value"."""
    words = set(heading.split())
    return bool(words & WORDS.get(field.key, frozenset())) and not words & OTHERS


def _can_hold(table: Table, column: int, field: Field) -> bool:
    """Whether half of what stands in the column fits the field; an empty column fits every field."""
    cells = list(islice((cell for cell in table.column(column) if not says_nothing(cell)), LOOKED_AT))
    fitting = sum(_fits(cell, field) for cell in cells)
    return fitting * 2 >= len(cells)


def _fits(cell: Cell, field: Field) -> bool:
    if field.kind == "amount":
        return read_amount(cell, ".") is not None or read_amount(cell, ",") is not None
    if field.kind == "day":
        return any(read_day(cell, order) for order in DAY_ORDERS)
    if field.kind == "flag":
        return text_of(cell).casefold() in YES_WORDS | NO_WORDS
    if field.key.endswith("email"):
        return isinstance(cell, str) and "@" in cell
    return True
