"""Planning: what a file would do if it was brought in now. Nothing is written."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.company import playbooks
from bot.imports.deals import judged
from bot.imports.file_answers import FileAnswers
from bot.imports.not_changed import bad_answers, not_changed
from bot.records.checked_rows import checked
from bot.records.deal_rows import DealReader, DealRow
from bot.records.known_rows import read_rows
from bot.records.mapping import Asks, ColumnMapping, Proposal, propose
from bot.records.owners import Owners
from bot.records.people_rows import read_people
from bot.records.plan import WHATS, DealRows, Plan, Sum, What, sum_of
from bot.records.problems import Problem
from bot.records.source_file import SourceFile
from bot.spreadsheet.stages import ROW_STATES, RowState
from bot.store import imports, people
from bot.store.tenants import Tenant
from process.playbook import Exit

PART = 500
"""Rows that are looked up together."""


def stages_of(tx: Connection, tenant: str) -> list[tuple[str, str]]:
    """The (key, name) pairs of the stages of the tenant's playbook."""
    return [(stage.key, stage.name) for stage in playbooks.load(tx, tenant).default.stage]


def exits_of(tx: Connection, tenant: str) -> dict[str, Exit]:
    """The exits of the tenant's playbook that a column can answer, by key: a list has more than one answer."""
    exits = playbooks.load(tx, tenant).default.exits
    return {key: item for key, item in exits.items() if not item.by_list}


def asks_of(tx: Connection, tenant: str) -> Asks:
    """What a mapping can name of the tenant's playbook."""
    return Asks(stages_of(tx, tenant), {key: item.name for key, item in exits_of(tx, tenant).items()})


def proposal_of(tx: Connection, tenant: Tenant, file: SourceFile, saved: ColumnMapping | None = None) -> Proposal:
    """How to read a file, by its headings and by a `saved` mapping."""
    return propose(file.table, asks_of(tx, tenant.id), tenant.currency, saved)


def plan(tx: Connection, tenant: Tenant, file: SourceFile, proposal: Proposal, by: str, *, now: datetime) -> Plan:
    """What this file would do if this person brought it in `now`, by the tenant's clock; nothing is written."""
    if proposal.mapping.kind == "deals":
        return _deals(tx, tenant, file, proposal, FileAnswers(tx, tenant, by, file.name, now))
    problems: list[Problem] = []
    if proposal.mapping.kind == "people":
        people_read = read_people(file.table, proposal.mapping, problems)
        known = {person.email for person in people.everyone(tx, tenant.id)}
        same = sum(row.email in known for row in people_read)
        return _counted(Plan(file, proposal, people=people_read, problems=problems), len(people_read), same)
    read = read_rows(file.table, proposal.mapping, problems)
    before = {}
    for part in parts(read):
        before.update(imports.known_rows(tx, tenant.id, proposal.mapping.kind, [row.key for row in part]))
    same = sum(row.key in before and before[row.key].body == row.body for row in read)
    return _counted(Plan(file, proposal, known=read, problems=problems), len(read), same)


def _counted(found: Plan, coming: int, same: int) -> Plan:
    every = len(found.file.table.rows) + _beside(found.file)
    whats: dict[What, int] = {**dict.fromkeys(WHATS, 0), "new": coming - same, "same": same, "left out": every - coming}
    return replace(found, whats=whats, whole=Sum(every), left_out=Sum(every - coming))


def _beside(file: SourceFile) -> int:
    """How many lines of the sheet aren't rows of its table."""
    return len(file.table.again) + len(file.table.below)


def parts(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The rows in parts that are looked up together."""
    for start in range(0, len(rows), PART):
        yield rows[start : start + PART]


def read_deals(tx: Connection, tenant: str, file: SourceFile, mapping: ColumnMapping) -> DealRows:
    """Every row of deals, those of them that come in, and what is odd about them."""
    reader = DealReader(file.table, mapping, Owners.of(people.everyone(tx, tenant)), exits_of(tx, tenant))
    every = list(reader.rows())
    problems = list(reader.problems)
    usual = imports.names_of(tx, tenant, "accounts")
    coming = checked(file.table, every, problems, usual)
    left_out = {problem.row for problem in problems if problem.kind.leaves_out}
    # Of a row that is left out only that is said.
    return DealRows(every, coming, [one for one in problems if one.kind.leaves_out or one.row not in left_out])


def _deals(tx: Connection, tenant: Tenant, file: SourceFile, proposal: Proposal, answers: FileAnswers) -> Plan:
    read = read_deals(tx, tenant.id, file, proposal.mapping)
    problems = list(read.problems)
    whats: dict[What, int] = dict.fromkeys(WHATS, 0)
    claims: dict[str, int] = {}
    first = stages_of(tx, tenant.id)[0][0]  # where a deal begins anyway claims nothing
    left_out = {row.number for row in read.every} - {one.row.number for one in read.coming}
    for part in parts(read.coming):
        for one in judged(tx, tenant.id, part, answers.by):
            what = one.verdict.what
            problems += one.verdict.problems
            if what == "new":
                problems += answers.problems(one.one.row)
            elif what == "changed":
                problems += bad_answers(tx, tenant.id, answers.context, one)
                if refused := not_changed(tx, tenant.id, answers.context, one):
                    what = "same"
                    problems.append(refused)
            whats[what] += 1
            if one.verdict.what == "left out":
                left_out.add(one.one.row.number)
            elif one.one.row.claim not in ("", first):
                claims[one.one.row.stage] = claims.get(one.one.row.stage, 0) + 1
    whats["left out"] = len(left_out) + _beside(file)
    coming = [row for row in read.every if row.number not in left_out]
    return Plan(
        file,
        proposal,
        deals=read.coming,
        problems=tuple(sorted(problems, key=lambda one: one.row)),
        whats=whats,
        sums=_sums(coming),
        claims=claims,
        begins=answers.begins,
        whole=sum_of(read.every),
        left_out=sum_of([row for row in read.every if row.number in left_out]),
    )


def _sums(rows: Sequence[DealRow]) -> dict[RowState, Sum]:
    """What the rows of each state are worth together."""
    found: dict[RowState, Sum] = {}
    for state in ROW_STATES:
        found[state] = sum_of([row for row in rows if row.state == state])
    return found
