"""Examples of files in the chat: their preview, the mapping, and what came of them."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from io import StringIO

from adapters.card import Card
from bot.records.checked_rows import checked
from bot.records.deal_rows import DealReader
from bot.records.mapping import Asks, Proposal, propose
from bot.records.owners import Owners
from bot.records.plan import WHATS, Plan, sum_of
from bot.records.source_file import SourceFile, open_file
from bot.records.stayed import Stayed
from bot.spreadsheet.faults import BadFile
from bot.store.imports import Import, ImportState
from bot.views import dropped, import_forms, imports
from bot.views.examples.deals import HOSTILE, LONG, NOW, context
from bot.views.import_undone import taken_back_card
from process.put_back import Left

STAYED = [Stayed("Globex", Left("deal", "touched")), Stayed(LONG, Left("close date", "over"))]
STAGES = (("presentation", "Presentation"), ("closing", "Closing"))
HEADINGS = ("Deal Name", "Account", "Stage", "Amount", "Close Date", "Owner")
ROWS = (
    ("Acme", "Acme", "Contract Sent", "1,200.50", "03/04/2026", "Rob Reyes"),
    ("Acme", "Globex", "Proposal", "", "05/06/2026", "Moses Frase"),
    ("Stark", "Stark", "Closed Won", "5", "07/08/2026", "Mia Marsh"),
    ("Stark", "Stark", "Closed Won", "5", "07/08/2026", "Mia Marsh"),
)


def _file(*more: tuple[str, ...]) -> SourceFile:
    text = StringIO()
    csv.writer(text).writerows([HEADINGS, *ROWS, *more])
    file = open_file("deals.csv", text.getvalue().encode())
    if isinstance(file, BadFile):
        raise TypeError(file.why)
    return file


def _proposal(file: SourceFile) -> Proposal:
    return propose(file.table, Asks(STAGES), "EUR")


def _plan(*more: tuple[str, ...], sure: bool = True) -> Plan:
    file = _file(*more)
    proposal = _proposal(file)
    reader = DealReader(file.table, proposal.mapping, Owners())
    every = list(reader.rows())
    rows = checked(file.table, every, reader.problems)
    whats = {**dict.fromkeys(WHATS, 0), "new": 2, "history": 1, "left out": 1}
    proposal = replace(proposal, doubts=()) if sure else proposal
    claims = {row.stage: 1 for row in every if row.claim}
    plan = Plan(file, proposal, rows, problems=reader.problems, whats=whats, claims=claims, whole=sum_of(every))
    return replace(plan, sums={"open": sum_of(every[:2]), "won": sum_of(every[2:3])}, left_out=sum_of(every[3:]))


def _exits_form() -> Card:
    """Which column answers which exit."""
    file = _file()
    asked = {key: item for key, item in context().playbook.exits.items() if not item.by_list}
    form = import_forms.exits_form(file.table, _proposal(file), asked, "000000000001")
    return import_forms.mapping_card("deals.csv", form)


def _form() -> Card:
    file = _file()
    return import_forms.mapping_card(HOSTILE, import_forms.mapping_form(file, _proposal(file), STAGES, "000000000001"))


def _import(name: str, state: ImportState = "done") -> Import:
    known = Import("000000000001", name, "deals", "mia", NOW - timedelta(hours=2), "done", "", 144, NOW, "", 100)
    return known if state == "done" else replace(known, id="000000000002", state=state)


def _files() -> Card:
    some = [_import("deals.csv"), _import("more.csv", "confirmed"), _import("old.csv", "stopped")]
    return import_forms.files_card(some, {"000000000001"}, context())


DROPPED: Mapping[str, Callable[[], Card]] = {
    "import: preview": lambda: imports.preview_card(_plan(), "000000000001"),
    "import: preview, days in doubt": lambda: imports.preview_card(_plan(sure=False), "000000000001"),
    "import: preview, hostile": lambda: imports.preview_card(
        _plan((HOSTILE, LONG, HOSTILE, LONG, LONG, LONG)), "000000000001"
    ),
    "form: how to read a file, hostile": _form,
    "form: what a file answers": _exits_form,
    "import: mapping changed": lambda: import_forms.changed_mapping_card("deals.csv", "000000000001"),
    "import: files": _files,
    "import: no files": lambda: import_forms.files_card([], (), context()),
    "import: not a manager": dropped.cant_import_card,
    "import: not an admin": dropped.only_admin_card,
    "import: not fetched": lambda: dropped.not_fetched_card("refused"),
    "import: not a table": lambda: dropped.unread_card("deals.csv", BadFile("a web page")),
    "import: started": lambda: dropped.started_card("deals.csv", 144),
    "import: finished": lambda: dropped.finished_card("000000000001", "deals.csv", 144, 3, 2),
    "import: undoing": lambda: dropped.undoing_card("deals.csv"),
    "import: taken back": lambda: taken_back_card("deals.csv", 140, 3, STAYED),
    "import: taken back, all of it": lambda: taken_back_card("deals.csv", 144, 0, []),
    "import: taken back by another, hostile": lambda: dropped.taken_back_by_card("Max Moreau", HOSTILE),
    "import: another's file": dropped.not_yours_card,
    "import: cancelled": lambda: dropped.cancelled_card("deals.csv"),
    "import: over": dropped.over_card,
    "import: too late": lambda: dropped.too_late_card("deals.csv"),
    "import: stopped, for an admin": lambda: dropped.stopped_card("000000000001", "deals.csv", 40, 144, "Mia Marsh"),
    "import: stopped, hostile": lambda: dropped.stopped_card("000000000001", HOSTILE, 0, 144, HOSTILE),
    "import: stopped, for its importer": lambda: dropped.you_stopped_card("deals.csv", 40, 144),
    "import: failed": lambda: dropped.failed_card("deals.csv"),
}
