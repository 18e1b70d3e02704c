"""Changes: what a person changes about how a file is read, its sheet included."""

from bot.records.mapping import Asks, NotSo, Proposal, changed, propose
from bot.records.source_file import SourceFile
from bot.spreadsheet.fields import plain_heading

SHEET = "sheet"
"""The key of the sheet; the others are those of `bot.records.mapping.changed`."""


def after_change(
    file: SourceFile, proposal: Proposal, asks: Asks, key: str, value: str
) -> tuple[SourceFile, Proposal] | NotSo:
    """The file and how it is read after one change. Another sheet gets a proposal of its own."""
    if key != SHEET:
        after = changed(proposal, file.table, asks, key, value)
        return after if isinstance(after, NotSo) else (file, after)
    name = next((one for one in file.sheets if value == one or plain_heading(value) == plain_heading(one)), None)
    if name is None:
        return NotSo(key, value, tuple(file.sheets))
    if name == file.table.sheet:
        return file, proposal
    other = file.on_sheet(name)
    return other, propose(other.table, asks, proposal.mapping.currency)
