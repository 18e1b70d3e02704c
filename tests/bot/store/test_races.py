"""Races: of many at the same moment one wins, and the others get a clear answer."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count
from threading import Barrier

import pytest
from sqlalchemy import Connection

from adapters.chat import Answer, Inbound, Place, Speaker
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.company.people import arrive
from bot.store import deals, inbox, ledger, outbox, people, tenants
from bot.store.engine.faults import Conflict, Crossed, NameTaken
from bot.store.engine.store import Store
from bot.store.export import export
from process.approval import Approval
from process.colleague import Colleague, Company
from process.facts import ApprovalAsked, Decided, Logged
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import DEALS, US, begin, card, done_or_waiting, found, happen, together


def test_sixteen_who_read_and_then_write_lose_nothing(store: Store) -> None:
    with store.writing() as tx:
        begin(tx)

    def log_five(who: int) -> None:
        for number in range(5):
            while not log(who, number):
                pass

    def log(who: int, number: int) -> bool:
        with suppress(Conflict), store.writing() as tx:
            happen(tx, found(tx), Logged("call", f"{who}-{number}"))
            return True
        return False

    together(log_five)
    with store.reading() as tx:
        said = [entry.fact.note for entry in ledger.of_deal(tx, US, "id-Acme") if isinstance(entry.fact, Logged)]
        assert sorted(said) == sorted(f"{who}-{number}" for who in range(16) for number in range(5))
        assert found(tx).version == 81


def test_sixteen_who_hold_a_deal_before_they_write_need_no_second_try(store: Store) -> None:
    with store.writing() as tx:
        begin(tx)

    def log(who: int) -> None:
        with store.writing() as tx:
            deal = deals.find(tx, US, "id-Acme", hold=True)
            assert deal
            happen(tx, deal, Logged("call", str(who)))

    together(log)
    with store.reading() as tx:
        assert found(tx).version == 17


def test_sixteen_requests_for_one_deal_at_once_are_all_saved(store: Store) -> None:
    assistant, rob = (
        Assistant(store, lambda: MONDAY, playbook_files.texts(None)),
        Speaker("slack", "T1", "U0ROB", "Rob"),
    )

    def say(text: str) -> str:
        return assistant.answer(Inbound(text, rob, Place("slack", "T1", "C0DEALS"), text)).card.title

    assert say("new Vandelay") == "Vandelay is a new deal, in Prospecting"
    answer = together(lambda who: say(f"log vandelay call number {who}"))
    assert set(answer) == {"Logged on Vandelay"}


def test_of_two_who_wait_for_each_other_one_goes_through_and_the_other_may_try_again(postgres: Store) -> None:
    with postgres.writing() as tx:
        begin(tx)
        begin(tx, "Globex")
    halfway = Barrier(2)

    def hold_both(who: int) -> bool:
        first, second = ("id-Acme", "id-Globex") if who else ("id-Globex", "id-Acme")
        with suppress(Crossed), postgres.writing() as tx:
            deals.find(tx, US, first, hold=True)
            halfway.wait(25)  # under the 30 s after which the server ends a transaction that does nothing
            deals.find(tx, US, second, hold=True)
            return True
        return False

    assert sum(together(hold_both, 2)) == 1


def test_a_request_that_had_to_wait_for_another_is_saved_without_a_second_try(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    company, looks = people.company, count()

    def crossed_once(tx: Connection, tenant: str) -> Company:
        if not next(looks):
            raise Crossed
        return company(tx, tenant)

    monkeypatch.setattr(people, "company", crossed_once)
    answer = Assistant(store, lambda: MONDAY, playbook_files.texts(None)).answer(
        Inbound("once", Speaker("slack", "T1", "U0ROB", "Rob"), Place("slack", "T1", "C0DEALS"), "new Vandelay")
    )
    assert answer.card.title == "Vandelay is a new deal, in Prospecting"


def test_one_of_sixteen_gets_a_name(store: Store) -> None:
    def open_acme(who: int) -> bool:
        with suppress(NameTaken), store.writing() as tx:
            begin(tx, id=f"deal-{who}")
            return True
        return False

    assert sum(together(open_acme)) == 1
    with store.reading() as tx:
        assert len(deals.names(tx, US)) == 1


def test_the_same_utterance_sixteen_times_is_applied_once_and_answered_alike(store: Store) -> None:
    with store.writing() as tx:
        begin(tx)

    def say(who: int) -> Answer:
        with store.writing() as tx:
            if not inbox.claim(tx, US, "key", MONDAY):
                answer = inbox.answered(tx, US, "key")
                assert answer
                return answer
            happen(tx, found(tx), Logged("call", "once"))
            answer = Answer(card(f"logged by {who}"))
            inbox.save(tx, US, "key", answer, MONDAY)
            return answer

    assert len({answer.card.title for answer in together(say)}) == 1
    with store.reading() as tx:
        assert found(tx).version == 2


def test_what_can_be_asked_for_again_is_claimed_once_until_enough_time_has_passed(store: Store) -> None:
    lasts = timedelta(minutes=10)

    def claim(who: int) -> bool:
        with store.writing() as tx:
            return inbox.claim_again(tx, US, "agent:rob:key", MONDAY, MONDAY - lasts)

    assert sum(together(claim)) == 1
    with store.writing() as tx:
        later = MONDAY + lasts
        assert not inbox.claim_again(
            tx, US, "agent:rob:key", later - timedelta(seconds=1), MONDAY - timedelta(seconds=1)
        )
        assert inbox.claimed(tx, US, "agent:rob:", MONDAY - timedelta(seconds=1)) == 1
        assert inbox.claimed(tx, US, "agent:rob:", MONDAY) == 0
        assert inbox.claim_again(tx, US, "agent:rob:key", later, MONDAY)
        assert inbox.claimed(tx, US, "agent:rob:", MONDAY) == 1


def test_two_managers_who_decide_at_once_make_one_decision(store: Store) -> None:
    with store.writing() as tx:
        deal = begin(tx)
        approval = Approval("a1", "find", "rob", 1, MONDAY, MONDAY + timedelta(days=3))
        seen = happen(tx, deal, ApprovalAsked(approval))

    def decide(who: int) -> str:
        with suppress(Conflict), store.writing() as tx:
            happen(tx, seen, Decided("a1", "approved"), by=f"manager-{who}")
            return f"manager-{who}"
        return ""

    (winner,) = filter(None, together(decide, 8))
    with store.reading() as tx:
        decided = found(tx).approval
        assert decided
        assert decided.decider == winner


def test_a_newcomers_first_words_on_sixteen_lines_make_one_person_in_one_tenant(store: Store) -> None:
    def come_in(who: int) -> tuple[str, str]:
        with store.writing() as tx:
            tenant = tenants.tenant_of(tx, "slack", "T1") or tenants.make_tenant(tx, "slack", "T1", "Us")
            person = people.admit(tx, tenant.id, "slack", "T1", "U1", Colleague(f"p{who}", "Rob"), "rob@us.example", "")
            return tenant.id, person.id

    assert len(set(together(come_in))) == 1
    with store.reading() as tx:
        assert len(tenants.all_tenants(tx)) == 1


def test_the_first_words_in_two_chats_at_once_make_one_organisation(postgres: Store) -> None:
    def settle() -> str:
        with postgres.writing() as tx:
            return tenants.settle(tx, "teams", "TT").id

    with ThreadPoolExecutor(1) as second:
        with postgres.writing() as tx:
            first = tenants.settle(tx, "slack", "T1").id
            other = second.submit(settle)
            done_or_waiting(other, postgres)
        assert other.result() == first


def test_a_role_given_while_a_person_comes_in_from_a_second_chat_stays(postgres: Store) -> None:
    mia = Colleague("mia", "Mia", frozenset({"rep"}), vouched=True)
    with postgres.writing() as tx:
        us = tenants.settle(tx, "slack", "T1").id
        people.admit(tx, us, "slack", "T1", "U0MIA", mia, "mia@us.example", "")

    def come_in() -> None:
        admin = Speaker("teams", "TT", "mia-in-teams", "Mia", email="mia@us.example", admin=True)
        with postgres.writing() as tx:
            arrive(tx, Inbound("first", admin, Place("teams", "TT", "mia-in-teams", "direct"), "home"))

    with postgres.writing() as tx:
        tenants.settle(tx, "teams", "TT")
    with ThreadPoolExecutor(1) as second:
        with postgres.writing() as tx:
            tenants.alone(tx, us)
            known = people.find(tx, us, "mia")
            assert known
            manager = replace(known.colleague, roles=known.colleague.roles | {"manager"})
            people.save(tx, us, known, replace(known, colleague=manager))
            other = second.submit(come_in)
            done_or_waiting(other, postgres)
        other.result()
    with postgres.reading() as tx:
        now = people.find(tx, us, "mia")
    assert now
    assert now.colleague.roles == {"rep", "manager", "admin"}


def test_no_message_is_leased_by_two_workers(store: Store) -> None:
    with store.writing() as tx:
        for number in range(48):
            outbox.post(tx, US, replace(DEALS, id=f"c{number}"), card("x"), "s", MONDAY)

    def lease(who: int) -> list[str]:
        with store.writing() as tx:
            return [outgoing.id for outgoing in outbox.lease(tx, f"w{who}", MONDAY, 6)]

    leased = [outgoing for messages in together(lease, 8) for outgoing in messages]
    assert len(leased) == len(set(leased))


def test_of_sixteen_presses_on_one_button_at_once_one_is_saved(store: Store) -> None:
    assistant = Assistant(store, lambda: MONDAY, playbook_files.texts(None))
    rob = Speaker("slack", "T1", "U0ROB", "Rob")

    def press(text: str, key: str, button: str = "") -> Answer:
        return assistant.answer(Inbound(key, rob, Place("slack", "T1", "C0DEALS"), text, pressed=button))

    press("new Vandelay", "begin")
    answers = together(lambda who: press("log vandelay call about the offer", f"click {who}", "the button"))
    assert sorted(answer.repeated for answer in answers) == [False] + [True] * 15
    with store.reading() as tx:
        assert [row["kind"] for row in export(tx, None)["ledger"]] == ["Began", "Logged"]
