"""A declined handoff is asked for again once something changed, of the same manager or of one above them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from process import lists, proof, rights
from process.colleague import Colleague
from process.deal import Deal
from process.declined import changed, last_decline, unchanged
from process.facts import Closed, Decided
from process.outcome import Outcome
from process.reasons.gates import NotInState, StillDeclined
from process.undo import undo
from tests.support.people_and_deal import Story, company, evidence, item, one

PEER = Colleague("pat", "Pat", frozenset({"manager"}))
"""Another manager, beside Mia and not above her."""
MIA = one("Mia", boss="max", manages=True)


def declined() -> Story:
    """A deal whose handoff out of Agree was asked for and declined by Mia; Pat and Max are managers too."""
    story = Story(company=company(PEER))
    story.to("agree")
    story.ready()
    story.amount("40000 EUR")
    story.put("rob", item("objection", "too dear"))
    story.wait(hours=1)
    story.advance()
    assert [type(fact) for fact in story.decline("mia").facts] == [Decided]
    assert why(story.approve()) == NotInState("declined")
    story.wait(hours=1)
    return story


def why(outcome: Outcome) -> object:
    return outcome.refusal.reason if outcome.refusal else None


def test_asking_again_with_nothing_changed_is_refused_with_the_reason_of_the_no() -> None:
    story = declined()
    for outcome in (story.advance(), story.advance("mia"), story.advance(to="keep")):
        assert why(outcome) == StillDeclined("mia", "not yet")
        assert outcome.facts == ()


def _waived(story: Story) -> None:
    story.ask("rob", lambda deal, context: proof.unmeet(deal, context, "budget", "they took it back"))
    story.waive("max", "budget")


Change = Callable[[Story], object]
CHANGES: dict[str, tuple[Change, str]] = {
    "the amount": (lambda story: story.amount("45000 EUR"), "amount"),
    "an answer": (lambda story: story.meet("rob", evidence("budget", "90000 EUR", "Carla", "call")), "exit budget"),
    "an objection": (lambda story: story.close("rob", "objection"), "objection 1"),
    "a new objection": (lambda story: story.put("rob", item("objection", "too slow")), "objection 2"),
    "a waiver": (_waived, "waiver budget"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_it_is_asked_for_again_once_something_changed(what: str) -> None:
    change, part = CHANGES[what]
    story = declined()
    change(story)
    story.advance()
    asked = story.deal.approval
    assert asked
    assert asked.state == "asked"
    assert asked.declined
    assert (asked.declined.by, asked.declined.reason) == ("mia", "not yet")
    assert part in changed(asked.declined.stood, story.deal)


def test_the_same_answer_typed_again_changes_nothing() -> None:
    story = declined()
    before = story.deal.value("budget")
    story.meet("rob", evidence("budget", "90000 EUR", "Carla", "call"))
    story.meet("rob", evidence("budget", before, "Carla", "call"))
    assert why(story.advance()) == StillDeclined("mia", "not yet")


def test_a_change_that_was_undone_doesnt_count() -> None:
    story = declined()
    story.amount("45000 EUR")
    assert unchanged(story.deal) is None
    number = story.ledger[-1].step
    story.ask("rob", lambda deal, context: undo(deal, context, story.ledger, number))
    assert why(story.advance()) == StillDeclined("mia", "not yet")


def test_a_change_that_is_taken_back_after_asking_needs_another_one() -> None:
    story = declined()
    was = str(story.deal.amount)
    story.amount("45000 EUR")
    story.advance()
    story.amount(was)
    assert why(story.advance()) == StillDeclined("mia", "not yet")


def test_it_goes_to_the_one_who_declined_or_above_and_to_no_peer() -> None:
    story = declined()
    assert deciders(story) == {"mia", "max"}
    story.amount("45000 EUR")
    story.advance()
    assert deciders(story) == {"mia", "max"}
    assert story.approve("pat").refusal
    assert story.decline("pat").refusal
    assert story.approve("max").refusal is None


def deciders(story: Story, asker: str = "rob") -> set[str]:
    return {one.id for one in rights.deciders(story.deal, asker, story.company, story.now)}


def test_another_owner_who_asks_asks_the_same_manager() -> None:
    story = declined()
    story.amount("45000 EUR")
    story.advance("max")
    assert deciders(story, asker="max") == {"mia"}


def test_once_the_one_who_declined_has_left_it_is_for_those_above_and_then_for_anyone() -> None:
    story = declined()
    story.amount("45000 EUR")
    story.company = company(PEER, replace(MIA, active=False))
    assert deciders(story) == {"max"}
    story.company = company(PEER, replace(MIA, boss="", active=False))
    assert deciders(story) == {"pat", "max"}


def test_the_stand_in_of_the_one_who_declined_decides_for_them() -> None:
    story = declined()
    story.amount("45000 EUR")
    away = replace(MIA, delegate="pat", away_until=story.now + timedelta(days=5))
    story.company = company(PEER, away)
    story.advance()
    assert deciders(story) == {"mia", "pat", "max"}


def test_the_account_manager_declines_and_it_can_be_asked_for_again_at_once() -> None:
    story = declined()
    story.amount("45000 EUR")
    story.advance()
    story.approve("mia")
    story.decline("ana")
    story.advance()
    asked = story.deal.approval
    assert asked
    assert asked.state == "asked"
    assert asked.declined
    assert asked.declined.by == "ana"


def test_a_handoff_that_passed_leaves_no_decline_behind() -> None:
    story = declined()
    story.amount("45000 EUR")
    story.advance()
    story.approve("mia")
    story.accept()
    assert last_decline(story.deal) is None
    story.back("ana", "agree")
    story.advance()
    assert story.deal.approval
    assert story.deal.approval.declined is None


def test_a_no_of_an_earlier_release_binds_no_one() -> None:
    story = declined()
    approval = story.deal.approval
    assert approval
    story.deal = replace(story.deal, approval=replace(approval, declined=None))
    story.advance()
    assert _state(story.deal) == "asked"


def _state(deal: Deal) -> str:
    return deal.approval.state if deal.approval else ""


def test_how_an_objection_was_removed_counts_as_a_change() -> None:
    story = declined()
    closed = Closed("objection", 1, "they pay in two halves", "Carla", "call")
    story.ask("rob", lambda deal, context: lists.close(deal, context, closed))
    assert unchanged(story.deal) is None
