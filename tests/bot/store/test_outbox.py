"""The outbox: each place in its order, one worker at a time, and edits after what they change."""

from datetime import timedelta

import pytest

from bot.store import outbox
from bot.store.engine.store import Store
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import DEALS, DIRECT, RANDOM, US, card, titles

LATER = MONDAY + outbox.LEASE + timedelta(seconds=1)


def test_a_place_gets_its_messages_one_after_the_other(store: Store) -> None:
    with store.writing() as tx:
        for words in ("one", "two"):
            outbox.post(tx, US, DEALS, card(words), "s", MONDAY)
        outbox.post(tx, US, RANDOM, card("other"), "s", MONDAY)
        first = outbox.lease(tx, "w", MONDAY, 10)
        assert titles(outgoing.card for outgoing in first) == ["one", "other"]
        assert outbox.lease(tx, "w", MONDAY, 10) == []
        outbox.sent(tx, first[0], "m1", MONDAY)
        (second,) = outbox.lease(tx, "w", MONDAY, 10)
    assert (second.card.title, second.place) == ("two", DEALS)


def test_a_place_that_has_to_wait_holds_no_other(store: Store) -> None:
    with store.writing() as tx:
        for place in (DEALS, DEALS, RANDOM):
            outbox.post(tx, US, place, card(place.id), "s", MONDAY)
        busy, _ = outbox.lease(tx, "w", MONDAY, 10)
        outbox.later(tx, busy, "429", MONDAY + timedelta(hours=1))
        outbox.post(tx, US, DIRECT, card("direct"), "s", MONDAY)
        assert set(titles(outgoing.card for outgoing in outbox.lease(tx, "w", LATER, 10))) == {"random", "direct"}
        assert "deals" in titles(outgoing.card for outgoing in outbox.lease(tx, "w", MONDAY + timedelta(hours=2), 10))


def test_what_a_dead_worker_leased_is_sent_by_another_when_the_lease_runs_out(store: Store) -> None:
    with store.writing() as tx:
        outbox.post(tx, US, DEALS, card("one"), "s", MONDAY)
        (dead,) = outbox.lease(tx, "dead", MONDAY, 10)
        assert outbox.lease(tx, "alive", MONDAY, 10) == []
        (outgoing,) = outbox.lease(tx, "alive", LATER, 10)
        assert outgoing.attempts == 2
        outbox.later(tx, dead, "too late to say", LATER + timedelta(days=1))
        outbox.sent(tx, outgoing, "m1", LATER)
        assert outbox.lease(tx, "third", LATER + timedelta(days=2), 10) == []


def test_an_edit_follows_the_message_it_changes_sent_or_not(store: Store) -> None:
    with store.writing() as tx:
        outbox.post(tx, US, DEALS, card("asked"), "approval:1", MONDAY)
        (asked,) = outbox.lease(tx, "w", MONDAY, 10)
        outbox.sent(tx, asked, "m1", MONDAY)
        outbox.post(tx, US, RANDOM, card("asked"), "approval:1", MONDAY)
        outbox.post(tx, US, RANDOM, card("else"), "approval:2", MONDAY)
        assert outbox.edit(tx, US, "approval:1", card("approved"), MONDAY) == 2
    said: list[tuple[str, str, str]] = []
    with store.writing() as tx:
        while messages := outbox.lease(tx, "w", MONDAY, 10):
            for outgoing in messages:
                said.append((outgoing.place.id, outgoing.card.title, outgoing.replaces))
                outbox.sent(tx, outgoing, f"m{len(said) + 1}", MONDAY)
    assert [it for it in said if it[0] == "deals"] == [("deals", "approved", "m1")]
    assert [it[1] for it in said if it[0] == "random"] == ["asked", "else", "approved"]
    assert said[-1][2] == f"m{[it[1] for it in said].index('asked') + 2}"


def test_a_parked_message_lets_its_place_go_on_and_is_not_edited(store: Store) -> None:
    with store.writing() as tx:
        outbox.post(tx, US, DEALS, card("lost"), "approval:1", MONDAY)
        outbox.post(tx, US, DEALS, card("next"), "s", MONDAY)
        outbox.park(tx, outbox.lease(tx, "w", MONDAY, 10)[0], "archived")
        assert outbox.edit(tx, US, "approval:1", card("approved"), MONDAY) == 0
        assert titles(outgoing.card for outgoing in outbox.lease(tx, "w", MONDAY, 10)) == ["next"]


def test_a_worker_leaves_the_messages_of_other_platforms_alone(store: Store) -> None:
    with store.writing() as tx:
        outbox.post(tx, US, DEALS, card("one"), "s", MONDAY)
        assert outbox.lease(tx, "w", MONDAY, 10, ["slack"]) == []
        assert len(outbox.lease(tx, "w", MONDAY, 10, ["sandbox"])) == 1


def test_nothing_goes_out_of_a_transaction_that_failed(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        _post_and_fail(store)
    with store.writing() as tx:
        assert outbox.lease(tx, "w", MONDAY, 10) == []


def _post_and_fail(store: Store) -> None:
    with store.writing() as tx:
        outbox.post(tx, US, DEALS, card("one"), "s", MONDAY)
        raise ZeroDivisionError
