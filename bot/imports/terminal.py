"""The terminal: `stagecoach import FILE` previews, asks, brings in with progress, and takes back."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path

from sqlalchemy import Connection

from bot.imports.after import notify_owners
from bot.imports.run import NoRight, Progress, Run
from bot.imports.shares import Share
from bot.imports.start import Importing, can_import, importers
from bot.imports.taking_back import UNDO_WITHIN, TakingBack
from bot.locales.current import own_locale
from bot.records.mapping import ColumnMapping, NotSo, read_mapping, write_mapping
from bot.records.owners import Owners, by_part_of_name
from bot.records.plan import Plan
from bot.records.source_file import SourceFile, open_file
from bot.spreadsheet.faults import BadFile
from bot.spreadsheet.writer import harmless
from bot.store import imports, people, tenants
from bot.store.engine.store import Store
from bot.store.imports import Import
from bot.store.people import Person
from bot.store.tenants import Tenant
from bot.views import import_terminal as words
from bot.views.import_undone import taken_back_lines
from bot.views.imports import comes_in, not_so
from bot.views.spreadsheet import bad_file
from process.context import Context

DONE, NOTHING_DONE, TO_DECIDE, SOME_LEFT_OUT = 0, 1, 2, 3
"""How the command ends, for scripts."""


class NotImported(Exception):
    """Nothing was imported, for the reason in the message."""


IN_EARNEST = "stagecoach import"
"""What one types to import into the company's own database."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for. `changes` are changes to the mapping, each as "key=value"; `by` and `company` can be ""."""

    file: Path | None
    preview: bool = False
    yes: bool = False
    mapping: Path | None = None
    changes: Sequence[str] = ()
    report: Path | None = None
    by: str = ""
    company: str = ""
    undo: str = ""


