"""Runs: a confirmed import goes in part by part, each a short transaction, and goes on where it was cut off."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection

from bot.company import playbooks
from bot.imports.after import notify_of_stop
from bot.imports.contacts import ContactWriter
from bot.imports.deals import DealWriter
from bot.imports.pace import Pace
from bot.imports.people import PeopleWriter
from bot.imports.planning import read_deals
from bot.imports.shares import Share, shares
from bot.imports.start import still_can_import
from bot.records.known_rows import read_rows
from bot.records.mapping import read_mapping
from bot.records.people_rows import read_people
from bot.records.plan import Plan
from bot.records.problems import Problem
from bot.records.source_file import open_file
from bot.spreadsheet.faults import BadFile
from bot.store import imports, people, tenants
from bot.store.engine.faults import Conflict, NameTaken
from bot.store.engine.statistics import count_again
from bot.store.engine.store import Store
from bot.store.imports import LEASE, Import
from bot.store.tenants import Tenant
from process.colleague import CLOCK
from process.context import Context

PAUSE_SECONDS = 0.11
"""Between two parts. SQLite lets another process try again once in a tenth of a second, and has no queue for them."""
COUNTED_AGAIN = 4
"""The database looks at its tables again when the import has grown so many times."""
TRIES = 5


class NoImport(Exception):
    """The import, or its file, isn't there any longer."""


class NoRight(Exception):
    """Its importer can't import any longer. What is in stays, and the import has stopped."""


class Writer(Protocol):
    """Brings rows in, within one transaction."""

    def write(self, rows: Sequence[Any]) -> list[Problem]: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: `done` of its `rows`."""

    done: int
    rows: int


After = Callable[[Connection, Tenant, Context, Import, Mapping[str, Share]], None]


class Run:
    """One import on its way. `wall` is the wall clock; a tenant's own offset is added to it.

    `after` runs in the transaction that ends it. `known` is the plan of the same file, where it was just made: then the
    file isn't read again.
    """

    def __init__(
        self,
        store: Store,
        wall: Callable[[], datetime],
        tenant: str,
        import_id: str,
        after: After | None = None,
        *,
        known: Plan | None = None,
    ) -> None:
        self.store, self.wall, self.tenant, self.import_id = store, wall, tenant, import_id
        self.after, self.known = after, known

    def parts(self) -> Iterator[Progress]:
        """Bring all of it in, from where it was cut off; each step is one transaction that is saved.

        Raises NoImport if it isn't there any longer, NoRight if its importer lost the right to import.
        """
        one, rows = self._read()
        # Whom a colleague reports to can stand further down, so people come all at once.
        pace = Pace(max(len(rows), 1)) if one.kind == "people" else Pace()
        done, counted = one.done, 0
        while done < len(rows):
            began = time.monotonic()
            after = with_retry(partial(self._part, rows, pace.rows))
            if after is None:
                raise NoRight
            pace, done = pace.after(after - done, time.monotonic() - began), after
            if done >= counted * COUNTED_AGAIN:
                count_again(self.store)
                counted = done
            if done < len(rows):
                time.sleep(PAUSE_SECONDS)
            yield Progress(done, len(rows))
        self._end()

    def _end(self) -> None:
        """The import is done: once, and with the messages that follow in the same transaction.

        What each owner got is counted before, because no one else can write in a transaction that reads every row.
        """
        with self.store.reading() as tx:
            tenant = self.found_tenant(tx)
            first = playbooks.load(tx, self.tenant).default.stage[0].key
            got = shares(tx, self.tenant, self.import_id, first) if self.after else {}
        with self.store.writing() as tx:
            one = self.find(tx, hold=True)
            if one.state == "confirmed":
                imports.save(tx, self.tenant, self.import_id, state="done", done=one.rows)
                if self.after:
                    self.after(tx, tenant, self.context(tx, tenant, one.by), one, got)

    def pause(self) -> None:
        """Let any worker go on with it."""
        with self.store.writing() as tx:
            imports.save(tx, self.tenant, self.import_id, due=self.wall())

    def _read(self) -> tuple[Import, Sequence[Any]]:
        """The rows again, as the mapping reads them: the same bytes give the same rows."""
        with self.store.reading() as tx:
            one = self.find(tx)
            mapping = read_mapping(one.mapping)
            if mapping is None:
                raise NoImport
            if self.known and (self.known.mapping, self.known.file.digest) == (mapping, one.digest):
                return one, self.known.deals or self.known.people or self.known.known
            file = open_file(one.file, imports.content(tx, self.tenant, self.import_id) or b"", mapping.sheet)
            if isinstance(file, BadFile):
                raise NoImport
            problems: list[Problem] = []
            match mapping.kind:
                case "deals":
                    return one, read_deals(tx, self.tenant, file, mapping).coming
                case "people":
                    return one, read_people(file.table, mapping, problems)
                case _:
                    return one, read_rows(file.table, mapping, problems)

    def find(self, tx: Connection, *, hold: bool = False) -> Import:
        """The import as it is now; with `hold`, no other worker goes on with it until this transaction ends."""
        found = imports.find(tx, self.tenant, self.import_id, hold=hold)
        if found is None:
            raise NoImport
        return found

    def found_tenant(self, tx: Connection) -> Tenant:
        found = tenants.find_tenant(tx, self.tenant)
        if found is None:
            raise NoImport
        return found

    def _part(self, rows: Sequence[Any], size: int) -> int | None:
        """Bring the next rows in; returns how many are in. What counts is what is saved: another worker can be on.

        None where the importer can't import any longer: with that, the import has stopped.
        """
        with self.store.writing() as tx:
            one = self.find(tx, hold=True)
            if one.state != "confirmed":
                return len(rows)  # it was cancelled, or another worker has ended it
            tenant = self.found_tenant(tx)
            context = self.context(tx, tenant, one.by)
            if not still_can_import(one.kind, one.by, context.company):
                imports.save(tx, self.tenant, self.import_id, state="stopped")
                notify_of_stop(tx, tenant, context, one)
                return None
            part = rows[one.done : one.done + size]
            problems = self._writer(tx, tenant, context, one).write(part)
            done, due = one.done + len(part), self.wall() + LEASE
            imports.save(tx, self.tenant, self.import_id, done=done, due=due, result=_more(one.result, problems))
            return done

    def _writer(self, tx: Connection, tenant: Tenant, context: Context, one: Import) -> Writer:
        key = f"import {one.id}"
        match one.kind:
            case "deals":
                return DealWriter(tx, tenant, context, one, key)
            case "people":
                return PeopleWriter(tx, tenant, context)
            case _:
                return ContactWriter(tx, tenant, context, one, key)

    def context(self, tx: Connection, tenant: Tenant, by: str) -> Context:
        company = people.company(tx, tenant.id)
        who = company.people.get(by, CLOCK)
        now = tenant.own_time(self.wall())
        zone = tenant.zone_for()
        return Context(playbooks.load(tx, tenant.id).default, company, who, now, now.astimezone(zone).date(), zone)


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
