"""Runs: a confirmed import goes in part by part, each a short transaction, and goes on where it was cut off."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection

from bot.company import playbooks
from bot.imports.contacts import ContactWriter
from bot.imports.deals import DealWriter
from bot.imports.people import PeopleWriter
from bot.imports.planning import read_deals
from bot.records.known_rows import read_rows
from bot.records.mapping import read_mapping
from bot.records.people_rows import read_people
from bot.records.problems import Problem
from bot.records.source_file import open_file
from bot.spreadsheet.faults import BadFile
from bot.store import deals, imports, people, tenants
from bot.store.engine.faults import Conflict, NameTaken
from bot.store.engine.store import Store
from bot.store.imports import LEASE, Import
from bot.store.tenants import Tenant
from process import imports as from_file
from process.colleague import CLOCK
from process.context import Context
from process.facts import Entry

PART = 200
"""Rows of one transaction: about a tenth of a second, in which others wait."""
PAUSE_SECONDS = 0.1
"""Between two parts. SQLite lets another process try again once in a tenth of a second, and has no queue for them."""
TRIES = 5
UNDO_WITHIN = timedelta(days=1)
KEEP_FILE = timedelta(days=2)


class NoImport(Exception):
    """The import, or its file, isn't there any longer."""


class Writer(Protocol):
    """Brings rows in, within one transaction."""

    def write(self, rows: Sequence[Any]) -> list[Problem]: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: `done` of its `rows`. `stayed` counts what an undo leaves, because someone worked on it."""

    done: int
    rows: int
    stayed: int = 0


After = Callable[[Connection, Tenant, Context, Import], None]


class Run:
    """One import on its way. `wall` is the wall clock; a tenant's own offset is added to it.

    `after` runs in the transaction that ends it.
    """

    def __init__(
        self, store: Store, wall: Callable[[], datetime], tenant: str, import_id: str, after: After | None = None
    ) -> None:
        self.store, self.wall, self.tenant, self.import_id = store, wall, tenant, import_id
        self.after = after

    def parts(self) -> Iterator[Progress]:
        """Bring all of it in, from where it was cut off; each step is one transaction that is saved.

        Raises NoImport if it isn't there any longer.
        """
        one, rows = self._read()
        # Whom a colleague reports to can stand further down, so people come all at once.
        size = max(len(rows), 1) if one.kind == "people" else PART
        for start in range(one.done, len(rows), size):
            with_retry(partial(self._part, rows[start : start + size], start))
            if start + size < len(rows):
                time.sleep(PAUSE_SECONDS)
            yield Progress(min(start + size, len(rows)), len(rows))
        with self.store.writing() as tx:
            self._end(tx)

    def _end(self, tx: Connection) -> None:
        """The import is done: once, and with the messages that follow in the same transaction."""
        one, tenant = self._find(tx), self._tenant(tx)
        if one.state == "confirmed":
            imports.save(tx, self.tenant, self.import_id, state="done", done=one.rows)
            if self.after:
                self.after(tx, tenant, self._context(tx, tenant, one.by), one)

    def pause(self) -> None:
        """Let any worker go on with it."""
        with self.store.writing() as tx:
            imports.save(tx, self.tenant, self.import_id, due=self.wall())

    def _read(self) -> tuple[Import, Sequence[Any]]:
        """The rows again, as the mapping reads them: the same bytes give the same rows."""
        with self.store.reading() as tx:
            one = self._find(tx)
            mapping = read_mapping(one.mapping)
            file = open_file(one.file, imports.content(tx, self.tenant, self.import_id) or b"")
            if mapping is None or isinstance(file, BadFile):
                raise NoImport
            problems: list[Problem] = []
            match mapping.kind:
                case "deals":
                    return one, read_deals(tx, self.tenant, file, mapping).coming
                case "people":
                    return one, read_people(file.table, mapping, problems)
                case _:
                    return one, read_rows(file.table, mapping, problems)

    def _find(self, tx: Connection) -> Import:
        found = imports.find(tx, self.tenant, self.import_id)
        if found is None:
            raise NoImport
        return found

    def _tenant(self, tx: Connection) -> Tenant:
        found = tenants.find_tenant(tx, self.tenant)
        if found is None:
            raise NoImport
        return found

    def _part(self, rows: Sequence[Any], start: int) -> None:
        with self.store.writing() as tx:
            one = self._find(tx)
            if one.state != "confirmed" or one.done > start:
                return  # it was cancelled, or another worker has done this part
            problems = self._writer(tx, self._tenant(tx), one).write(rows)
            due, result = self.wall() + LEASE, _more(one.result, problems)
            imports.save(tx, self.tenant, self.import_id, done=start + len(rows), due=due, result=result)

    def _writer(self, tx: Connection, tenant: Tenant, one: Import) -> Writer:
        context = self._context(tx, tenant, one.by)
        key = f"import {one.id}"
        match one.kind:
            case "deals":
                return DealWriter(tx, tenant, context, one, key)
            case "people":
                return PeopleWriter(tx, tenant, context)
            case _:
                return ContactWriter(tx, tenant, context, one, key)

    def _context(self, tx: Connection, tenant: Tenant, by: str) -> Context:
        company = people.company(tx, tenant.id)
        who = company.people.get(by, CLOCK)
        now = tenant.own_time(self.wall())
        zone = tenant.zone_for()
        return Context(playbooks.load(tx, tenant.id).default, company, who, now, now.astimezone(zone).date(), zone)

    def undo(self) -> Iterator[Progress]:
        """Take back what it brought, row by row; what someone worked on since stays."""
        with self.store.reading() as tx:
            rows = self._find(tx).rows
        last, gone, left = with_retry(partial(self._undo_part, ""))
        done, stayed = gone, left
        while last:
            yield Progress(done, rows, stayed)
            last, gone, left = with_retry(partial(self._undo_part, last))
            done, stayed = done + gone, stayed + left
        with self.store.writing() as tx:
            imports.save(tx, self.tenant, self.import_id, state="undone", done=stayed)

    def _undo_part(self, after: str) -> tuple[str, int, int]:
        """Take back the next rows; returns the last key, how many are gone, and how many stay."""
        with self.store.writing() as tx:
            one = self._find(tx)
            context = self._context(tx, self._tenant(tx), one.by)
            rows = imports.of_import(tx, self.tenant, self.import_id, after, PART)
            gone = 0
            for row in rows:
                deal = deals.find(tx, self.tenant, row.deal) if row.deal else None
                if deal and deal.version != row.version:
                    continue
                if deal and deal.state == "open":
                    outcome = from_file.take_out(deal, context, one.file)
                    entries = [Entry(fact, context.by.id, context.now) for fact in outcome.facts]
                    deals.save(tx, self.tenant, deal, outcome.deal, entries, f"undo import {one.id}")
                imports.drop_row(tx, self.tenant, row.kind, row.key)
                gone += 1
            imports.save(tx, self.tenant, self.import_id, due=self.wall() + LEASE)
        return (rows[-1].key if rows else ""), gone, len(rows) - gone


Found = TypeVar("Found")


def with_retry(step: Callable[[], Found]) -> Found:
    """One step; again where another request took a name or changed a deal at that moment."""
    for _ in range(TRIES - 1):
        try:
            return step()
        except (NameTaken, Conflict):
            continue
    return step()


def _more(result: str, problems: Sequence[Problem]) -> str:
    """What stood in the way so far, counted by kind."""
    counts: dict[str, int] = json.loads(result) if result else {}
    for problem in problems:
        counts[problem.kind.key] = counts.get(problem.kind.key, 0) + 1
    return json.dumps(counts)
