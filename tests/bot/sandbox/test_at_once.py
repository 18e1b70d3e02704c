"""The sandbox where several processes or open pages use it at the same time."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import bot.sandbox.sandbox
from adapters.sandbox.demo_people import UnknownPerson
from bot.company import playbook_files
from bot.sandbox.alone import StillPreparing, alone
from bot.sandbox.plots import Line
from bot.sandbox.sandbox import Sandbox
from bot.store import deal_queries
from bot.store.engine.store import Store
from tests.support.empty_database import empty_database
from tests.support.stepped_in import SteppedIn

NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@pytest.fixture(autouse=True)
def _short_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.sandbox.sandbox, "story", lambda: [Line(3, "rob", "new Acme"), Line(2, "rob", "new Gap")])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SteppedIn]:
    store = SteppedIn.open(empty_database(tmp_path / "deals.db"))
    yield store
    store.close()


def sandbox_of(store: Store) -> Sandbox:
    return Sandbox(store, lambda: NOW, playbook_files.texts(None))


def deals_of(sandbox: Sandbox) -> list[tuple[str, str]]:
    with sandbox.store.reading() as tx:
        tenant = bot.sandbox.sandbox._found(tx)
        return [(deal.name, deal.id) for deal in deal_queries.every(tx, tenant.id)] if tenant else []


def test_a_step_of_the_clock_does_not_put_back_a_longer_one_that_was_pressed_meanwhile(store: SteppedIn) -> None:
    sandbox = sandbox_of(store)
    sandbox.begin()
    store.meanwhile = lambda: sandbox._set_clock(NOW + A_WEEK)
    sandbox._set_clock(NOW + A_DAY)
    assert sandbox.now() == NOW + A_WEEK


def test_the_time_can_be_asked_for_while_the_story_ends(store: SteppedIn) -> None:
    class Ending(Sandbox):
        """A sandbox whose story ends while another thread looks at its time."""

        looks = 0

        @property
        def _story_time(self) -> datetime | None:
            self.looks += 1
            return NOW - A_DAY if self.looks == 1 else None

        @_story_time.setter
        def _story_time(self, moment: datetime | None) -> None:
            pass

    assert Ending(store, lambda: NOW, {}).now() == NOW - A_DAY


def test_one_who_waited_for_the_story_finds_it_played_and_leaves_it_as_it_is(store: SteppedIn) -> None:
    first, found = sandbox_of(store), list[tuple[str, str]]()

    @contextmanager
    def turn() -> Iterator[None]:
        """Ours comes when the other process is done."""
        first.begin()
        found.extend(deals_of(first))
        yield

    second = Sandbox(store, lambda: NOW, playbook_files.texts(None), turn)
    second.begin()
    assert [name for name, _ in found] == ["Acme", "Gap"]
    assert deals_of(second) == found


def test_a_story_that_was_cut_off_begins_again_from_nothing(store: SteppedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox = sandbox_of(store)
    with monkeypatch.context() as cut, pytest.raises(UnknownPerson):
        cut.setattr(bot.sandbox.sandbox, "story", lambda: [Line(3, "rob", "new Acme"), Line(2, "nobody", "new Gap")])
        sandbox.begin()
    before = deals_of(sandbox)
    assert [name for name, _ in before] == ["Acme"]
    assert not sandbox.played()
    assert sandbox.now() == NOW, "the clock must not stay in the story"
    sandbox.begin()
    assert sandbox.played()
    assert [name for name, _ in deals_of(sandbox)] == ["Acme", "Gap"]
    assert not set(before) & set(deals_of(sandbox))


def test_only_one_at_a_time_gets_its_turn(tmp_path: Path) -> None:
    file = tmp_path / "start.db"
    with alone(file), pytest.raises(StillPreparing), alone(file, seconds=0):
        pass
    with alone(file, seconds=0):
        pass


def test_the_turn_of_a_process_that_is_killed_ends_with_it(tmp_path: Path) -> None:
    file = tmp_path / "start.db"
    program = "import sys\nfrom pathlib import Path\nfrom bot.sandbox.alone import alone\n"
    program += "with alone(Path(sys.argv[1])):\n    print('mine', flush=True)\n    sys.stdin.read()\n"
    command = [sys.executable, "-c", program, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"mine\n"
        with closing(sqlite3.connect(file, timeout=0)) as ours, pytest.raises(sqlite3.OperationalError):
            ours.execute("BEGIN EXCLUSIVE")
        other.kill()
    with alone(file, seconds=0):
        pass
