"""Prepared: what a button below a preview needs of its file, read before the transaction that writes begins."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from adapters.card import Card
from bot.imports.planning import asks_of
from bot.records.changes import SHEET, after_change
from bot.records.mapping import NotSo, Proposal, by_mapping, read_mapping
from bot.records.source_file import SourceFile, open_file
from bot.spreadsheet.faults import BadFile
from bot.store import imports
from bot.store.imports import Import


@dataclass(frozen=True, slots=True)
class Prepared:
    """The answer to a button of the import `one`, as it stood then. `proposal` is a mapping that is to be saved.

    With it, `rows` is how many rows come in.
    """

    one: Import
    card: Card
    proposal: Proposal | None = None
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """The import of a preview with its file, and how it is read. `of_sheet` is the sheet that the preview showed."""

    one: Import
    file: SourceFile
    proposal: Proposal
    of_sheet: str = ""


def opened(tx: Connection, tenant: str, one: Import) -> Opened | None:
    """An import with its file, which takes seconds; None where the file can't be read any longer."""
    content = imports.content(tx, tenant, one.id)
    mapping = read_mapping(one.mapping)
    if mapping is None:
        return None
    file = open_file(one.file, content or b"", mapping.sheet)
    if isinstance(file, BadFile):
        return None
    proposal = by_mapping(file.table, mapping, json.loads(one.result or "[]"))
    return Opened(one, file, proposal, file.table.sheet)


def with_form(tx: Connection, tenant: str, found: Opened, values: Mapping[str, str]) -> Opened | None:
    """The file as a form has it read; None where a field or a number in it isn't one that the form had.

    With another sheet the other fields are about columns that aren't there, so they don't count.
    """
    asks = asks_of(tx, tenant)
    for key, value in sorted(values.items(), key=lambda one: one[0] != SHEET):
        chosen = _chosen(found.proposal, found.file, key, value)
        after = after_change(found.file, found.proposal, asks, *chosen) if chosen else None
        if after is None or isinstance(after, NotSo):
            return None
        found = replace(found, file=after[0], proposal=after[1])
        if found.file.table.sheet != found.of_sheet:
            return found
    return found


def _chosen(proposal: Proposal, file: SourceFile, key: str, value: str) -> tuple[str, str] | None:
    """A field of the form as a key and a value of the mapping: columns, sheets and stages stand there by number.

    None for a number that the form didn't have.
    """
    if key == SHEET:
        name = _numbered(file.sheets, value.removeprefix("s."))
        return None if name is None else (SHEET, name)
    wanted = "" if value == "none" else value
    if key.startswith("stage."):
        word = _numbered(list(proposal.mapping.stages), key.removeprefix("stage."))
        return None if word is None else (f"stage:{word}", wanted)
    if value.startswith("c."):
        heading = _numbered(file.table.columns, value.removeprefix("c."))
        return None if heading is None else (key, heading)
    return key, wanted


def _numbered(known: Sequence[str], number: str) -> str | None:
    if not number.isdecimal() or not int(number) < len(known):
        return None
    return known[int(number)]
