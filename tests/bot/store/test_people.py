"""People and tenants: the same ids in several tenants never meet, and a tenant goes without a trace."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from adapters.chat import Answer, Place
from bot.store import channels, deals, export, inbox, ledger, outbox, people, playbooks, retention, tenants
from bot.store.engine.store import Store
from bot.store.people import Person
from process.colleague import Colleague
from tests.support.people_and_deal import MONDAY, PEOPLE, SMALL_TEXT
from tests.support.stored_deals import DEALS, US, begin, card, found


def settle(store: Store, workspace: str) -> str:
    """A tenant with all the usual people, a deal, an answer, a message, a playbook and a channel; returns its id."""
    with store.writing() as tx:
        tenant = tenants.make_tenant(tx, "slack", workspace, workspace).id
        for one in PEOPLE:
            people.admit(tx, tenant, "slack", workspace, one.id, one, f"{one.id}@us.example", "Europe/Berlin")
        begin(tx, tenant=tenant)
        inbox.save(tx, tenant, "key", Answer(card(workspace)), MONDAY)
        outbox.post(tx, tenant, replace(DEALS, workspace=workspace), card("hello"), "s", MONDAY)
        playbooks.set_current(tx, tenant, "Standard", playbooks.save(tx, tenant, SMALL_TEXT))
        channels.bind(tx, tenant, replace(DEALS, workspace=workspace), "id-Acme")
    return tenant


def test_a_person_comes_back_as_they_were_saved(store: Store) -> None:
    tenant = settle(store, "T1")
    away = Colleague(
        "rob",
        "Rob 🐎",
        frozenset({"rep", "manager"}),
        frozenset({"customer success", "legal"}),
        boss="mia",
        delegate="rita",
        away_until=MONDAY + timedelta(days=2),
        vouched=False,
    )
    with store.writing() as tx:
        rob = people.find(tx, tenant, "rob")
        assert rob
        people.save(tx, tenant, rob, Person(away, "Rob@Us.Example", "Asia/Kolkata", "20:00-08:00"))
    with store.reading() as tx:
        rob = people.person_of(tx, tenant, "slack", "T1", "rob")
        assert rob == Person(away, "rob@us.example", "Asia/Kolkata", "20:00-08:00")
        assert people.by_email(tx, tenant, "ROB@us.example") == rob
        assert people.company(tx, tenant).people == {one.id: one for one in PEOPLE} | {"rob": away}
        assert people.by_email(tx, tenant, "") is None
        assert people.person_of(tx, tenant, "teams", "T1", "rob") is None


def test_a_second_chat_shares_the_tenant_and_its_people(store: Store) -> None:
    tenant = settle(store, "T1")
    with store.writing() as tx:
        assert tenants.connect(tx, tenant, "teams", "contoso")
        assert not tenants.connect(tx, "others", "teams", "contoso")
        assert people.link(tx, tenant, "teams", "contoso", "aad-rob", "rob")
    with store.reading() as tx:
        assert tenants.tenant_of(tx, "teams", "contoso") == tenants.tenant_of(tx, "slack", "T1")
        assert tenants.workspaces_of(tx, tenant) == [("slack", "T1"), ("teams", "contoso")]
        assert people.addresses(tx, tenant, "rob") == [
            Place("slack", "T1", "rob", "direct"),
            Place("teams", "contoso", "aad-rob", "direct"),
        ]


def test_a_person_who_is_admitted_again_stays_who_they_were(store: Store) -> None:
    tenant = settle(store, "T1")
    with store.writing() as tx:
        again = people.admit(tx, tenant, "slack", "T1", "rob", Colleague("somebody", "Else"), "else@us.example", "")
    assert (again.id, again.email) == ("rob", "rob@us.example")


def test_the_same_ids_in_three_tenants_never_meet(store: Store) -> None:
    tenants = [settle(store, workspace) for workspace in ("T1", "T2", "T3")]
    with store.reading() as tx:
        for workspace, tenant in zip(("T1", "T2", "T3"), tenants, strict=True):
            assert len(deals.names(tx, tenant)) == len(ledger.of_deal(tx, tenant, "id-Acme")) == 1
            assert inbox.answered(tx, tenant, "key") == Answer(card(workspace))
            assert [place.workspace for place in people.addresses(tx, tenant, "rob")] == [workspace]
            assert [place.workspace for place in channels.places_of(tx, tenant, "id-Acme")] == [workspace]
            assert len(export.export(tx, tenant)["outbox"]) == 1


def test_an_erased_tenant_is_gone_and_its_neighbours_are_untouched(store: Store) -> None:
    gone, stays = settle(store, "T1"), settle(store, "T2")
    with store.reading() as tx:
        before = export.export(tx, stays), people.everyone(tx, stays), playbooks.current(tx, stays)
    with store.writing() as tx:
        tenants.erase(tx, gone)
    with store.reading() as tx:
        assert export.export(tx, gone) == {"deals": [], "ledger": [], "approvals": [], "outbox": []}
        assert tenants.tenant_of(tx, "slack", "T1") is None
        assert not people.everyone(tx, gone)
        assert not playbooks.current(tx, gone)
        assert inbox.answered(tx, gone, "key") is None
        assert (export.export(tx, stays), people.everyone(tx, stays), playbooks.current(tx, stays)) == before


@pytest.mark.parametrize("words", ["UPDATE ledger SET body = '{}'", "DELETE FROM ledger"])
def test_the_ledger_of_a_living_tenant_is_neither_changed_nor_cut(store: Store, words: str) -> None:
    tenant = settle(store, "T1")
    with pytest.raises(DBAPIError, match="the ledger is only ever added to"), store.writing() as tx:
        tx.execute(text(words))
    with store.reading() as tx:
        assert len(ledger.of_deal(tx, tenant, "id-Acme")) == 1


def test_an_answer_is_forgotten_after_its_time_and_a_repeat_is_new_again(store: Store) -> None:
    with store.writing() as tx:
        inbox.save(tx, US, "old", Answer(card("old")), MONDAY)
        inbox.save(tx, US, "young", Answer(card("young")), MONDAY + timedelta(hours=2))
        assert retention.answers(tx, MONDAY + timedelta(hours=1), 10) == 1
        assert inbox.answered(tx, US, "old") is None
        assert inbox.answered(tx, US, "young") == Answer(card("young"))
        assert inbox.claim(tx, US, "old", MONDAY)


def _hours(hours: int) -> str:
    """Another version of the small playbook."""
    return f"approval_hours = {hours}\n{SMALL_TEXT}"


def test_every_version_of_a_playbook_is_kept_and_one_is_the_standard(store: Store) -> None:
    with store.writing() as tx:
        first = playbooks.save(tx, US, SMALL_TEXT)
        assert playbooks.save(tx, US, SMALL_TEXT.replace("\n", "\r\n")) == first
        playbooks.set_current(tx, US, "Standard", first)
        playbooks.set_current(tx, US, "Large", second := playbooks.save(tx, US, _hours(80)))
        playbooks.set_current(tx, US, "Standard", third := playbooks.save(tx, US, _hours(90)))
        assert playbooks.current(tx, US) == [("Standard", third, _hours(90)), ("Large", second, _hours(80))]
        playbooks.prefer(tx, US, "Large")
        assert [one.name for one in playbooks.current(tx, US)] == ["Large", "Standard"]
        assert playbooks.text(tx, US, first) == SMALL_TEXT.replace("\n", "\r\n")
        assert playbooks.text(tx, "others", first) is None


def test_a_channel_belongs_to_one_deal_and_a_direct_conversation_to_none(store: Store) -> None:
    with store.writing() as tx:
        channels.bind(tx, US, DEALS, "id-Acme")
        channels.bind(tx, US, DEALS, "id-Globex")
        assert channels.deal_of(tx, US, DEALS) == "id-Globex"
        assert channels.places_of(tx, US, "id-Acme") == []
        assert channels.places_of(tx, US, "id-Globex") == [DEALS]
        assert channels.deal_of(tx, US, replace(DEALS, kind="direct")) is None


def test_an_export_is_plain_json_with_everything_in_it(store: Store) -> None:
    tenant = settle(store, "T1")
    with store.reading() as tx:
        whole = export.export(tx, None)
        saved = found(tx, tenant=tenant)
    assert whole["deals"][0]["body"]["name"] == saved.name
    assert whole["deals"][0]["began"] == MONDAY.isoformat()
    assert whole["ledger"][0]["kind"] == "Began"
    assert whole["outbox"][0]["card"]["title"] == "hello"
