"""The sweep: which deals are stalled, and who gets a nudge about them on which morning."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from bot.company.personal_hours import Hours
from bot.company.snapshot import Row, Snapshot, take_snapshot
from bot.jobs.tenant_clocks import clocks
from bot.store import dues
from bot.store.deal_json import read_deal
from bot.store.engine.store import Store
from bot.store.tenants import Tenant

PART = 1_000
"""How many deals are judged, and their dues written, in one transaction."""


class Sweeper:
    """Sweeps again and again. It judges a deal again only if the deal or something that it is judged by has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: dict[str, tuple[object, dict[str, int]]] = {}

    def sweep(self, now: datetime) -> int:
        """Write the dues of all people's next mornings; returns how many are new. `now` is real time."""
        return sum(self._sweep(tenant, its_now) for tenant, its_now in clocks(self._store, now))

    def _sweep(self, tenant: Tenant, now: datetime) -> int:
        """Sweep one tenant: read in one transaction, write in several short ones."""
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
        """The versions of the deals that were judged before by the same people, playbooks, mornings and absences."""
        by = snapshot.judges_by(mornings)
        judged_by, seen = self._seen.get(snapshot.tenant.id, (None, {}))
        if judged_by != by:
            seen = {}
            self._seen[snapshot.tenant.id] = by, seen
        return seen


def sweep(store: Store, now: datetime) -> int:
    """Sweep once, without a memory of earlier sweeps."""
    return Sweeper(store).sweep(now)


def _parts(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while part := list(islice(rows, PART)):
        yield part
