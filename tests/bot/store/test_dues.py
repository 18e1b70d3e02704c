"""A due is sent once, with any number of workers, and even if they are killed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.store import dues
from bot.store.dues import Due
from bot.store.engine.store import Store
from bot.store.stalled import stalled_deals
from process.facts import Changed
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import US, begin, found, happen, together

STALL = Due("id-Acme", "stall", "rob", MONDAY.date(), MONDAY, MONDAY + timedelta(hours=8))


class Killed(Exception):
    """The worker is gone."""


def test_the_same_thing_is_due_once_a_day_for_each_recipient(store: Store) -> None:
    with store.writing() as tx:
        assert dues.add(tx, US, STALL)
        assert not dues.add(tx, US, STALL)
        assert dues.add(tx, US, replace(STALL, recipient="mia"))
        assert dues.add(tx, US, replace(STALL, day=date(2026, 5, 5)))
        assert dues.add(tx, "them", STALL)


def test_nothing_is_taken_before_its_time_and_nothing_of_another_tenant(store: Store) -> None:
    with store.writing() as tx:
        dues.add(tx, US, STALL)
        assert dues.take(tx, US, "stall", MONDAY - timedelta(seconds=1), 9) == []
        assert dues.take(tx, "them", "stall", MONDAY, 9) == []
        assert dues.take(tx, US, "digest", MONDAY, 9) == []
        assert dues.take(tx, US, "stall", MONDAY, 9) == [STALL]
        assert dues.next_due(tx, US, "stall") == MONDAY


def test_what_is_settled_is_remembered_and_never_due_again(store: Store) -> None:
    with store.writing() as tx:
        dues.add(tx, US, STALL)
        dues.settle(tx, US, [replace(STALL, note="idle quiet")], "done")
    with store.writing() as tx:
        assert not dues.add(tx, US, STALL)
        assert dues.take(tx, US, "stall", MONDAY, 9) == []
        assert [one.note for one in dues.sent(tx, US, "id-Acme", "stall")] == ["idle quiet"]
        assert dues.next_due(tx, US, "stall") is None


def test_what_a_killed_worker_had_taken_waits_for_the_next(store: Store) -> None:
    with store.writing() as tx:
        dues.add(tx, US, STALL)
    with pytest.raises(Killed), store.writing() as tx:
        dues.settle(tx, US, dues.take(tx, US, "stall", MONDAY, 9), "done")
        raise Killed
    with store.writing() as tx:
        assert dues.take(tx, US, "stall", MONDAY, 9) == [STALL]


def test_four_workers_at_once_take_each_row_once(store: Store) -> None:
    with store.writing() as tx:
        for number in range(40):
            dues.add(tx, US, replace(STALL, subject=str(number)))

    def work(_: int) -> list[Due]:
        taken = []
        for _ in range(8):
            with store.writing() as tx:
                some = dues.take(tx, US, "stall", MONDAY, 5)
                dues.settle(tx, US, some, "done")
            taken += some
        return taken

    taken = [one.subject for some in together(work, 4) for one in some]
    assert sorted(taken, key=int) == [str(number) for number in range(40)]


def test_a_deal_knows_the_first_day_the_clock_must_look_at_it(store: Store) -> None:
    with store.writing() as tx:
        begin(tx)
        happen(tx, found(tx), Changed("close date", "", close_date=date(2026, 6, 1)))
        assert list(stalled_deals(tx, US, [], date(2026, 6, 1))) == []
        assert [id_ for _, id_, _ in stalled_deals(tx, US, [], date(2026, 6, 2))] == ["id-Acme"]
