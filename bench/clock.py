"""The clock's sweep: finds stalled deals among very many, beside one SQL statement with the same rows.

The statement knows only a deal's last activity. The sweep reads each such deal whole, and judges who owes what.

Each measurement runs in a process of its own, so its memory is its own too. `python -m bench clock 100000` is the
short form. There are 50 tenants. 5 % of a million deals are due, and the same number of a smaller total.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from bench.open_deals import NOW, Field
from bench.server import server
from bot.company.personal_hours import calendar_of
from bot.company.snapshot import take_snapshot
from bot.jobs.sweep import Sweeper
from bot.store import tenants
from bot.store.engine.store import Store
from bot.telemetry import logs

ROUNDS = 3
FLOOR = """
INSERT INTO dues (tenant, subject, kind, recipient, day, due, useless_after, state, note)
SELECT d.tenant, d.id, 'stall', d.owner, m.day, m.due, m.useless_after, 'waiting', ''
FROM limits l
JOIN deals d ON d.tenant = l.tenant AND d.playbook = l.playbook AND d.stage = l.stage AND d.touched <= l.untouched
JOIN mornings m ON m.tenant = d.tenant AND m.person = d.owner
WHERE d.state = 'open'
ON CONFLICT DO NOTHING
"""
Took = dict[str, float]


def run(size: int = 1_000_000) -> None:
    """Measure and print, on SQLite and PostgreSQL: beside SQL, and among few deals beside many."""
    due = size // 20
    with tempfile.TemporaryDirectory() as folder:
        _both("SQLite", [f"sqlite:///{folder}/{name}.db" for name in ("few", "many")], size, due)
    with server("few") as few, server("many") as many:
        if few and many:
            _both("PostgreSQL", [few, many], size, due)


def _both(name: str, addresses: list[str], size: int, due: int) -> None:
    few, many = addresses
    found = {few: _measured(name, few, size // 10, due), many: _measured(name, many, size, due, aim=1.5)}
    ratio = found[many]["wall"] / found[few]["wall"]
    print(
        f"  {due:,} due among {size:,}: {ratio:.2f} x as long as among {size // 10:,}; aim: 1.5 x, {_met(ratio, 1.5)}"
    )


def _measured(name: str, address: str, deals: int, due: int, aim: float = 0) -> Took:
    """Write the deals, then run the sweep and the SQL in turn; returns the sweep's median in seconds.

    There is an `aim` only where one deal in twenty is due: reading the others is half of SQL's work.
    """
    began = time.perf_counter()
    store = Store.open(address)
    store.migrate()
    Field(deals, due).plant(store)
    print(f"{name}: {due:,} of {deals:,} open deals are due (planted in {time.perf_counter() - began:.0f} s)")
    rounds = [(_apart("floor", store, address), _apart("sweep", store, address)) for _ in range(ROUNDS)]
    again = _apart("again", store, address, keep=True)
    store.close()
    floor, ours = _middle([one for one, _ in rounds]), _middle([one for _, one in rounds])
    ratio = statistics.median(sweep["wall"] / sql["wall"] for sql, sweep in rounds)
    print(f"  the sweep: {_spoken(ours)}; one SQL statement: {_spoken(floor)}")
    print(f"  {ratio:.2f} x as long as SQL" + (f"; aim: {aim} x, {_met(ratio, aim)}" if aim else ""))
    print(f"  memory {ours['mb']:.0f} MB; aim: 150 MB, {_met(ours['mb'], 150)}; swept again: {again['wall']:.2f} s")
    return ours


def _apart(what: str, store: Store, address: str, *, keep: bool = False) -> Took:
    """Run one measurement in a process of its own, on a database without dues."""
    if not keep:
        with store.writing(patient=True) as tx:
            tx.execute(text("DELETE FROM dues"))
        if not store.embedded:
            with store.writing(patient=True) as tx:
                tx.execute(text("ANALYZE dues"))
    said = subprocess.run(
        [sys.executable, "-m", "bench.clock", what, address], check=True, capture_output=True, text=True
    )
    took: Took = json.loads(said.stdout)
    return took


def _middle(rounds: list[Took]) -> Took:
    return {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}


def _spoken(took: Took) -> str:
    return f"{took['wall']:.2f} s (CPU {took['cpu']:.2f} s)"


def _met(figure: float, aim: float) -> str:
    return "met" if figure <= aim else "not met"


def _one(what: str, address: str) -> Took:
    """The measurement in its own process: late imports are done before it starts."""
    store = Store.open(address)
    calendar_of("DE", NOW.year)
    sweeper = Sweeper(store)
    work: dict[str, Callable[[], int]] = {
        "sweep": lambda: sweeper.sweep(NOW),
        "again": lambda: sweeper.sweep(NOW),
        "floor": lambda: _sql(store),
    }
    if what == "again":
        sweeper.sweep(NOW)
    wall, cpu = time.perf_counter(), time.process_time()
    rows = work[what]()
    took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "rows": rows}
    with store.reading(patient=True) as tx:
        assert what == "again" or tx.scalar(text("SELECT count(*) FROM dues")) == rows > 0
    store.close()
    return {**took, "mb": _most_memory()}


def _most_memory() -> float:
    """The most memory of this process in MB; getrusage would include the process that started it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    return int(found[1]) / 1024 if found else 0.0


def _sql(store: Store) -> int:
    """The same rows by one statement, with limits and mornings computed before."""
    with store.writing(patient=True) as tx:
        _limits_and_mornings(tx)
        return tx.execute(text(FLOOR).execution_options(preserve_rowcount=True)).rowcount


def _limits_and_mornings(tx: Connection) -> None:
    moment = "TEXT" if tx.dialect.name == "sqlite" else "TIMESTAMPTZ"
    tx.execute(text(f"CREATE TEMPORARY TABLE limits (tenant TEXT, playbook TEXT, stage TEXT, untouched {moment})"))
    columns = f"tenant TEXT, person TEXT, day DATE, due {moment}, useless_after {moment}"
    tx.execute(text(f"CREATE TEMPORARY TABLE mornings ({columns}, PRIMARY KEY (tenant, person))"))
    for tenant in tenants.all_tenants(tx):
        snapshot = take_snapshot(tx, tenant, NOW)
        rows: list[dict[str, Any]] = [
            {
                "t": tenant.id,
                "p": person,
                "d": day.isoformat(),
                "a": _moment(tx, theirs.morning(day)),
                "z": _moment(tx, theirs.evening(day)),
            }
            for day, awake in snapshot.mornings().items()
            for person, theirs in awake.items()
        ]
        tx.execute(text("INSERT INTO mornings VALUES (:t, :p, :d, :a, :z)"), rows)
        stages = [
            {
                "t": tenant.id,
                "p": one.playbook,
                "s": one.stage,
                "u": _moment(tx, max(one.untouched, one.without_contact)),
            }
            for one in snapshot.limits()
        ]
        tx.execute(text("INSERT INTO limits VALUES (:t, :p, :s, :u)"), stages)


def _moment(tx: Connection, moment: datetime) -> object:
    return moment.astimezone(UTC).isoformat(" ", "microseconds") if tx.dialect.name == "sqlite" else moment


if __name__ == "__main__":
    logs.begin("error")  # until then a warning would be printed beside the figures, which the parent reads
    print(json.dumps(_one(*sys.argv[1:])))
