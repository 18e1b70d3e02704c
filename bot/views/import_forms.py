"""The mapping as a form, and the files that came in lately."""

from collections.abc import Collection, Mapping, Sequence

from adapters.card import Button, Buttons, Card, Element, Field, Form, Text
from bot.records.changes import SHEET
from bot.records.mapping import DEFAULT_CURRENCY, ENDS, EXIT, Proposal
from bot.records.source_file import SourceFile
from bot.spreadsheet.days import DAY_ORDERS
from bot.spreadsheet.fields import fields_of
from bot.spreadsheet.sheet import Table
from bot.store.imports import Import
from bot.views.form_cards import with_form
from bot.views.imports import FIELDS
from bot.views.numbers import grouped
from bot.views.replies import note
from bot.views.words import capital, count, cut, moment
from process.context import Context
from process.playbook import Exit

MOST_OPTIONS, MOST_WORDS = 99, 25
MOST_EXITS, MOST_EXIT_OPTIONS = 40, 60
"""A form holds so much: on a file of more columns, the command line has all of them."""
NONE = ("none", "Not in the file")
STATES = {"confirmed": " so far", "stopped": " when it stopped"}
HOW_TO = "Send me a CSV or XLSX file in this direct message. I show what would happen before I import anything."


def mapping_form(file: SourceFile, proposal: Proposal, stages: Sequence[tuple[str, str]], mark: str) -> Form:
    """Ask for the sheet, which column holds what, what each stage means, and how days and amounts are written.

    What I couldn't tell comes first: without it nothing is imported.
    """
    table = file.table
    columns = [(f"c.{index}", cut(heading, 70)) for index, heading in enumerate(table.columns[: MOST_OPTIONS - 1])]
    fields = _sheets(file)
    fields += [_column(key.key, table, proposal, (NONE, *columns)) for key in fields_of(proposal.mapping.kind)]
    fields += _stages(proposal, stages)
    if proposal.mapping.kind == "deals":
        days = tuple((order, capital(order)) for order in DAY_ORDERS)
        signs = ((".", "A point: 1,234.50"), (",", "A comma: 1.234,50"))
        sure_days = "" if "days" in proposal.doubts else proposal.mapping.days
        sure_sign = "" if "decimal" in proposal.doubts else proposal.mapping.decimal
        fields.append(Field("days", "Days are written", "choice", days, required=True, value=sure_days))
        fields.append(Field("decimal", "The decimal sign is", "choice", signs, required=True, value=sure_sign))
        fields.append(Field(DEFAULT_CURRENCY, "Amounts without a currency are in", value=proposal.mapping.currency))
    fields.sort(key=lambda one: not one.required or bool(one.value))
    return Form(f"import {mark} change", mark, "Change how I read it", tuple(fields), "Change")


def _sheets(file: SourceFile) -> list[Field]:
    """Which sheet, where the file has several."""
    names = file.sheets[:MOST_OPTIONS]
    if len(names) < 2 or file.table.sheet not in names:
        return []
    options = tuple((f"s.{number}", cut(name, 70)) for number, name in enumerate(names))
    chosen = f"s.{names.index(file.table.sheet)}"
    return [Field(SHEET, "The sheet", "choice", options, required=True, value=chosen)]


def exits_form(table: Table, proposal: Proposal, exits: Mapping[str, Exit], mark: str) -> Form:
    """Ask which column answers which exit of the playbook."""
    columns = [(f"c.{index}", cut(heading, 70)) for index, heading in enumerate(table.columns[: MOST_EXIT_OPTIONS - 1])]
    options = (NONE, *columns)
    fields = [_column(EXIT + key, table, proposal, options, item.name) for key, item in exits.items()]
    return Form(f"import {mark} exits", mark, "Map the answers", tuple(fields[:MOST_EXITS]), "Change")


def _column(key: str, table: Table, proposal: Proposal, options: tuple[tuple[str, str], ...], label: str = "") -> Field:
    heading = proposal.mapping.columns.get(key, "")
    chosen = f"c.{table.columns.index(heading)}" if heading in table.columns else "none"
    known = chosen if chosen in dict(options) else "none"
    return Field(key, label or FIELDS[key], "choice", options, value=known)


def _stages(proposal: Proposal, stages: Sequence[tuple[str, str]]) -> list[Field]:
    """One question for each word of the file's stage column."""
    ends = [(end, capital(end)) for end in ENDS]
    options = (("none", "None of ours"), *stages, *ends)
    words = list(proposal.mapping.stages.items())[:MOST_WORDS]
    return [
        Field(f"stage.{number}", f"“{cut(word, 60)}” is", "choice", options, value=key or "none")
        for number, (word, key) in enumerate(words)
    ]


def mapping_card(file: str, form: Form) -> Card:
    return with_form(f"How to read {cut(file, 60)}", form)


def changed_mapping_card(file: str, mark: str) -> Card:
    """The mapping was changed; nothing is imported yet."""
    row = Buttons((Button("Show the preview", f"import {mark} show", "primary"),))
    words = "Nothing is imported yet. Look at what would happen now."
    return Card(f"I read {cut(file, 60)} that way now", (Text((words,)), row))


def files_card(latest: Sequence[Import], fresh: Collection[str], context: Context) -> Card:
    """How to import, and the last files; those of the last day can be taken back."""
    if not latest:
        return note("Import a file", HOW_TO)
    body: list[Element] = [Text((HOW_TO,))]
    for one in latest:
        state = "" if one.state == "done" else f", {grouped(one.done)} in{STATES.get(one.state, '')}"
        body.append(Text((f"{cut(one.file, 60)}: {count(one.rows, 'row')}{state}, {moment(one.at, context)}",)))
        if one.id in fresh:
            body.append(Buttons((Button("Undo", f"import {one.id} undo"),)))
    return Card("Import a file", tuple(body))
