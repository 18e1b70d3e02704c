"""20,000 rows: a preview within seconds and 200 MB, and an import that is killed three times loses and doubles nothing.

While it goes in, commands are answered within a second.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.store.engine.store import Store
from bot.store.schema.tables import deals, imported_rows, ledger
from tests.bot import conftest as databases
from tests.support.empty_database import empty_database
from tests.support.importing_company import ImportingCompany

pytestmark = pytest.mark.ring
server, postgres_address = databases.server, databases.postgres_address

ROWS = 20_000
STAGES = ("Qualified to Buy", "Presentation Scheduled", "Contract Sent", "Closed Won", "Closed Lost")
HEADINGS = "Deal ID,Deal Name,Company,Product,Deal Stage,Amount,Close Date,Create Date,Deal Owner,Contact\n"
PREVIEW_SECONDS, PREVIEW_KILOBYTES, IMPORT_SECONDS, ANSWER_SECONDS = 10, 200_000, 60, 1.0

MEASURED = """
import re, resource, sys
from pathlib import Path
from bot.__main__ import main

try:
    main()
finally:
    peak = re.search(r"VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1]
    print(resource.getrusage(resource.RUSAGE_SELF).ru_utime, peak, file=sys.stderr)
"""
"""The command line, which tells its own seconds and kilobytes: what a parent reads of a child counts the parent, too."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file as a CRM writes it."""
    made = tmp_path / "deals.csv"
    with made.open("w", encoding="utf-8") as out:
        out.write(HEADINGS)
        for row in range(ROWS):
            account, stage = f"Account {row % 4_000}", STAGES[row % 5]
            days = f"{row % 28 + 1:02}/{row % 12 + 1:02}/2026,{row % 28 + 1:02}/{row % 12 + 1:02}/2025"
            out.write(
                f"D-{row},{account} deal {row},{account},GTX Pro,{stage},{row % 900}.25,{days},Rob Reyes,Pat {row}\n"
            )
    return made


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield empty_database(tmp_path / "deals.db")
    else:
        yield request.getfixturevalue("postgres_address")


def started(address: str, *words: str) -> subprocess.Popen[bytes]:
    """The command line, as people run it."""
    environment = {**os.environ, "DATABASE_URL": address, "LOG_LEVEL": "error"}
    command = [sys.executable, "-m", "bot", "import", *words, "--as", "Mia Marsh"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_preview_of_20_000_rows_takes_seconds_and_little_memory(file: Path, tmp_path: Path) -> None:
    address = empty_database(tmp_path / "deals.db")
    with closing(Store.open(address)) as store:
        ImportingCompany(store)
    command = [sys.executable, "-c", MEASURED, "import", str(file), "--preview", "--as", "Mia Marsh"]
    environment = {**os.environ, "DATABASE_URL": address, "LOG_LEVEL": "error"}
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stderr
    seconds, kilobytes = told.split()[-2:]
    assert float(seconds) <= PREVIEW_SECONDS, "seconds of one core, so that a busy machine doesn't count"
    assert int(kilobytes) <= PREVIEW_KILOBYTES


@dataclass
class Siege:
    """An import that is started again and again, with someone who types meanwhile."""

    company: ImportingCompany
    command: tuple[str, ...]
    slow: int = 0
    answers: int = 0
    longest: float = 0.0
    spent: float = 0.0

    def run(self, until: int) -> int:
        """Start it, type until so many rows are in, and kill it unless those are all; returns how it ended."""
        began, importing = time.monotonic(), started(*self.command)
        while importing.poll() is None and counted(self.company.store) < until:
            self._type(until)
        if until < ROWS:
            importing.send_signal(signal.SIGKILL)
        importing.wait(300)
        self.spent += time.monotonic() - began
        return int(importing.returncode)

    def _type(self, number: int) -> None:
        for line in ("list", f"settings my quiet hours {17 + number % 3}:00-09:00"):
            asked = time.monotonic()
            self.company.types(line, "mia")
            took = time.monotonic() - asked
            self.slow, self.longest = self.slow + (took > ANSWER_SECONDS), max(self.longest, took)
            self.answers += 1
        time.sleep(0.2)


def test_an_import_that_is_killed_three_times_loses_nothing_and_doubles_nothing(file: Path, address: str) -> None:
    with closing(Store.open(address)) as store:
        siege = Siege(ImportingCompany(store, datetime.now(UTC)), (address, str(file), "--yes"))
        assert [siege.run(rows) for rows in (3_000, 8_000, 13_000, ROWS)] == [-signal.SIGKILL] * 3 + [0]
        assert counted(store) == ROWS
        with store.reading() as tx:
            names = tx.scalars(select(deals.c.name)).all()
            first = tx.scalar(select(func.count()).select_from(ledger).where(ledger.c.kind == "Imported"))
        assert (len(names), len(set(names)), first) == (ROWS * 3 // 5,) * 3
        assert siege.slow <= siege.answers / 100, "a command in a second, one that reads and one that writes"
        assert siege.longest <= 2 * ANSWER_SECONDS, "and the slowest in two, however busy the machine is"
        assert siege.spent <= IMPORT_SECONDS * 2, "four starts, each of which reads the file"


def counted(store: Store) -> int:
    """How many rows are in."""
    with store.reading() as tx:
        return tx.scalar(select(func.count()).select_from(imported_rows)) or 0
