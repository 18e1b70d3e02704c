"""A database file that is damaged, deleted or replaced: no data is lost silently, and no company goes on with an empty file."""

import os
import shutil
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.chat import Inbound, Place, Speaker
from bot import web
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.store.engine.faults import DamagedFile, ForeignFile, LostFile, NotSaved
from bot.store.engine.file_guard import FileGuard
from bot.store.engine.store import Store
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import begin, found

PAGE = 4096


@pytest.fixture
def file(sqlite_address: str) -> Path:
    return Path(sqlite_address.removeprefix("sqlite:///"))


def with_deals(address: str) -> None:
    store = Store.open(address)
    with store.writing() as tx:
        for number in range(200):
            begin(tx, f"Acme {number}", product="x" * 500)
    store.close()


def damage(file: Path) -> None:
    """Overwrite everything behind the first page."""
    size = file.stat().st_size
    with file.open("r+b") as pages:
        pages.seek(PAGE)
        pages.write(b"\x99" * (size - PAGE))


def say(store: Store, text: str) -> str:
    assistant = Assistant(store, lambda: MONDAY, playbook_files.texts(None))
    inbound = Inbound(text, Speaker("slack", "T1", "U0ROB", "Rob"), Place("slack", "T1", "C0DEALS"), text)
    return assistant.answer(inbound).card.title


def test_a_damaged_file_stops_the_start_with_the_way_to_restore(sqlite_address: str, file: Path) -> None:
    with_deals(sqlite_address)
    damage(file)
    with pytest.raises(DamagedFile, match=r"is damaged\. Stop Stagecoach and restore the file from your last backup"):
        Store.open(sqlite_address)


def test_a_file_that_is_not_a_database_stops_the_start(sqlite_address: str, file: Path) -> None:
    file.write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(DamagedFile):
        Store.open(sqlite_address)


@pytest.mark.parametrize("emptied", [False, True])
def test_a_deleted_or_emptied_file_never_begins_again_as_an_empty_company(
    sqlite_address: str, file: Path, emptied: bool
) -> None:
    with_deals(sqlite_address)
    file.unlink()
    if emptied:
        file.touch()
    with pytest.raises(LostFile, match="deleted, emptied or replaced"):
        Store.open(sqlite_address)
    file.with_name(f"{file.name}.id").unlink()
    Store.open(sqlite_address).close()


def test_another_database_in_its_place_stops_the_start_and_a_backup_does_not(
    sqlite_address: str, file: Path, tmp_path: Path
) -> None:
    with_deals(sqlite_address)
    backup, other = tmp_path / "backup", tmp_path / "other.db"
    shutil.copy(file, backup)
    Store.open(f"sqlite:///{other}").close()
    shutil.copy(other, file)
    with pytest.raises(ForeignFile, match="not the one that was here before"):
        Store.open(sqlite_address)
    shutil.copy(backup, file)
    store = Store.open(sqlite_address)
    with store.reading() as tx:
        assert found(tx, "Acme 7").name == "Acme 7"
    store.close()


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_goes_away_while_it_runs_is_answered_not_saved(
    sqlite_address: str, file: Path, tmp_path: Path, replaced: bool
) -> None:
    store = Store.open(sqlite_address)
    assert say(store, "new Vandelay") == "Vandelay is a new deal, in Prospecting"
    other = tmp_path / "other.db"
    Store.open(f"sqlite:///{other}").close()
    file.unlink()
    if replaced:
        other.replace(file)
    assert "Nothing was saved" in say(store, "log vandelay call one")
    assert "Nothing was saved" in say(store, "show vandelay")
    assert not store.ready()
    store.close()


def test_what_was_written_while_the_file_went_away_is_answered_not_saved(embedded: Store, file: Path) -> None:
    with pytest.raises(NotSaved), embedded.writing() as tx:
        begin(tx)
        file.unlink()


async def test_a_file_that_is_damaged_while_it_runs_is_answered_not_saved(sqlite_address: str, file: Path) -> None:
    with_deals(sqlite_address)
    store = Store.open(sqlite_address)
    damage(file)
    assert "Nothing was saved" in say(store, "new Vandelay")
    async with TestClient(TestServer(web.health(store, None))) as client:
        assert (await client.get("/readyz")).status == 503
    store.close()


def test_a_file_that_was_cut_short_while_it_runs_is_answered_not_saved(sqlite_address: str, file: Path) -> None:
    with_deals(sqlite_address)
    store = Store.open(sqlite_address)
    os.truncate(file, PAGE * 3)
    with pytest.raises(NotSaved), store.writing() as tx:
        begin(tx)
    assert not store.ready()
    store.close()


class GrowsMeanwhile(type(Path())):  # type: ignore[misc]  # the class of paths depends on the system
    """A path whose file another thread lengthens, and looks at, between reading its size and using it."""

    guard: FileGuard | None = None

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        found = Path(self).stat(follow_symlinks=follow_symlinks)
        if self.guard:
            other, self.guard = self.guard, None
            with Path(self).open("ab") as pages:
                pages.write(b"\0" * PAGE)
            other.check()
        return found


def test_a_file_that_another_thread_lengthens_meanwhile_is_not_taken_for_a_damaged_one(
    sqlite_address: str, file: Path
) -> None:
    with_deals(sqlite_address)
    growing = GrowsMeanwhile(file)
    guard = FileGuard(growing)
    guard.remember()
    growing.guard = guard
    before = file.stat().st_size
    guard.check()
    os.truncate(file, before)  # as long as the first thread saw it, and shorter than the other one did
    with pytest.raises(DamagedFile):
        guard.check()
