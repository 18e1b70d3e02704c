"""Retention: what is settled and old is removed, and what is still needed stays."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from adapters.chat import Answer
from bot.jobs.deliver import deliver
from bot.jobs.retention import KEEP, forget
from bot.settings import Settings
from bot.store import dues, export, inbox, outbox
from bot.store.dues import Due
from bot.store.engine.store import Store
from process.approval import Approval
from process.facts import ApprovalAsked, Decided, Lost
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import DEALS, US, FakeChat, begin, card, found, happen

DAY = timedelta(days=1)


def messages(store: Store) -> list[str]:
    with store.reading() as tx:
        return sorted(row["subject"] for row in export.export(tx, US)["outbox"])


def sent(store: Store, *subjects: str) -> None:
    with store.writing() as tx:
        for subject in subjects:
            outbox.post(tx, US, DEALS, card(subject), subject, MONDAY)
    deliver(store, {"sandbox": FakeChat()}, "w", MONDAY)


def sent_due(store: Store, subject: str, kind: dues.Kind, at: datetime = MONDAY) -> None:
    with store.writing() as tx:
        dues.add(tx, US, Due(subject, kind, "rob", at.date(), at, at, "done"))


def days(store: Store, subject: str, kind: dues.Kind) -> int:
    with store.reading() as tx:
        return len(dues.sent(tx, US, subject, kind))


def test_answers_are_removed_at_their_time(store: Store) -> None:
    with store.writing() as tx:
        inbox.save(tx, US, "key", Answer(card("told")), MONDAY)
    assert forget(store, MONDAY + KEEP.answers) == 0
    assert forget(store, MONDAY + KEEP.answers + timedelta(seconds=1)) == 1


def test_a_message_is_removed_at_its_time_and_a_waiting_one_never(store: Store) -> None:
    sent(store, "deal:1")
    with store.writing() as tx:
        outbox.post(tx, US, DEALS, card("waits"), "deal:2", MONDAY)
    forget(store, MONDAY + KEEP.messages)
    assert messages(store) == ["deal:1", "deal:2"]
    forget(store, MONDAY + KEEP.messages + timedelta(minutes=1))
    assert messages(store) == ["deal:2"]


def test_a_message_stays_while_an_edit_of_it_waits(store: Store) -> None:
    sent(store, "deal:1")
    with store.writing() as tx:
        outbox.edit(tx, US, "deal:1", card("edited"), MONDAY)
    forget(store, MONDAY + 2 * KEEP.messages)
    assert messages(store) == ["deal:1", "deal:1"]


def test_the_cards_of_an_open_approval_stay_until_it_is_decided(store: Store) -> None:
    sent(store, "approval:a1")
    with store.writing() as tx:
        happen(tx, begin(tx), ApprovalAsked(Approval("a1", "find", "rob", 1, MONDAY, MONDAY + DAY)))
    forget(store, MONDAY + 2 * KEEP.messages)
    assert messages(store) == ["approval:a1"]
    with store.writing() as tx:
        happen(tx, found(tx), Decided("a1", "declined"))
    forget(store, MONDAY + 2 * KEEP.messages)
    assert messages(store) == []


def test_a_persons_latest_nudge_stays_and_those_before_it_go(store: Store) -> None:
    sent(store, f"nudge:rob:{MONDAY.date()}", f"nudge:rob:{(MONDAY - DAY).date()}")
    for at in (MONDAY - DAY, MONDAY):
        sent_due(store, "", "nudge", at)
    forget(store, MONDAY + KEEP.dues + 2 * DAY)
    assert messages(store) == [f"nudge:rob:{MONDAY.date()}"]
    assert days(store, "", "nudge") == 1


def test_the_messages_about_a_deal_are_removed_once_the_deal_is_closed(store: Store) -> None:
    with store.writing() as tx:
        begin(tx)
    sent_due(store, "id-Acme", "stall")
    assert forget(store, MONDAY + KEEP.dues + 2 * DAY) == 0
    with store.writing() as tx:
        happen(tx, found(tx), Lost("no need", "over"))
    assert forget(store, MONDAY + KEEP.dues) == 0
    assert forget(store, MONDAY + KEEP.dues + DAY) == 1
    assert days(store, "id-Acme", "stall") == 0


def test_more_than_one_batch_is_removed_in_one_run(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.jobs.retention.BATCH", 2)
    sent(store, *(f"deal:{number}" for number in range(7)))
    assert forget(store, MONDAY + 2 * KEEP.messages) == 7
    with store.writing() as tx:
        for number in range(5):
            inbox.save(tx, US, f"key {number}", Answer(card("told")), MONDAY)
    assert forget(store, MONDAY + DAY * 2, replace(KEEP, answers=DAY)) == 5


def test_each_time_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEEP_MESSAGES_DAYS", "7")
    known = Settings()
    assert (known.keep_answers_hours, known.keep_messages_days, known.keep_dues_days) == (24, 7, 400)
