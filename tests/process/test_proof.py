"""Proof: who can attest what, what counts as an answer, and what a manager can waive."""

from dataclasses import replace
from datetime import date

import pytest

from process import course, playbook_file, proof
from process.evidence import Evidence, Waiver
from process.facts import Met, Unmet, Waived
from process.misfits import (
    ByList,
    Empty,
    Misfit,
    NoColleague,
    NotAChoice,
    NotADate,
    NotALink,
    NotMoney,
    NotYesOrNo,
    OtherRole,
    TooLong,
)
from process.outcome import Outcome
from process.reasons import Reason
from process.reasons.rights import NotYoursToAttest, OwnDeal, WaiverNotYours
from process.reasons.state import NeverWaived, NothingToTakeBack, ProvenAlready
from process.reasons.values import BadAnswer, BuyerUnnamed, OwnerWaived
from tests.support.people_and_deal import MONDAY, PEOPLE, SMALL, STANDARD, STANDARD_TEXT, Story, company, evidence


def why(outcome: Outcome) -> Reason:
    assert outcome.refusal is not None
    assert outcome.facts == ()
    return outcome.refusal.reason


def unmeet(story: Story, who: str, key: str) -> Outcome:
    return story.ask(who, lambda deal, context: proof.unmeet(deal, context, key, "it was not so"))


@pytest.mark.parametrize("who", ["rob", "mia", "ana", "ada", "lin"])
def test_no_one_speaks_for_legal_but_legal(who: str) -> None:
    story = Story()
    assert why(story.meet(who, evidence("legal", "yes"))) == NotYoursToAttest(story.playbook.exits["legal"])
    assert story.meet("leo", evidence("legal", "yes")).refusal is None


@pytest.mark.parametrize("who", ["rob", "ada"])
def test_no_evidence_changes_nothing(who: str) -> None:
    story = Story()
    assert story.meet(who).facts == ()
    assert not story.deal.evidence


def test_a_rep_cannot_speak_for_a_manager() -> None:
    story = Story()
    story.complexity("complex")
    assert why(story.meet("rob", evidence("discount", "10 %"))) == NotYoursToAttest(story.playbook.exits["discount"])
    assert story.meet("mia", evidence("discount", "10 %")).refusal is None


def test_a_manager_cannot_attest_for_the_manager_on_a_deal_of_their_own() -> None:
    story = Story(owner="mia")
    assert story.meet("mia", evidence("discount", "10 %")).refusal is not None
    assert story.meet("max", evidence("discount", "10 %")).refusal is None


def test_a_specialist_cannot_speak_for_the_rep() -> None:
    assert why(Story().meet("leo", evidence("signed", "Carla"))) == NotYoursToAttest(SMALL.exits["signed"])


def test_evidence_is_signed_by_its_giver_despite_its_claims() -> None:
    story = Story()
    forged = Evidence("reached", "Carla", "legal", "leo", MONDAY)
    story.wait(hours=1)
    story.meet("rob", forged)
    assert story.deal.evidence["reached"] == Evidence("reached", "Carla", "rep", "rob", story.now)


@pytest.mark.parametrize(("contact", "where"), [("", ""), ("Carla", ""), ("", "call"), ("Carla", " ")])
def test_what_the_buyer_said_names_who_said_it_and_where(contact: str, where: str) -> None:
    story = Story()
    assert why(story.meet("rob", evidence("budget", "1 EUR", contact, where))) == BuyerUnnamed(SMALL.exits["budget"])
    assert story.meet("rob", evidence("budget", "1 EUR", "Carla", "call")).refusal is None


def test_several_pieces_of_evidence_are_taken_together_or_not_at_all() -> None:
    story = Story()
    good, bad = evidence("reached", "Carla"), evidence("budget", "plenty", "Carla", "call")
    assert why(story.meet("rob", good, bad)) == BadAnswer(SMALL.exits["budget"], NotMoney())
    assert story.deal.evidence == {}
    assert story.meet("rob", good, evidence("signed", "Carla")).refusal is None
    assert set(story.deal.evidence) == {"reached", "signed"}


def test_evidence_for_another_is_refused_together_with_ones_own() -> None:
    story = Story()
    story.meet("rob", evidence("reached", "Carla"), evidence("legal", "yes"))
    assert story.deal.evidence == {}


