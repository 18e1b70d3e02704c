"""Changes: what a person changes about how a file is read, its sheet included."""

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from bot.language.values.amounts.currencies import CODES
from bot.records.mapping import (
    DEFAULT_CURRENCY,
    ENDS,
    EXIT,
    MAPPING,
    SETTINGS,
    STAGE,
    Asks,
    ColumnMapping,
    NotSo,
    Proposal,
    Trusted,
    propose,
    settled,
)
from bot.records.source_file import SourceFile
from bot.spreadsheet.columns import propose_columns
from bot.spreadsheet.days import DAY_ORDERS
from bot.spreadsheet.fields import TABLE_KINDS, fields_of, plain_heading
from bot.spreadsheet.sheet import Table

SHEET = "sheet"
"""The key of the sheet; the others are those of `_changed`."""


def after_change(
    file: SourceFile, proposal: Proposal, asks: Asks, key: str, value: str
) -> tuple[SourceFile, Proposal] | NotSo:
    """The file and how it is read after one change. Another sheet gets a proposal of its own."""
    if key != SHEET:
        after = _changed(proposal, file.table, asks, key, value)
        return after if isinstance(after, NotSo) else (file, after)
    name = next((one for one in file.sheets if value == one or plain_heading(value) == plain_heading(one)), None)
    if name is None:
        return NotSo(key, value, tuple(file.sheets))
    if name == file.table.sheet:
        return file, proposal
    other = file.on_sheet(name)
    return other, propose(other.table, asks, proposal.mapping.currency)


def _changed(proposal: Proposal, table: Table, asks: Asks, key: str, value: str) -> Proposal | NotSo:
    """The proposal after one change by a person.

    The key is a setting ("days"), a field ("amount", with a heading or nothing), "stage:" and a word of the file, or
    "exit:" and the key of an exit, with a heading or nothing.
    """
    mapping = proposal.mapping
    known = _allowed(mapping, table, asks, key)
    if known is None:
        return NotSo(key, value, _keys_like(key, mapping, asks))
    chosen = next((one for one in known if plain_heading(one) == plain_heading(value) or one == value), None)
    if chosen is None:
        return NotSo(key, value, tuple(known))
    return _with(proposal, table, asks.stages, key, chosen)


def _keys_like(key: str, mapping: ColumnMapping, asks: Asks) -> tuple[str, ...]:
    """The keys that were possible instead: stages for a stage, exits for an exit, else all of them."""
    stages = tuple(f"{STAGE}{word}" for word in mapping.stages)
    exits = tuple(f"{EXIT}{one}" for one in asks.exits) if mapping.kind == "deals" else ()
    if key.startswith(STAGE):
        return stages
    if key.startswith(EXIT):
        return exits
    return (*SETTINGS, *(one.key for one in fields_of(mapping.kind)), *stages, *exits)


def _allowed(mapping: ColumnMapping, table: Table, asks: Asks, key: str) -> Sequence[str] | None:
    """The values that a key can have; None for a key that isn't known."""
    settings: dict[str, Sequence[str]] = {
        "days": DAY_ORDERS,
        "decimal": (".", ","),
        DEFAULT_CURRENCY: sorted(CODES),
        "trust": get_args(Trusted),
        "kind": TABLE_KINDS,
    }
    if key in settings:
        return settings[key]
    if key.startswith(STAGE) and _word_of(key, mapping) is not None:
        return [*(stage for stage, _ in asks.stages), *ENDS, ""]
    asked = key.removeprefix(EXIT) in asks.exits and key.startswith(EXIT) and mapping.kind == "deals"
    if asked or any(field.key == key for field in fields_of(mapping.kind)):
        return [*table.columns, ""]
    return None


def _word_of(key: str, mapping: ColumnMapping) -> str | None:
    """The file's word for a stage that a key means, in capitals or not; None where the file has no such word."""
    meant = key.removeprefix(STAGE)
    if meant in mapping.stages:
        return meant
    alike = [word for word in mapping.stages if plain_heading(word) == plain_heading(meant)]
    return alike[0] if len(alike) == 1 else None


def _with(proposal: Proposal, table: Table, stages: Sequence[tuple[str, str]], key: str, value: str) -> Proposal:
    mapping = proposal.mapping
    if key == "kind":
        kind = next(one for one in TABLE_KINDS if one == value)
        columns = {field: table.columns[column] for field, column in propose_columns(table, kind).items()}
        return settled(table, ColumnMapping(kind, columns, currency=mapping.currency, sheet=table.sheet), stages, None)
    if key in SETTINGS:
        doubts = tuple(one for one in proposal.doubts if one != key)
        kept = "currency" if key == DEFAULT_CURRENCY else key
        return replace(proposal, mapping=MAPPING.validate_python({**_plain(mapping), kept: value}), doubts=doubts)
    if key.startswith(STAGE):
        words = {**mapping.stages, _word_of(key, mapping) or "": value}
        return replace(proposal, mapping=replace(mapping, stages=words))
    if value == mapping.columns.get(key, ""):
        return proposal  # a form has every field, and to settle the whole file for each of them takes seconds
    columns = {field: heading for field, heading in mapping.columns.items() if field != key}
    if not key.startswith(EXIT):  # an exit can be answered by a column that holds something else besides
        columns = {field: heading for field, heading in columns.items() if heading != value or field.startswith(EXIT)}
    if value:
        columns[key] = value
    after = settled(table, replace(mapping, columns=columns), stages, mapping)
    return replace(after, doubts=proposal.doubts)


def _plain(mapping: ColumnMapping) -> dict[str, object]:
    found: dict[str, object] = MAPPING.dump_python(mapping)
    return found
