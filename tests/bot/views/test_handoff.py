"""Approvals as cards: what is asked, and what became of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from adapters.card import Buttons, Card, Text
from bot.store.deal_json import read_fact
from bot.views.answers import answers_card
from bot.views.approval_cards import acceptance_card, approval_card, channel_card
from bot.views.changes import changes_words
from bot.views.decided import decided_card, decided_notice, in_channel, passed_card
from bot.views.examples.deals import NOW, Tale, accepting, caring, context, handing_over
from process import facts
from process.evidence import Evidence, Waiver
from process.facts import Changed, Entry, Fact
from process.money import Money
from tests.support.card_text import all_buttons, buttons_of, text_of


def asks(tale: Tale, by: str = "mia") -> Card:
    return approval_card(tale.deal, context(by), tale.approval)


def test_a_manager_sees_at_once_what_they_decide_on() -> None:
    said = text_of(card := asks(handing_over()))
    assert card.title == "Acme · €45k · closes 1 Jun · to Closing?"
    assert "Rob asks. Yours until Tue 05:30." in said
    assert "Still to happen: The board sees the pilot's figures (due in 4 days)" in said
    assert "Decision: Carla decides, after their board has seen two offers (Carla Chen, call)" in said
    assert "1 objection raised and removed: Kept on their own servers" in said
    assert "Problem" not in said


def test_waivers_are_on_the_card_that_asks() -> None:
    card = asks(handing_over())
    assert "⚠ Max waived Budget: Their budget round is in June" in text_of(card)
    assert "No waivers" not in text_of(card)
    assert card.tone == "warning"


def test_the_phone_shows_who_asks_for_what_and_how_much_there_is_to_look_at() -> None:
    assert asks(handing_over()).notification == "Rob asks: Acme, €45k, to Closing. 3 warnings. Decide by Tue 05:30"
    tale = handing_over()
    long = replace(tale.deal, name="Acme Holdings of the Greater North and East " * 9)
    assert len(approval_card(long, context("mia"), tale.approval).notification) <= 120


def test_the_buttons_are_bound_to_the_approval_and_its_version() -> None:
    tale = handing_over()
    bound, deal = f"{tale.approval.id} {tale.approval.version}", tale.deal.id
    assert buttons_of(asks(tale)) == {
        "Approve": f"approve {bound}",
        "Decline": f"decline {bound}",
        "All 12 answers": f"answers #{deal}",
        "Ask Rob": f"ask #{deal} about",
    }


def test_no_objection_and_an_answer_no_are_warnings() -> None:
    tale = handing_over()
    without = replace(tale.deal, items=())
    assert "No objection was ever raised" in text_of(approval_card(without, context("mia"), tale.approval))
    no = Evidence("legal", "no", "legal", "leo", NOW - timedelta(days=3), note="their terms are unlimited")
    asked = replace(tale.deal, noes=(no,))
    said = text_of(approval_card(asked, context("mia"), tale.approval))
    assert "Legal: no from Leo on 30 Apr: their terms are unlimited" in said


def test_answers_of_one_day_are_a_warning_and_answers_typed_on_one_day_are_not() -> None:
    tale = handing_over()
    assert "of one day" not in text_of(asks(tale))
    day = date(2027, 4, 24)
    same = {key: replace(one, on=day if one.on else None) for key, one in tale.deal.evidence.items()}
    more = {**same, "budget": replace(same["decision"], exit="budget")}
    card = approval_card(replace(tale.deal, evidence=more), context("mia"), tale.approval)
    assert "All 4 answers of the buyer are of one day, 24 Apr" in text_of(card)
    typed = {key: replace(one, at=NOW) for key, one in tale.deal.evidence.items()}
    card = approval_card(replace(tale.deal, evidence=typed), context("mia"), tale.approval)
    assert "of one day" not in text_of(card)


def test_a_handoff_that_is_asked_for_again_says_what_changed_since_the_no() -> None:
    tale = handing_over().decline("The amount is not theirs to spend")
    tale.change(Changed("amount", "45000 EUR", amount=Money.of("40000 EUR"))).advance()
    said = text_of(asks(tale))
    assert "⚠ You declined it on 1 May: The amount is not theirs to spend" in said
    assert "⚠ Since then: the amount is €40k" in said


def test_all_answers_are_one_press_away_and_skip_attempts_are_for_managers() -> None:
    tale = handing_over()
    tried = [Entry(facts.SkipAttempted("closing", "qualification", ("budget",)), "rob", NOW)]
    said = text_of(answers_card(tale.deal, context("mia"), tried))
    assert "Entered from 15 Apr to 25 Apr, for events from 19 Apr to 24 Apr." in said
    assert "Problem: Every order is typed in twice (Rob, 18 Apr)" in said
    assert "Rob asked for Closing in Qualification on 3 May" in said
    assert "Budget – waived by Max" in said
    theirs = text_of(answers_card(tale.deal, context("rita"), tried))
    assert "Rob asked for Closing" not in theirs
    assert "waived" not in theirs
    assert not {"Approve", "Decline"} & set(buttons_of(answers_card(tale.deal, context("rob"), tried)))


def test_a_channel_sees_who_asked_and_nothing_that_is_for_the_approver() -> None:
    tale = handing_over()
    card = channel_card(tale.deal, context("rob"), tale.approval, ["U1"])
    assert card.title == "Acme · €45k · closes 1 Jun · to Closing?"
    assert [part for part in card.body if not isinstance(part, Buttons)] == [
        Text(("Rob asked. It waits for a manager until Tue 05:30.",))
    ]
    (row,) = [part for part in card.body if isinstance(part, Buttons)]
    assert row.only == ("U1",)


def test_the_account_manager_sees_what_they_take_over() -> None:
    tale = accepting()
    bound = f"{tale.approval.id} {tale.approval.version}"
    card = acceptance_card(tale.deal, context("ana"), tale.approval)
    said = text_of(card)
    assert card.title == "Acme is yours if you take it"
    assert "€45k, from Rob. Mia approved it." in said
    assert "We promised: Train 40 people by 7 May." in said
    assert "They pay: no payment is written down." in said
    assert "waived" not in said
    assert buttons_of(card) == {
        "Take it": f"accept {bound}",
        "Not yet, because…": f"decline {bound}",
        "All 18 answers": f"answers #{tale.deal.id}",
    }


def test_a_decided_card_says_who_and_when_and_cannot_be_pressed() -> None:
    tale = handing_over().approve()
    card = decided_card(tale.deal, context("max"), tale.approval)
    assert card.title == "Acme: Mia approved the handoff"
    assert "Discussion to Closing · €45k · Rob asked 1 May 05:30 · decided 1 May 10:30" in text_of(card)
    assert not all_buttons(card)
    assert decided_card(tale.deal, context("mia"), tale.approval).title == "Acme: you approved the handoff"


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


def test_a_declined_handoff_gives_the_reason_and_a_channel_gets_neither_it_nor_the_name() -> None:
    tale = handing_over().decline("The amount is not theirs to spend")
    card = decided_card(tale.deal, context(), tale.approval)
    assert card.title == "Acme: Mia declined the handoff"
    assert "The amount is not theirs to spend" in text_of(card)
    assert card.tone == "warning"
    aloud = text_of(in_channel(tale.deal, context(), tale.approval))
    assert "not yet" in aloud
    assert "Mia" not in aloud
    assert "theirs to spend" not in aloud


def test_a_void_approval_says_that_the_deal_changed() -> None:
    tale = handing_over().waive("triggers_happened", "A frame contract is in force")
    card = decided_card(tale.deal, context(), tale.approval)
    assert card.title == "Acme: the approval is void"
    assert "The deal changed after it was asked for." in text_of(card)


def test_an_approval_of_an_older_ledger_keeps_the_reason_that_was_written_with_it() -> None:
    old = read_fact("Decided", '{"approval":"a1","state":"expired","reason":"nobody decided in time"}')
    tale = handing_over()
    deal = old.on(tale.deal, "stagecoach", NOW)
    assert deal.approval is not None
    assert "nobody decided in time" in text_of(decided_card(deal, context(), deal.approval))
    new = replace(deal.approval, reason="")
    assert "No one decided in time" in text_of(decided_card(deal, context(), new))


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
    assert "Rob changed it 3 May 09:30." in text_of(card)


def test_the_owner_gets_the_next_steps_after_a_yes_and_the_one_who_asked_only_the_news() -> None:
    tale = handing_over().approve()
    notice = decided_notice(tale.deal, context("rob"), tale.approval)
    assert "Answer now" in buttons_of(notice)
    assert notice.notification == "Acme is in Closing: Mia approved it"
    assert list(buttons_of(decided_notice(tale.deal, context("rita"), tale.approval))) == ["Show deal"]
    waiting = handing_over()
    later = context("rob", NOW + timedelta(days=9))
    assert list(buttons_of(decided_notice(waiting.deal, later, waiting.approval))) == ["Show deal"]


def test_the_one_who_decided_gets_a_short_answer() -> None:
    tale = handing_over().approve()
    card = passed_card(tale.deal, context("mia"), tale.approval)
    assert (card.title, list(buttons_of(card))) == ("Acme is in Closing", ["Show deal"])
    assert "Rob has the next steps." in text_of(card)
    won = accepting()
    assert "Ana has to accept it." in text_of(passed_card(won.deal, context("mia"), won.approval))
    no = handing_over().decline("The amount is not theirs to spend")
    assert "Rob reads your reason." in text_of(passed_card(no.deal, context("mia"), no.approval))


def test_the_owner_of_a_declined_handoff_reads_why_and_when_to_ask_again() -> None:
    tale = handing_over().decline("The amount is not theirs to spend")
    notice = decided_notice(tale.deal, context("rob"), tale.approval)
    assert notice.notification == "Acme: Mia declined the handoff: The amount is not theirs to spend"
    assert "You can ask again once an answer, an objection, the amount, a date or a waiver has changed." in text_of(
        notice
    )
    assert list(buttons_of(notice)) == ["Change the deal", "Show deal"]


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
