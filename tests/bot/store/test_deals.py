"""Deals in the store: found as they were saved, never overwritten unseen, and each name held once."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Connection

from bot.store import adherence, approvals, deals, figures, ledger, passages, tenants
from bot.store.engine.faults import Conflict, NameTaken
from bot.store.engine.store import Store
from bot.store.figures import Asked
from bot.store.names import name_key
from process.adherence import Gates
from process.alike import Alike
from process.approval import Approval
from process.deal import Deal
from process.facts import Advanced, ApprovalAsked, Assigned, Changed, Decided, Lost, Reopened, SkipAttempted
from process.figures import Attempt
from process.money import Money
from process.stays import Passage, Passages
from process.worth import Sum
from tests.support.people_and_deal import MONDAY, STANDARD, Story
from tests.support.stored_deals import US, begin, found, happen, move, tell


def test_a_deal_with_a_whole_life_comes_back_as_it_was_saved(store: Store) -> None:
    story = Story(STANDARD)
    story.to("account_management")
    saved = tell(store, story)
    with store.reading() as tx:
        assert deals.find(tx, US, "d1") == saved == replace(story.deal, version=len(story.ledger))
        steps = [replace(entry, step=number) for number, entry in enumerate(story.ledger, 1)]
        assert ledger.of_deal(tx, US, "d1") == steps


def test_no_one_finds_a_deal_of_another_tenant(store: Store) -> None:
    with store.writing() as tx:
        begin(tx, tenant="us")
        begin(tx, tenant="them", owner="rita")
    with store.reading() as tx:
        assert found(tx, tenant="them").owner == "rita"
        assert found(tx, tenant="us").owner == "rob"
        assert deals.find(tx, "others", "id-Acme") is None
        assert deals.names(tx, "others") == []


def test_saving_an_older_version_is_refused_and_changes_nothing(store: Store) -> None:
    with store.writing() as tx:
        seen = begin(tx)
    with store.writing() as tx:
        move(tx)
    with pytest.raises(Conflict, match="Someone else changed this deal at the same moment"), store.writing() as tx:
        happen(tx, seen, Assigned("rita", "rob"))
    with store.reading() as tx:
        assert (found(tx).owner, found(tx).stage) == ("rob", "agree")
        assert len(ledger.of_deal(tx, US, "id-Acme")) == 2


@pytest.mark.parametrize("twin", ["Acme", "ACME", " acme ", "Ａcme", "Ac\u200bme", "A\u202ecme"])  # wide
def test_two_open_deals_cannot_have_one_name_however_it_is_written(store: Store, twin: str) -> None:
    with store.writing() as tx:
        begin(tx)
        with pytest.raises(NameTaken):
            begin(tx, twin, id="another")
        assert deals.find(tx, US, "another") is None


def test_the_transaction_goes_on_after_a_taken_name(store: Store) -> None:
    with store.writing() as tx:
        begin(tx)
        globex = begin(tx, "Globex")
        with pytest.raises(NameTaken):
            happen(tx, globex, Changed("name", "Globex", name="acme"))
        happen(tx, globex, Changed("name", "Globex", name="Initech"))
    with store.reading() as tx:
        assert found(tx, "Globex").name == "Initech"


def test_a_closed_deal_lets_go_of_its_name_and_must_find_it_free_to_open_again(store: Store) -> None:
    with store.writing() as tx:
        lost = happen(tx, begin(tx), Lost("find", "no budget"))
        begin(tx, id="second")
        with pytest.raises(NameTaken):
            happen(tx, lost, Reopened("find", "find", "they called"))
        found_by_name = deals.named(tx, US, {name_key("ACME")})
    assert [(brief.id, brief.state) for brief in found_by_name] == [("second", "open"), ("id-Acme", "lost")]


def test_my_deals_come_by_close_date_and_those_without_one_last_by_name(store: Store) -> None:
    with store.writing() as tx:
        begin(tx, "Zenith")
        begin(tx, "Bluth", close_date=date(2026, 7, 1))
        begin(tx, "Globex", owner="rita", account_manager="rob", close_date=date(2026, 6, 1))
        begin(tx, "Acme")
        begin(tx, "Hooli", owner="rita")
        happen(tx, begin(tx, "Initech"), Lost("find", "gone"))
    with store.reading() as tx:
        assert [deal.name for deal in deals.working(tx, US, "rob")] == ["Globex", "Bluth", "Acme", "Zenith"]
        assert [deal.name for deal in deals.all_open(tx, US, 2)] == ["Globex", "Bluth"]
        assert [brief.name for brief in deals.names(tx, US)] == ["Acme", "Bluth", "Globex", "Hooli", "Zenith"]
        assert [brief.name for brief in deals.closed_names(tx, US)] == ["Initech"]


def test_the_deals_that_followed_another_are_known_by_their_kind(store: Store) -> None:
    with store.writing() as tx:
        begin(tx)
        begin(tx, "Acme up", parent="id-Acme", kind="up-sell")
    with store.reading() as tx:
        assert [(brief.name, brief.kind) for brief in deals.linked(tx, US, "id-Acme")] == [("Acme up", "up-sell")]


def test_open_deals_are_counted_by_playbook_and_stage(store: Store) -> None:
    with store.writing() as tx:
        for name in ("Acme", "Globex"):
            begin(tx, name)
        begin(tx, "Hooli", playbook="v2")
        happen(tx, begin(tx, "Initech"), Lost("find", "gone"))
    with store.reading() as tx:
        assert deals.holding(tx, US) == {("v1", "find"): 2, ("v2", "find"): 1}


def test_an_approval_is_kept_beside_its_deal_and_decided_once(store: Store) -> None:
    with store.writing() as tx:
        asked = ask(tx, begin(tx))
    with store.reading() as tx:
        assert deals.awaiting(tx, US) == [asked]
        assert approvals.find(tx, US, "a1") == ("id-Acme", asked.approval)
    with store.writing() as tx:
        approved = happen(tx, asked, Decided("a1", "approved"), by="mia")
    with pytest.raises(Conflict), store.writing() as tx:
        happen(tx, replace(asked, version=approved.version), Decided("a1", "declined", "no"), by="max")
    with store.writing() as tx:
        done = happen(tx, found(tx), Decided("a1", "done", acceptor="ana"), by="ana")
    with store.reading() as tx:
        assert deals.awaiting(tx, US) == []
        assert approvals.find(tx, US, "a1") == ("id-Acme", done.approval)
        assert done.approval
        assert (done.approval.decider, done.approval.acceptor) == ("mia", "ana")


def ask(tx: Connection, deal: Deal, tenant: str = US) -> Deal:
    asked = Approval("a1", deal.stage, "rob", deal.version, MONDAY, MONDAY + timedelta(hours=72))
    return happen(tx, deal, ApprovalAsked(asked), tenant=tenant)


def test_a_second_approval_takes_the_place_of_an_expired_one(store: Store) -> None:
    with store.writing() as tx:
        asked = ask(tx, begin(tx))
        assert asked.approval
        again = replace(asked.approval, id="a2", version=asked.version)
        happen(tx, asked, Decided("a1", "expired", "nobody decided in time"), ApprovalAsked(again))
    with store.reading() as tx:
        first, second = approvals.find(tx, US, "a1"), approvals.find(tx, US, "a2")
    assert first
    assert second
    assert (first[1].state, second[1].state) == ("expired", "asked")


def test_figures_come_from_the_columns_and_the_ledger(store: Store) -> None:
    with store.writing() as tx:
        acme = begin(tx, amount=Money(Decimal("50000.10"), "EUR"))
        later = MONDAY + timedelta(days=1)
        acme = happen(tx, acme, Advanced("find", "agree", ("budget",)), at=later)
        acme = happen(tx, acme, SkipAttempted("won", "agree", ("terms",)), at=later, by="rita")
        happen(tx, acme, Assigned("rita", "rob"), at=later)
    with store.reading() as tx:
        everyone = Asked(US)
        assert figures.alike(tx, everyone, by_owner=True) == [
            Alike("agree", "open", False, "new", "", Sum(1, "EUR", Decimal("50000.10")), owner="rita")
        ]
        assert passages.passages(tx, everyone) == Passages(
            [
                Passage("agree", "agree", "open", True, False, 1, 1),
                Passage("find", "agree", "open", True, True, 1, 1),
            ],
            {"find": 1.0},
        )
        assert adherence.gates(tx, everyone) == [Gates("rita", clean=False, gates=1)]
        assert adherence.attempts(tx, everyone) == {"rita": 1}
        tried = Attempt("id-Acme", "rita", later, "won", "agree", ("terms",))
        assert ledger.attempts_of(tx, US, "rita", MONDAY) == [tried]


def test_approvals_expire_by_their_own_tenants_clock(store: Store) -> None:
    with store.writing() as tx:
        here = tenants.make_tenant(tx, "sandbox", "w1", "Here").id
        ahead = tenants.make_tenant(tx, "sandbox", "w2", "Ahead")
        tenants.save_tenant(tx, replace(ahead, clock_offset=100 * 3600.0))
        for tenant in (here, ahead.id):
            ask(tx, begin(tx, tenant=tenant), tenant)
    with store.reading() as tx:
        assert approvals.expired(tx, MONDAY + timedelta(hours=1), 10) == [(ahead.id, "id-Acme")]
        assert set(approvals.expired(tx, MONDAY + timedelta(hours=73), 10)) == {
            (here, "id-Acme"),
            (ahead.id, "id-Acme"),
        }
        assert len(approvals.expired(tx, MONDAY + timedelta(hours=73), 1)) == 1