@dataclass(frozen=True, slots=True)
class Terminal:
    """One run of the command.

    `say` prints a line. `ask` prints a question and reads the answer; None if no one is there to answer.
    `command` is what to type to import into the same database again.
    """

    store: Store
    wall: Callable[[], datetime]
    say: Callable[[str], None]
    ask: Callable[[str], str] | None
    command: str = IN_EARNEST

    def bring_in(self, options: Options) -> int:
        """Do what the options ask for; returns how it ended. Raises NotImported, and OSError for the files."""
        with self.store.reading() as tx:
            tenant = _company(tx, options.company)
            by = _importer(tx, tenant, options.by)
        with own_locale(tenant.locale, tenant.currency):
            return self._bring_in(tenant, by, options)

    def _bring_in(self, tenant: Tenant, by: Person, options: Options) -> int:
        if options.undo and not options.preview and options.file is None:
            return self._undo(tenant, by, options.undo)
        if options.undo or options.file is None:
            raise NotImported(words.FILE_OR_UNDO)
        content = options.file.read_bytes()
        file = open_file(options.file.name, content)
        if isinstance(file, BadFile):
            raise NotImported(bad_file(file))
        plan = self._plan(tenant, by, file, options)
        for line in words.preview_lines(plan):
            self.say(line)
        if options.report:
            _write_report(plan, options.report)
        if options.preview:
            return SOME_LEFT_OUT if plan.left_out.rows else DONE
        return self._decide(tenant, by, plan, content, options)

    def _plan(self, tenant: Tenant, by: Person, file: SourceFile, options: Options) -> Plan:
        saved = _saved(options.mapping)
        with self.store.reading() as tx:
            importing = Importing(tx, tenant, by.id, file, tenant.own_time(self.wall()))
            plan = _must(importing.planned(saved, options.changes))
            if plan.proposal.doubts and self.ask and not options.yes:
                answers = [f"{doubt}={self.ask(words.question(doubt))}" for doubt in plan.proposal.doubts]
                plan = _must(importing.planned(saved, [*options.changes, *answers]))
        if not can_import(plan.mapping.kind, by.colleague):
            raise NotImported(words.cant_import(by.colleague.name, plan.mapping.kind))
        return plan

    def _decide(self, tenant: Tenant, by: Person, plan: Plan, content: bytes, options: Options) -> int:
        if plan.proposal.doubts:
            self.say(words.to_decide(plan.proposal.doubts))
            return TO_DECIDE
        if not options.yes and self.ask is None:
            self.say(words.ADD_YES)
            return TO_DECIDE
        if not options.yes and self.ask and self.ask(words.go_on(plan)).strip().casefold() not in ("y", "yes"):
            self.say(words.NOTHING_CHANGED)
            return NOTHING_DONE
        if not comes_in(plan) and not self._unfinished(tenant, by, plan):
            self.say(words.NOTHING_NEW)
            return SOME_LEFT_OUT if plan.left_out.rows else DONE
        if options.mapping and not options.mapping.exists():
            options.mapping.write_text(write_mapping(plan.mapping) + "\n", "utf-8")
        return self._run(tenant, by, plan, content)

    def _unfinished(self, tenant: Tenant, by: Person, plan: Plan) -> bool:
        with self.store.reading() as tx:
            return imports.unfinished(tx, tenant.id, plan.file.digest, by.id) is not None

    def _run(self, tenant: Tenant, by: Person, plan: Plan, content: bytes) -> int:
        wall = self.wall()
        with self.store.writing() as tx:
            importing = Importing(tx, tenant, by.id, plan.file, tenant.own_time(wall))
            one = importing.save(plan, content, wall, "confirmed")
        notified: list[int] = []

        def finished(tx: Connection, tenant: Tenant, context: Context, one: Import, got: Mapping[str, Share]) -> None:
            notified.append(notify_owners(tx, tenant, context, one, got))

        try:
            self._follow(Run(self.store, self.wall, tenant.id, one.id, finished, known=plan).parts())
        except NoRight:
            raise NotImported(words.stopped(by.colleague.name)) from None
        for line in words.done_lines(plan, f"{self.command} --undo {one.id}", sum(notified)):
            self.say(line)
        return SOME_LEFT_OUT if plan.left_out.rows else DONE

    def _follow(self, steps: Iterator[Progress]) -> Progress:
        """Say how far it is at each thousand rows and at the end; returns the last step."""
        progress, said = Progress(0, 0), 0
        for progress in steps:
            if progress.done // 1000 > said or progress.done == progress.rows:
                said = progress.done // 1000
                self.say(words.progress_line(progress.done, progress.rows))
        return progress

    def _undo(self, tenant: Tenant, by: Person, which: str) -> int:
        """Take back the named import or, without a name, the latest."""
        with self.store.writing() as tx:
            known = [
                one
                for one in imports.latest(tx, tenant.id, 50)
                if one.state in ("done", "confirmed", "stopped", "undoing")
            ]
            one = next((one for one in known if which in ("last", one.id)), None)
            if one is None:
                raise NotImported(words.NO_IMPORT)
            if tenant.own_time(self.wall()) - one.at > UNDO_WITHIN:
                raise NotImported(words.too_late(one))
            imports.save(tx, tenant.id, one.id, state="undoing", due=self.wall(), by=by.id)
        taking = TakingBack(Run(self.store, self.wall, tenant.id, one.id))
        self._follow(taking.parts())
        for line in taken_back_lines(one.file, taking.gone, taking.restored, taking.stayed):
            self.say(line)
        return SOME_LEFT_OUT if taking.stayed else DONE


def _must(found: Plan | NotSo) -> Plan:
    if isinstance(found, NotSo):
        raise NotImported(not_so(found))
    return found


def _saved(path: Path | None) -> ColumnMapping | None:
    """The mapping in a file; None where there is none yet."""
    if path is None or not path.exists():
        return None
    mapping = read_mapping(path.read_text("utf-8"))
    if mapping is None:
        raise NotImported(words.bad_mapping(path.name))
    return mapping


def _company(tx: Connection, name: str) -> Tenant:
    """The company with that name or, without one, the only one."""
    every = tenants.all_tenants(tx)
    found = [one for one in every if name.casefold() in ("", one.name.casefold(), one.id)]
    if len(found) != 1:
        raise NotImported(words.which_company([one.name for one in every]))
    return found[0]


def _importer(tx: Connection, tenant: Tenant, said: str) -> Person:
    """Who imports: the one who is named or, without a name, the only one who can."""
    able = importers(people.everyone(tx, tenant.id))
    if said:
        meant = Owners.of(able).meant(said) or by_part_of_name(able, said)
        able = [one for one in able if one.id in (said, *meant)]
    if len(able) != 1:
        known = [one.colleague.name for one in importers(people.everyone(tx, tenant.id))]
        raise NotImported(words.who_imports(said, known))
    return able[0]


def _write_report(plan: Plan, path: Path) -> None:
    """Every problem by row, as CSV. What a spreadsheet would take for a formula is quoted."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(words.REPORT_COLUMNS)
    for row in words.report_rows(plan.problems):
        writer.writerow([harmless(cell) for cell in row])
    path.write_text(text.getvalue(), "utf-8")
