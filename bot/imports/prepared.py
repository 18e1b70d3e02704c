"""Prepared: what a button below a preview needs of its file, read before the transaction that writes begins."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from adapters.card import Card
from bot.imports.planning import asks_of
from bot.records.mapping import NotSo, Proposal, by_mapping, changed, read_mapping
from bot.records.source_file import SourceFile, open_file
from bot.spreadsheet.faults import BadFile
from bot.store import imports
from bot.store.imports import Import


@dataclass(frozen=True, slots=True)
class Prepared:
    """The answer to a button of the import `one`, as it stood then. `proposal` is a mapping that is to be saved."""

    one: Import
    card: Card
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The import of a preview with its file, and how it is read."""

    one: Import
    file: SourceFile
    proposal: Proposal


def opened(tx: Connection, tenant: str, one: Import) -> Opened | None:
    """An import with its file, which takes seconds; None where the file can't be read any longer."""
    content = imports.content(tx, tenant, one.id)
    mapping, file = read_mapping(one.mapping), open_file(one.file, content or b"")
    if mapping is None or isinstance(file, BadFile):
        return None
    return Opened(one, file, by_mapping(file.table, mapping, json.loads(one.result or "[]")))


def with_form(tx: Connection, tenant: str, found: Opened, values: Mapping[str, str]) -> Proposal | None:
    """The mapping as a form has it; None where a field or a number in it isn't one that the form had."""
    asks, proposal = asks_of(tx, tenant), found.proposal
    for key, value in values.items():
        chosen = _chosen(proposal, found.file, key, value)
        after = changed(proposal, found.file.table, asks, *chosen) if chosen else None
        if after is None or isinstance(after, NotSo):
            return None
        proposal = after
    return proposal


def _chosen(proposal: Proposal, file: SourceFile, key: str, value: str) -> tuple[str, str] | None:
    """A field of the form as a key and a value of the mapping: columns and stage words stand there by their number.

    None for a number that the form didn't have.
    """
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
