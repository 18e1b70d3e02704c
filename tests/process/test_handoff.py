"""The handoff: who approves, who accepts, and what becomes of old cards."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from process import course, ending, handoff, proof
from process.approval import Ticket
from process.colleague import Colleague, Company
from process.facts import Advanced, Changed, Decided
from process.money import Money
from process.outcome import Outcome
from process.reasons import Reason
from process.reasons.gates import (
    AcceptanceAwaited,
    ApprovalAwaited,
    NoApprover,
    NothingAsked,
    NotInState,
    OlderCard,
)
from process.reasons.rights import ActsForOwner, NotVouched, NotYours, OwnDeal, OwnRequest
from process.reasons.values import ReasonNeeded
from tests.support.people_and_deal import MONDAY, PEOPLE, STANDARD, Story, away, company, evidence, item, one


def asked(people: Company | None = None, owner: str = "rob") -> Story:
    """A deal whose handoff out of Agree was just asked for by its owner."""
    story = Story(company=people or company(), owner=owner)
    story.to("agree")
    story.ready()
    story.wait(hours=1)
    story.advance(owner)
    return story


def why(outcome: Outcome) -> Reason:
    assert outcome.refusal is not None
    return outcome.refusal.reason


def test_a_handoff_waits_for_a_manager_and_then_for_the_account_manager() -> None:
    story = asked()
    assert story.deal.stage == "agree"
    assert story.approve("mia").facts == (Decided("a2", "approved", won=True),)
    assert story.deal.stage == "agree"
    assert story.accept("ana").facts == (Decided("a2", "done", acceptor="ana"), Advanced("agree", "keep"))
    assert (story.deal.stage, story.deal.account_manager) == ("keep", "ana")
    assert story.deal.approval is not None
    assert (story.deal.approval.decider, story.deal.approval.acceptor) == ("mia", "ana")


def test_a_deal_that_goes_back_before_its_handoff_is_the_account_managers_no_longer() -> None:
    story = asked()
    story.approve("mia")
    story.accept("ana")
    story.back("ana", "agree")
    assert (story.deal.stage, story.deal.account_manager) == ("agree", "")
    assert story.back("ana", "find").refusal is not None


def test_a_manager_without_a_chat_that_vouches_neither_waives_nor_attests() -> None:
    story = Story(STANDARD)
    assert story.waive("una", "source").refusal is not None
    assert story.waive("mia", "source").refusal is None


def test_a_handoff_without_acceptance_opens_with_the_approval() -> None:
    story = Story(STANDARD)
    story.to("discussion")
    story.ready()
    story.advance(to="closing")
    assert story.approve("max").facts == (Decided("a5", "done"), Advanced("discussion", "closing"))
    assert story.deal.account_manager == ""


def test_asking_again_does_not_ask_twice() -> None:
    story = asked()
    story.wait(hours=1)
    again = story.advance()
    assert again.facts == ()
    assert why(again) == ApprovalAwaited("agree")
    story.approve()
    assert why(story.advance()) == AcceptanceAwaited()


@pytest.mark.parametrize("who", ["rita", "leo", "ana", "ada", "ivo"])
def test_only_a_manager_decides_a_handoff(who: str) -> None:
    assert why(asked().approve(who)) == NotYours("decide")


def test_a_rep_cannot_approve_a_deal_of_their_own() -> None:
    assert why(asked().approve("rob")) == OwnDeal("decide", ("mia", "max"))


def test_a_manager_cannot_approve_a_deal_of_their_own() -> None:
    story = asked(owner="mia")
    assert why(story.approve("mia")) == OwnDeal("decide", ("max",))
    assert story.approve("max").refusal is None


def test_a_manager_cannot_approve_their_own_deal_though_another_asked() -> None:
    story = Story(company=company(one("Moe", manages=True)), owner="mia")
    story.to("agree")
    story.ready()
    story.wait(hours=1)
    story.advance("max")
    assert why(story.approve("mia")) == OwnDeal("decide", ("moe",))
    assert why(story.approve("max")) == OwnRequest()


def test_a_manager_cannot_approve_what_they_asked_for() -> None:
    story = Story()
    story.to("agree")
    story.ready()
    story.wait(hours=1)
    story.advance("mia")
    assert why(story.approve("mia")) == OwnRequest()
    assert story.approve("max").refusal is None


def test_a_colleague_no_one_vouches_for_cannot_approve() -> None:
    story = asked()
    assert why(story.approve("una")) == NotVouched()


def test_the_requesters_delegate_cannot_approve() -> None:
    story = asked(company(away("rob", "mia")))
    assert why(story.approve("mia")) == ActsForOwner()
    assert story.approve("max").refusal is None


def test_a_requester_cannot_reach_approval_through_a_chain_of_delegates() -> None:
    story = asked(company(away("rob", "rita"), away("rita", "mia")))
    assert story.approve("mia").refusal is not None


def test_a_managers_delegate_approves_while_the_manager_is_away() -> None:
    story = asked(company(away("mia", "rita")))
    assert story.approve("rita").refusal is None


def test_a_delegate_decides_nothing_once_the_manager_is_back() -> None:
    story = asked(company(away("mia", "rita", days=1)))
    story.wait(hours=24)
    assert story.approve("rita").refusal is not None
    assert story.approve("mia").refusal is None


def test_the_owner_cannot_approve_as_the_managers_delegate() -> None:
    story = asked(company(away("mia", "rob")))
    assert why(story.approve("rob")) == OwnDeal("decide", ("mia", "max"))


def test_a_deal_given_to_the_approver_voids_the_approval() -> None:
    story = asked()
    story.ask("rob", lambda deal, context: course.assign(deal, context, "mia"))
    assert why(story.approve("mia")) == NotInState("void")
    story.wait(hours=1)
    story.advance("rob")
    story.advance("mia")
    assert story.approve("mia").facts == ()


def test_who_was_a_manager_when_asked_but_is_none_at_the_press_decides_nothing() -> None:
    story = asked()
    demoted = replace(PEOPLE[2], roles=frozenset({"rep"}))
    story.company = company(demoted)
    assert story.approve("mia").facts == ()


@pytest.mark.parametrize(
    "changed",
    [
        Changed("close date", "", close_date=MONDAY.date()),
        Changed("product", "", product="goods"),
        Changed("complexity", "standard", complexity="complex"),
        Changed("amount", "", amount=Money.of("1 EUR")),
    ],
    ids=lambda changed: changed.attribute,
)
def test_changing_the_deal_voids_the_approval(changed: Changed) -> None:
    story = asked()
    outcome = story.ask("rob", lambda deal, context: course.change(deal, context, changed))
    assert outcome.facts == (Decided("a2", "void"), changed)
    assert why(story.approve()) == NotInState("void")


def test_raising_the_amount_voids_the_approval_and_asks_for_legal() -> None:
    story = Story(STANDARD)
    story.amount("40000 EUR")
    story.to("discussion")
    story.ready()
    story.wait(hours=1)
    story.advance()
    card = story.ticket
    story.amount("60000 EUR")
    assert why(story.approve("mia", card)) == NotInState("void")
    refusal = story.advance().refusal
    assert refusal is not None
    assert [it.exit.key for it in refusal.missing] == ["legal"]
    story.meet("leo", evidence("legal", "yes"))
    story.advance()
    assert story.approve("mia", card).facts == ()
    assert story.approve("mia").refusal is None
    assert story.deal.stage == "closing"


def test_new_evidence_voids_the_approval_even_between_approval_and_acceptance() -> None:
    story = asked()
    story.approve()
    story.meet("rob", evidence("signed", "Somebody else"))
    assert why(story.accept()) == NotInState("void")
    assert story.deal.stage == "agree"


@pytest.mark.parametrize(
    "disturb",
    [
        lambda story: story.waive("mia", "obligations"),
        lambda story: story.back("rob", "find"),
        lambda story: story.ask(
            "rob", lambda deal, context: proof.unmeet(deal, context, "budget", "they took it back")
        ),
        lambda story: story.ask("rob", lambda deal, context: course.assign(deal, context, "rita")),
        lambda story: story.ask("rob", lambda deal, context: ending.lose(deal, context, "no money")),
    ],
    ids=["waived", "sent back", "taken back", "another owner", "lost"],
)
def test_what_changes_the_deal_in_substance_voids_the_approval(disturb: Callable[[Story], Outcome]) -> None:
    story = asked()
    assert disturb(story).refusal is None
    assert story.deal.approval is not None
    assert story.deal.approval.state == "void"


def test_activities_refusals_and_list_items_do_not_void_the_approval() -> None:
    story = asked()
    story.ask("rob", lambda deal, context: course.log(deal, context, "call", "they are happy"))
    story.put("rob", item("objection", "too dear"))
    story.advance("rob")
    story.advance("rita")
    story.waive("rob", "budget")
    assert story.approve().refusal is None


def test_an_approval_for_one_handoff_opens_no_other() -> None:
    story = Story(STANDARD)
    story.to("discussion")
    story.ready()
    story.advance(to="closing")
    card = story.ticket
    story.approve("mia", card)
    story.ready("closing")
    story.wait(hours=1)
    story.advance()
    assert story.approve("mia", card).facts == ()
    assert story.deal.stage == "closing"


def test_back_and_forth_again_needs_a_new_approval() -> None:
    story = Story(STANDARD)
    story.to("closing")
    old = story.ticket
    story.back("rob", "discussion")
    story.ready()
    story.wait(hours=1)
    assert why(story.advance()) == ApprovalAwaited("discussion", new=True)
    assert story.approve("mia", old).facts == ()
    assert story.approve("mia").refusal is None


def test_a_deal_opened_again_needs_a_new_approval() -> None:
    story = asked()
    old = story.ticket
    story.ask("rob", lambda deal, context: ending.lose(deal, context, "no money"))
    story.ask("rob", lambda deal, context: course.reopen(deal, context, "money"))
    assert story.deal.stage == "agree"
    assert story.approve("mia", old).facts == ()


def test_a_card_of_another_version_decides_nothing() -> None:
    story = asked()
    card = Ticket(story.ticket.id, story.ticket.version - 1)
    assert why(story.approve("mia", card)) == OlderCard()


def test_a_card_no_one_asked_for_decides_nothing() -> None:
    story = Story()
    assert why(story.approve("mia", Ticket("a1", 0))) == NothingAsked("approval")
    assert story.deal.stage == "find"


def test_pressing_approve_twice_decides_once() -> None:
    story = Story(STANDARD)
    story.to("discussion")
    story.ready()
    story.advance(to="closing")
    card = story.ticket
    assert story.approve("mia", card).refusal is None
    for who in ("mia", "max"):
        second = story.approve(who, card)
        assert second.facts == ()
        assert why(second) == NotInState("done")
    assert story.deal.approval is not None
    assert story.deal.approval.decider == "mia"


def test_a_second_approval_before_acceptance_says_what_is_awaited() -> None:
    story = asked()
    story.approve("mia")
    assert why(story.approve("max")) == NotInState("approved")


def test_approving_checks_todays_facts_once_more() -> None:
    story = Story(STANDARD)
    story.to("discussion")
    story.ready()
    story.advance(to="closing")
    story.put("rob", item("objection", "too dear"))
    refusal = story.approve().refusal
    assert refusal is not None
    assert [it.exit.key for it in refusal.missing] == ["objections"]
    assert story.deal.stage == "discussion"


def test_the_account_manager_declines_and_the_deal_stays() -> None:
    story = asked()
    assert why(story.decline("ana")) == NotYours("decide")
    story.approve()
    assert story.decline("ana").facts == (Decided("a2", "declined", "not yet"),)
    assert story.deal.stage == "agree"
    assert story.accept().facts == ()


def test_only_the_account_manager_named_on_the_deal_accepts() -> None:
    bob = Colleague("bob", "Bob", frozenset({"account manager"}))
    story = asked(company(bob))
    assert why(story.accept("ana")) == NotInState("asked")
    story.approve()
    for who in ("rob", "mia", "bob", "ada"):
        assert why(story.accept(who)) == NotYours("accept")
    assert story.accept("ana").refusal is None


def test_a_stand_in_for_the_account_manager_accepts_in_their_name() -> None:
    story = asked(company(away("ana", "rita")))
    story.approve()
    assert story.accept("rita").refusal is None
    assert story.deal.account_manager == "ana"


def test_an_account_manager_who_is_away_may_still_accept() -> None:
    story = asked(company(away("ana", "rita")))
    story.approve()
    assert story.accept("ana").refusal is None


def test_accepting_twice_passes_one_gate() -> None:
    story = asked()
    story.approve()
    card = story.ticket
    story.accept()
    assert story.accept().facts == ()
    assert (story.deal.stage, story.ticket) == ("keep", card)


@pytest.mark.parametrize(("hours", "passes"), [(71.9, True), (72, False), (500, False)])
def test_an_approval_expires_after_three_days(hours: float, passes: bool) -> None:
    story = asked()
    story.wait(hours=hours)
    assert (story.approve().refusal is None) is passes


def test_an_approval_that_expired_is_asked_for_again() -> None:
    story = asked()
    old = story.ticket
    story.wait(hours=72)
    assert story.ask("rob", course.expire).facts == (Decided("a2", "expired"),)
    assert story.ask("rob", course.expire).facts == ()
    story.advance()
    assert story.approve("mia", old).facts == ()
    assert story.approve("mia").refusal is None


def test_asking_again_after_expiry_closes_the_old_approval_first() -> None:
    story = asked()
    story.wait(hours=73)
    facts = story.advance().facts
    assert facts[0] == Decided("a2", "expired")
    assert story.deal.approval is not None
    assert (story.deal.approval.id, story.deal.approval.state) == ("a3", "asked")


def test_an_approval_still_in_time_does_not_expire() -> None:
    story = asked()
    story.wait(hours=71)
    assert story.ask("rob", course.expire).facts == ()


def founders_deal(*others: Colleague) -> Story:
    fay = Colleague("fay", "Fay", frozenset({"rep", "manager", "account manager", "admin"}))
    story = Story(company=Company({it.id: it for it in (fay, *others)}), owner="fay")
    story.amount("1 EUR", "fay")
    story.prove("reached", "budget", "signed")
    story.meet("fay", evidence("keeper", "fay"))
    return story


def test_a_founder_with_a_colleague_who_cannot_decide_sees_what_to_do() -> None:
    story = founders_deal(Colleague("ray", "Ray"))
    outcome = story.advance("fay", "keep")
    assert outcome.refusal is not None
    assert (outcome.refusal.kind, outcome.refusal.skipping) == ("no approver", False)
    assert why(outcome) == NoApprover()
    assert (story.deal.stage, story.deal.approval) == ("agree", None)
    story.company = company(story.company.people["fay"])
    story.wait(hours=1)
    assert why(story.advance("fay")) == ApprovalAwaited("agree", new=True)


def test_a_founder_alone_confirms_with_a_reason() -> None:
    story = founders_deal()
    assert why(story.advance("fay", "keep")) == ApprovalAwaited("agree", new=True)
    assert why(story.approve("fay")) == ReasonNeeded()
    ticket = story.ticket
    outcome = story.ask("fay", lambda deal, context: handoff.approve(deal, context, ticket, "I run this alone"))
    assert [fact.marks for fact in outcome.facts if isinstance(fact, Decided)] == [("alone",)]


def test_a_missing_manager_is_replaced_by_any_other() -> None:
    gone = replace(PEOPLE[2], active=False)
    story = asked(company(gone))
    assert why(story.approve("mia")) == NotYours("decide")
    assert story.approve("max").refusal is None
