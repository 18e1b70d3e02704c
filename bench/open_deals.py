"""Open deals for measuring the clock: the store writes those of one tenant, the others are copies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, insert, text

from bot.company import playbook_files
from bot.company.playbooks import parsed
from bot.store import deals, people, tenants
from bot.store import playbooks as kept
from bot.store.engine.store import Store
from bot.store.schema.tables import deals as table
from process.colleague import Colleague
from process.deal import Deal
from process.evidence import Evidence
from process.money import Money
from process.playbook import Playbook

NOW = datetime(2026, 5, 4, 6, tzinfo=UTC)
"""A Monday, before the morning of all people."""

REPS, CHUNK = 20, 2_000
FIRST = "tenant-00"


@dataclass(frozen=True, slots=True)
class Field:
    """The open deals of several tenants. `due` of them are idle for too long; the others had an activity on Friday."""

    deals: int
    due: int
    tenants: int = 50

    def plant(self, store: Store) -> None:
        """Write them into an empty store."""
        with store.writing(patient=True) as tx:
            current = _company(tx)
            for chunk in _chunks(self._of_one(current)):
                tx.execute(insert(table), chunk)
        for number in range(1, self.tenants):
            with store.writing(patient=True) as tx:
                _copy(tx, f"tenant-{number:02}")
        with store.writing(patient=True) as tx:
            tx.execute(text("ANALYZE"))

    def _of_one(self, current: Playbook) -> Iterator[dict[str, object]]:
        each, due = self.deals // self.tenants, self.due // self.tenants
        step = each / due
        stalled_deals = {int(number * step) for number in range(due)}
        for number in range(each):
            deal = _deal(current, number, NOW - timedelta(days=45 if number in stalled_deals else 3))
            yield {"tenant": FIRST, "id": deal.id, **deals.columns_of(deal)}


def _deal(current: Playbook, number: int, touched: datetime) -> Deal:
    """A deal of one of the reps, with all that its stages have asked for so far."""
    stage = current.stage[number % (len(current.stage) - 1)]
    asked = [item.key for one in current.stage[: current.order[stage.key]] for item in one.exit if item.kind != "list"]
    proven = {key: Evidence(key, "said so", "rep", "rep-1", touched, "the CFO", "a call") for key in asked}
    return Deal(
        f"deal-{number:06}",
        f"Customer {number}",
        f"Customer {number}",
        f"rep-{number % REPS}",
        current.version,
        stage.key,
        touched,
        max(touched, NOW - timedelta(days=10)) if stage.long_days else touched,
        touched,
        amount=Money.of(f"{10 + number % 90}000 EUR"),
        close_date=date(2026, 9, 30),
        evidence=proven,
        version=1,
    )


def _chunks(rows: Iterator[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    chunk: list[dict[str, object]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _company(tx: Connection) -> Playbook:
    """The first tenant: twenty reps, two managers, the standard playbook."""
    tx.execute(insert(table.metadata.tables["tenants"]), _tenant(FIRST))
    bosses = [Colleague(f"boss-{number}", f"Boss {number}", frozenset({"manager"})) for number in range(2)]
    reps = [Colleague(f"rep-{number}", f"Rep {number}", boss=f"boss-{number % 2}") for number in range(REPS)]
    for one in (*bosses, *reps):
        people.admit(tx, FIRST, "slack", FIRST, one.id, one, "", "")
    content = next(iter(playbook_files.texts(None).values()))
    kept.set_current(tx, FIRST, parsed(content).name, kept.save(tx, FIRST, content))
    return parsed(content)


def _tenant(name: str) -> dict[str, object]:
    made = tenants.Tenant(name, name, zone="UTC", country="DE")
    return {field: getattr(made, field) for field in tenants.Tenant.__slots__}


def _copy(tx: Connection, name: str) -> None:
    tx.execute(insert(table.metadata.tables["tenants"]), _tenant(name))
    for copied in ("people", "identities", "playbook_texts", "playbooks", "deals"):
        columns = [column.name for column in table.metadata.tables[copied].columns if column.name != "tenant"]
        listed = ", ".join(f'"{column}"' for column in columns)
        source = listed.replace('"workspace"', "'" + name + "'")
        said = (
            f"INSERT INTO {copied} (tenant, {listed}) SELECT '{name}', {source} FROM {copied} WHERE tenant = '{FIRST}'"  # noqa: S608  # names of our own
        )
        tx.execute(text(said))
