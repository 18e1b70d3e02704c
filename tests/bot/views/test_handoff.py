"""Approvals as cards: what is asked, and what became of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.store.deal_json import read_fact
from bot.views.approval import acceptance_card, approval_card, decided_card
from bot.views.changes import changes_words
from bot.views.examples.deals import NOW, accepting, caring, context, handing_over
from bot.views.notice import decided_notice
from process import facts
from process.evidence import Evidence, Waiver
from process.facts import Entry, Fact
from process.money import Money
from tests.support.card_text import all_buttons, buttons_of, text_of


def test_a_manager_sees_what_they_decide_on() -> None:
    tale = handing_over()
    card = approval_card(tale.deal, context("mia"), tale.approval)
    said = text_of(card)
    assert card.title == "Acme: approve the handoff out of Discussion?"
    assert "Amount: 45,000 EUR" in said
    assert "Gate: Discussion to Closing" in said
    assert "Asked by: Rob, 1 May 2027, 05:30" in said
    assert "Open until: 4 May 2027, 05:30" in said
    assert "Problem – Every order is typed in twice" in said


def test_waivers_are_on_the_card_that_asks() -> None:
    tale = handing_over()
    card = approval_card(tale.deal, context("mia"), tale.approval)
    assert "Budget – waived by Max, 15 days ago: Their budget round is in June" in text_of(card)
    assert card.tone == "warning"


def test_the_buttons_are_bound_to_the_approval_and_its_version() -> None:
    tale = handing_over()
    bound = f"{tale.approval.id} {tale.approval.version}"
    card = approval_card(tale.deal, context("mia"), tale.approval)
    assert buttons_of(card) == {"Approve": f"approve {bound}", "Decline": f"decline {bound}"}


def test_the_account_manager_sees_what_they_take_over() -> None:
    tale = accepting()
    bound = f"{tale.approval.id} {tale.approval.version}"
    card = acceptance_card(tale.deal, context("ana"), tale.approval)
    said = text_of(card)
    assert "To: Ana" in said
    assert "Approved by: Mia" in said
    assert "Promised so far: Train 40 people" in said
    assert "Paperwork: https://acme.example/contract" in said
    assert buttons_of(card) == {"Accept": f"accept {bound}", "Decline": f"decline {bound}"}


def test_a_decided_card_says_who_and_when_and_cannot_be_pressed() -> None:
    tale = handing_over().approve()
    card = decided_card(tale.deal, context("max"), tale.approval, "Discussion to Closing")
    assert card.title == "Acme: Mia approved the handoff"
    assert "Decided by: Mia, 1 May 2027, 10:30" in text_of(card)
    assert not all_buttons(card)


def test_an_approved_handoff_names_who_is_to_accept() -> None:
    tale = accepting()
    assert (
        decided_card(tale.deal, context(), tale.approval).title
        == "Acme: Mia approved the handoff, Ana has to accept it"
    )


def test_an_accepted_handoff_names_both() -> None:
    tale = caring()
    card = decided_card(tale.deal, context(), tale.approval)
    assert card.title == "Acme: Mia approved the handoff, Ana accepted it"


def test_a_declined_handoff_gives_the_reason() -> None:
    tale = handing_over().decline("The amount is not theirs to spend")
    card = decided_card(tale.deal, context(), tale.approval)
    assert card.title == "Acme: Mia declined the handoff"
    assert "Why: The amount is not theirs to spend" in text_of(card)
    assert card.tone == "warning"


def test_a_void_approval_says_that_the_deal_changed() -> None:
    tale = handing_over().waive("triggers_happened", "A frame contract is in force")
    card = decided_card(tale.deal, context(), tale.approval)
    assert card.title == "Acme: the approval is void"
    assert "Why: the deal changed after it was asked for" in text_of(card)


def test_an_approval_of_an_older_ledger_keeps_the_reason_that_was_written_with_it() -> None:
    old = read_fact("Decided", '{"approval":"a1","state":"expired","reason":"nobody decided in time"}')
    tale = handing_over()
    deal = old.on(tale.deal, "stagecoach", NOW)
    assert deal.approval is not None
    assert "Why: nobody decided in time" in text_of(decided_card(deal, context(), deal.approval))
    new = replace(deal.approval, reason="")
    assert "Why: no one decided in time" in text_of(decided_card(deal, context(), new))


CHANGES: list[tuple[Fact, str]] = [
    (facts.Changed("amount", "45000 EUR", amount=Money.of("60000 EUR")), "The amount is now 60,000 EUR"),
    (facts.Changed("close date", "", close_date=date(2027, 6, 1)), "The close date is now Tuesday 1 June 2027"),
    (facts.Assigned("mia", "rob"), "Mia owns the deal now"),
    (facts.Met((Evidence("budget", "yes", "buyer", "rob", NOW),)), "There is new evidence for Budget"),
    (facts.Unmet("budget", "a slip"), "Budget is no longer proven"),
    (facts.Waived(Waiver("terms", "frame contract", by="mia", at=NOW)), "Terms is waived"),
    (facts.SentBack("discussion", "presentation", "too early"), "The deal is now in Presentation"),
    (facts.Advanced("discussion", "closing", ()), "The deal went on"),
]


@pytest.mark.parametrize(("fact", "said"), CHANGES, ids=[said for _, said in CHANGES])
def test_a_void_approval_shows_what_changed_and_who_changed_it(fact: Fact, said: str) -> None:
    tale = handing_over().waive("triggers_happened", "A frame contract is in force")
    card = decided_card(tale.deal, context("mia"), tale.approval, changed=[Entry(fact, "rob", NOW)])
    assert f"{said}. The owner has to ask again." in text_of(card)
    assert "Changed by: Rob, 3 May 2027" in text_of(card)
    assert "Why" not in text_of(card)


def test_those_who_asked_see_how_it_ended_and_go_on_from_there() -> None:
    tale = handing_over().approve()
    assert list(buttons_of(decided_notice(tale.deal, context("mia"), tale.approval))) == ["Give evidence", "Show deal"]
    waiting = handing_over()
    later = context("mia", NOW + timedelta(days=9))
    assert list(buttons_of(decided_notice(waiting.deal, later, waiting.approval))) == ["Show deal"]


def test_several_changes_are_one_sentence_and_a_lost_deal_is_not_asked_for_again() -> None:
    some = [Entry(fact, "rob", NOW) for fact, _ in CHANGES]
    assert changes_words(some[:2], context()) == (
        "The amount is now 60,000 EUR and the close date is now Tuesday 1 June 2027. The owner has to ask again."
    )
    assert "and 4 more things changed. The owner has" in changes_words(some, context())
    assert changes_words([Entry(facts.Lost("discussion", "no money"), "rob", NOW)], context()) == "The deal is lost."
    assert changes_words([], context()) == ""


def test_an_approval_that_no_one_decided_in_time_is_expired() -> None:
    tale = handing_over()
    assert decided_card(tale.deal, context("mia", NOW + timedelta(days=9)), tale.approval).title == (
        "Acme: the approval expired"
    )
