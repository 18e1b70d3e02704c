"""Taking back: an import is undone part by part. Its new deals go, and what it changed is put back."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection

from bot.effects import notify
from bot.imports.contexts import context_on
from bot.imports.pace import Pace
from bot.imports.run import PAUSE_SECONDS, Progress, Run, with_retry
from bot.records.stayed import WHOLE, Stayed
from bot.store import deals, import_changes, imports, ledger
from bot.store.import_changes import RowChange
from bot.store.imports import LEASE, Import, ImportedRow
from bot.store.tenants import Tenant
from process import imports as from_file
from process.context import Context
from process.deal import Deal
from process.facts import Entry
from process.outcome import Outcome
from process.put_back import put_back

UNDO_WITHIN = timedelta(days=1)


@dataclass
class TakingBack:
    """One undo on its way. `gone` counts the rows that are taken back, `restored` those that are as before."""

    run: Run
    gone: int = 0
    restored: int = 0
    stayed: list[Stayed] = field(default_factory=list)

    def parts(self) -> Iterator[Progress]:
        """Take all of it back, in short transactions; a kill leaves whole parts, and the next start takes the rest."""
        with self.run.store.reading() as tx:
            rows = self.run.find(tx).rows
        yield from self._through(self._put_back, rows)
        yield from self._through(self._take_out, rows)
        with self.run.store.writing() as tx:
            imports.save(tx, self.run.tenant, self.run.import_id, state="undone", done=len(self.stayed))

    def _through(self, step: "Callable[[str, int], Part]", rows: int) -> Iterator[Progress]:
        """One transaction after the other, until no row is left."""
        last, pace = "", Pace()
        while True:
            began = time.monotonic()
            part = with_retry(partial(step, last, pace.rows))
            if not part.rows:
                return
            last, pace = part.last, pace.after(part.rows, time.monotonic() - began)
            self.gone, self.restored = self.gone + part.gone, self.restored + part.restored
            self.stayed += part.stayed
            yield Progress(self.gone + self.restored, rows)
            time.sleep(PAUSE_SECONDS)

    def _put_back(self, after: str, limit: int) -> "Part":
        """Put back the next rows that the import changed; what is put back is no longer among them."""
        run = self.run
        with run.store.writing() as tx:
            undoing = self._undoing(tx)
            for change in import_changes.some(tx, run.tenant, run.import_id, limit):
                undoing.put_back(change)
                import_changes.drop(tx, run.tenant, run.import_id, change.before)
            imports.save(tx, run.tenant, run.import_id, due=run.wall() + LEASE)
        return undoing.part

    def _take_out(self, after: str, limit: int) -> "Part":
        """Take back the next rows that the import was the first to bring."""
        run = self.run
        with run.store.writing() as tx:
            undoing = self._undoing(tx)
            for row in imports.of_import(tx, run.tenant, run.import_id, after, limit):
                undoing.take_out(row)
            imports.save(tx, run.tenant, run.import_id, due=run.wall() + LEASE)
        return undoing.part

    def _undoing(self, tx: Connection) -> "_Undoing":
        one, tenant = self.run.find(tx, hold=True), self.run.found_tenant(tx)
        return _Undoing(tx, tenant, one, self.run.context(tx, tenant, one.by), Part())


@dataclass
class Part:
    """What one transaction of an undo did; `last` is the key of its last row."""

    rows: int = 0
    gone: int = 0
    restored: int = 0
    last: str = ""
    stayed: list[Stayed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Undoing:
    """The rows of one transaction, one by one."""

    tx: Connection
    tenant: Tenant
    one: Import
    context: Context
    part: Part

    def take_out(self, row: ImportedRow) -> None:
        """Take back a new row, unless someone worked on its deal since."""
        self.part.rows, self.part.last = self.part.rows + 1, row.key
        deal = deals.find(self.tx, self.tenant.id, row.deal) if row.deal else None
        if deal and deal.version != row.version:
            self.part.stayed.append(Stayed(deal.name, WHOLE))
            return
        if deal and deal.state == "open":
            context = context_on(self.tx, self.tenant.id, self.context, deal)
            self._save(deal, from_file.take_out(deal, context, self.one.file))
        imports.drop_row(self.tx, self.tenant.id, row.kind, row.key)
        self.part.gone += 1

    def put_back(self, change: RowChange) -> None:
        """Put back what a row changed on its deal; the next import then compares with the row as it was before."""
        self.part.rows += 1
        before, tenant = change.before, self.tenant.id
        now = imports.known_rows(self.tx, tenant, before.kind, [before.key]).get(before.key)
        deal = deals.find(self.tx, tenant, before.deal) if before.deal else None
        if deal and change.version:
            before = replace(before, version=self._restore(deal, change, now))
        if now and now.body == change.after:
            imports.save_row(self.tx, tenant, before)
            self.part.restored += 1

    def _restore(self, deal: Deal, change: RowChange, now: ImportedRow | None) -> int:
        """Put a deal's values back; returns the version at which it counts as untouched since it was imported."""
        context = context_on(self.tx, self.tenant.id, self.context, deal)
        entries = ledger.of_deal(self.tx, self.tenant.id, deal.id)
        done = put_back(deal, context, entries, change.version, self.one.file)
        self.part.stayed += [Stayed(deal.name, left) for left in done.left]
        version = deal.version
        if done.outcome.facts:
            saved = self._save(deal, done.outcome)
            notify.notify(self.tx, self.tenant, context, saved, done.outcome, among_others=True)
            version = saved.version
        untouched = now is not None and now.version == deal.version
        return version if untouched else change.before.version

    def _save(self, deal: Deal, outcome: Outcome) -> Deal:
        entries = [Entry(fact, self.context.by.id, self.context.now) for fact in outcome.facts]
        return deals.save(self.tx, self.tenant.id, deal, outcome.deal, entries, f"undo import {self.one.id}")
