"""The wall clock is set back while messages wait: none of them waits until the clock is where it was before."""

from datetime import timedelta

import pytest

from adapters.chat import Pace, Unsent
from bot.jobs.deliver import deliver
from bot.jobs.message_edits import update
from bot.store import dues, outbox, tenants
from bot.store.dues import Due
from bot.store.engine.store import Store
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import DEALS, RANDOM, US, FakeChat, card

TICK = timedelta(seconds=1)
BACK = pytest.mark.parametrize("back", [timedelta(minutes=2), timedelta(hours=2)])


def post(store: Store, *titles: str) -> None:
    with store.writing() as tx:
        for title in titles:
            outbox.post(tx, US, DEALS, card(title), "s", MONDAY)


@BACK
def test_a_message_that_is_tried_again_waits_its_pause_and_no_longer(store: Store, back: timedelta) -> None:
    chat, set_back = FakeChat(faults={"deals": [Unsent("429", wait=30)]}), MONDAY - back
    post(store, "one")
    assert deliver(store, {"sandbox": chat}, "w", MONDAY) == 0
    assert deliver(store, {"sandbox": chat}, "w", set_back) == 0
    assert deliver(store, {"sandbox": chat}, "w", set_back + timedelta(seconds=29)) == 0
    assert deliver(store, {"sandbox": chat}, "w", set_back + timedelta(seconds=30) + TICK) == 1


@BACK
def test_the_next_message_of_a_paced_channel_goes_at_the_next_tick(store: Store, back: timedelta) -> None:
    chat, set_back = FakeChat(paces=(Pace(1, 1.0),)), MONDAY - back
    post(store, "one", "two")
    assert deliver(store, {"sandbox": chat}, "w", MONDAY) == 1
    deliver(store, {"sandbox": chat}, "w", set_back)
    deliver(store, {"sandbox": chat}, "w", set_back + TICK)
    assert chat.said(DEALS) == ["one", "two"]


@BACK
def test_a_message_posted_after_it_waits_for_no_pace_of_before(store: Store, back: timedelta) -> None:
    chat, set_back = FakeChat(paces=(Pace(1, 1.0),)), MONDAY - back
    post(store, "one")
    assert deliver(store, {"sandbox": chat}, "w", MONDAY) == 1
    post(store, "two")
    deliver(store, {"sandbox": chat}, "w", set_back)
    deliver(store, {"sandbox": chat}, "w", set_back + TICK)
    assert chat.said(DEALS) == ["one", "two"]


@BACK
def test_a_workspace_on_hold_is_asked_again_once_its_wait_is_over(store: Store, back: timedelta) -> None:
    chat, set_back = FakeChat(faults={"deals": [Unsent("revoked", wait=60, everywhere=True)]}), MONDAY - back
    post(store, "one")
    assert deliver(store, {"sandbox": chat}, "w", MONDAY) == 0
    assert deliver(store, {"sandbox": chat}, "w", set_back) == 0
    assert deliver(store, {"sandbox": chat}, "w", set_back + timedelta(seconds=60) + TICK) == 1


@BACK
def test_what_a_dead_worker_leased_is_sent_when_a_lease_has_passed_and_not_sooner(
    store: Store, back: timedelta
) -> None:
    chat, set_back = FakeChat(), MONDAY - back
    post(store, "one")
    with store.writing() as tx:
        assert len(outbox.lease(tx, "dead", MONDAY, 10)) == 1
    assert deliver(store, {"sandbox": chat}, "w", set_back) == 0
    assert deliver(store, {"sandbox": chat}, "w", set_back + outbox.LEASE - TICK) == 0
    assert deliver(store, {"sandbox": chat}, "w", set_back + outbox.LEASE + TICK) == 1


@BACK
def test_other_channels_go_on_at_once(store: Store, back: timedelta) -> None:
    chat = FakeChat(faults={"deals": [Unsent("429", wait=30)]})
    post(store, "one")
    deliver(store, {"sandbox": chat}, "w", MONDAY)
    with store.writing() as tx:
        outbox.post(tx, US, RANDOM, card("a"), "s", MONDAY - back)
    assert deliver(store, {"sandbox": chat}, "w", MONDAY - back) == 1


@BACK
def test_an_update_that_was_due_before_it_is_made_at_once(store: Store, back: timedelta) -> None:
    with store.writing() as tx:
        tenant = tenants.make_tenant(tx, "sandbox", "w", "Us").id
        dues.add(tx, tenant, Due("digest", "update", "c", MONDAY.date(), MONDAY, MONDAY + timedelta(days=1)))
    update(store, MONDAY - back)
    with store.reading() as tx:
        assert dues.next_due(tx, tenant, "update") is None
