"""The sweep: which deals lie too long, and who is to hear of it on which of their mornings."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from bot.company.snapshot import Row, Snapshot, take_snapshot
from bot.company.working_hours import Hours
from bot.jobs.tenant_clocks import clocks
from bot.store import dues
from bot.store.deal_json import read_deal
from bot.store.engine.store import Store
from bot.store.tenants import Tenant

PART = 1_000
"""How many deals are judged, and their rows put down in one transaction."""


class Sweeper:
    """Sweeps again and again, and judges a deal anew only where it or anything it is judged by has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: dict[str, tuple[object, dict[str, int]]] = {}

    def sweep(self, now: datetime) -> int:
        """Put down for everybody what they are to hear next; says how many rows are new. `now` is real time."""
        return sum(self._sweep(tenant, its_now) for tenant, its_now in clocks(self._store, now))

    def _sweep(self, tenant: Tenant, now: datetime) -> int:
        """One tenant, read in one transaction and written in short ones, a part after the other."""
        added = 0
        with self._store.reading(patient=True) as tx:
            snapshot = take_snapshot(tx, tenant, now)
            mornings = snapshot.mornings()
            seen = self._judged(snapshot, mornings)
            for part in _parts(row for row in snapshot.stalled_rows() if seen.get(row[1]) != row[0]):
                found = snapshot.due([read_deal(body) for *_, body in part], mornings)
                with self._store.writing() as write_tx:
                    added += dues.add_all(write_tx, tenant.id, found)
                seen.update((id_, version) for version, id_, _ in part)
        return added

    def _judged(self, snapshot: Snapshot, mornings: dict[date, dict[str, Hours]]) -> dict[str, int]:
        """The versions of the deals that were judged by the same people, playbooks, mornings and absences before."""
        by = snapshot.judges_by(mornings)
        judged_by, seen = self._seen.get(snapshot.tenant.id, (None, {}))
        if judged_by != by:
            seen = {}
            self._seen[snapshot.tenant.id] = by, seen
        return seen


def sweep(store: Store, now: datetime) -> int:
    """Sweep once, with nothing remembered."""
    return Sweeper(store).sweep(now)


def _parts(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while part := list(islice(rows, PART)):
        yield part