@pytest.mark.parametrize(
    ("key", "value", "misfit"),
    [
        ("source", "a dream", NotAChoice()),
        ("source", "", Empty()),
        ("problem", "   ", Empty()),
        ("problem", "x" * 10_000, TooLong(2000, 10000)),
        ("alignment", "perhaps", NotYesOrNo()),
        ("budget", "NaN EUR", NotMoney()),
        ("budget", "-5 EUR", NotMoney()),
        ("budget", "50000 euros", NotMoney()),
        ("presented_on", "31 June", NotADate()),
        ("paperwork", "javascript:alert(1)", NotALink()),
        ("paperwork", "https://[", NotALink()),
        ("account_manager", "rob", OtherRole("Rob", "account manager")),
        ("account_manager", "nobody", NoColleague()),
        ("account_manager", "ivo", NoColleague()),
        ("triggers", "none", ByList()),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_with_what_is_wrong(key: str, value: str, misfit: Misfit) -> None:
    story = Story(STANDARD)
    refused = why(story.meet("rob", evidence(key, value, "Carla", "call")))
    assert refused == BadAnswer(STANDARD.exits[key], misfit)


def test_no_is_an_answer_that_is_kept_but_proves_nothing() -> None:
    story = Story()
    story.amount("60000 EUR")
    story.ready("agree")
    assert story.meet("leo", evidence("legal", "no")).refusal is None
    assert story.advance(to="keep").refusal is not None
    assert story.deal.stage == "agree"


def test_evidence_can_be_taken_back_with_a_reason() -> None:
    story = Story()
    assert why(unmeet(story, "rob", "reached")) == NothingToTakeBack(SMALL.exits["reached"])
    story.prove("reached")
    assert unmeet(story, "rob", "reached").facts == (Unmet("reached", "it was not so"),)
    assert story.deal.evidence == {}


def test_a_rep_cannot_take_back_what_legal_said() -> None:
    story = Story()
    story.prove("legal")
    assert unmeet(story, "rob", "legal").refusal is not None
    assert unmeet(story, "mia", "legal").refusal is None


def test_a_manager_waives_with_a_reason_and_it_shows() -> None:
    story = Story()
    assert story.waive("mia", "reached").facts == (Waived(Waiver("reached", "they said so", "mia", MONDAY)),)
    advanced = story.advance()
    assert advanced.refusal is None
    assert [getattr(fact, "waivers", ()) for fact in advanced.facts] == [("reached",)]


@pytest.mark.parametrize("who", ["rob", "rita", "leo", "ana", "ada", "ivo"])
def test_no_one_but_a_manager_waives(who: str) -> None:
    outcome = Story().waive(who, "reached")
    assert outcome.facts == ()
    assert outcome.refusal is not None
    assert outcome.refusal.kind == "not yours"


@pytest.mark.parametrize("owner", ["mia", "max"])
def test_a_manager_cannot_waive_on_a_deal_of_their_own(owner: str) -> None:
    story = Story(owner=owner)
    other = "max" if owner == "mia" else "mia"
    assert why(story.waive(owner, "reached")) == OwnDeal("waive", (other,))


@pytest.mark.parametrize("key", ["signed_by_customer", "signed_by_us", "signed_on", "account_manager"])
def test_signatures_and_the_account_manager_are_never_waived(key: str) -> None:
    story = Story(STANDARD)
    for who in ("mia", "max"):
        assert why(story.waive(who, key)) == NeverWaived(STANDARD.exits[key])


def test_a_waiver_can_be_taken_back_and_the_gate_shuts() -> None:
    story = Story()
    story.waive("mia", "reached")
    assert why(unmeet(story, "rob", "reached")) == WaiverNotYours(SMALL.exits["reached"])
    unmeet(story, "max", "reached")
    assert story.advance().refusal is not None


def test_what_is_proven_needs_no_waiver() -> None:
    story = Story()
    story.prove("reached")
    assert why(story.waive("mia", "reached")) == ProvenAlready(SMALL.exits["reached"])


def test_no_one_comes_to_own_a_deal_on_which_they_waived() -> None:
    story = Story()
    story.waive("mia", "reached")
    to_mia = story.ask("max", lambda deal, context: course.assign(deal, context, "mia"))
    assert why(to_mia) == OwnerWaived(("reached",))
    unmeet(story, "max", "reached")
    assert story.ask("max", lambda deal, context: course.assign(deal, context, "mia")).refusal is None


def test_a_day_that_has_been_cannot_be_still_to_come() -> None:
    story = Story(STANDARD)
    for value, fits in (("2026-05-04", True), ("2026-05-05", False)):
        found = proof.fault(evidence("signed_on", value), STANDARD.exits["signed_on"], story.context("rob"))
        assert (found is None) is fits


@pytest.mark.parametrize(("day", "taken"), [(None, True), (3, True), (4, True), (5, False), (6, False)])
def test_what_the_buyer_said_was_said_by_today(day: int | None, taken: bool) -> None:
    story = Story()
    said = replace(evidence("budget", "1 EUR", "Carla", "call"), on=date(2026, 5, day) if day else None)
    outcome = story.meet("rob", said)
    assert (outcome.refusal is None) is taken
    assert ("budget" in story.deal.evidence) is taken


def test_an_old_playbook_without_the_key_takes_a_day_to_come() -> None:
    old = playbook_file.read(STANDARD_TEXT.replace("past = true\n", ""), "old.toml")
    story = Story(old)
    assert story.meet("rob", evidence("signed_on", "2027-05-04")).refusal is None


def test_a_budget_of_zero_is_refused() -> None:
    story = Story(STANDARD)
    nothing = evidence("budget", "0 EUR", "CFO", "call")
    budget = STANDARD.exits["budget"]
    assert proof.fault(nothing, budget, story.context("rob")) == BadAnswer(budget, NotMoney())


def test_a_list_may_be_waived_like_any_exit() -> None:
    story = Story()
    story.to("keep")
    story.waive("mia", "obligations")
    story.wait(hours=1)
    story.advance()
    assert story.deal.state == "completed"


def test_the_account_manager_speaks_for_themselves_only() -> None:
    ben = next(it for it in PEOPLE if it.id == "ana")
    story = Story(company=company(type(ben)("ben", "Ben", ben.roles)))
    story.to("keep")
    assert story.deal.account_manager == "ana"
    outcome = story.meet("ana", evidence("reached", "Carla again"))
    assert isinstance(outcome.facts[0], Met)
    assert story.meet("ben", evidence("reached", "Somebody")).facts == ()
