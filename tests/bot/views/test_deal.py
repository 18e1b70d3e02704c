"""The deal's card, the card after a move, the list, and the buyer's route."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from adapters.card import Bullets, Buttons, Card, Track
from bot.views.buyer import buyer_card
from bot.views.buyer_forms import taken_card
from bot.views.deal import deal_card
from bot.views.deal_list import list_card
from bot.views.evidence import evidence_form, met_card
from bot.views.examples.deals import (
    LONG,
    NOW,
    Tale,
    accepting,
    caring,
    completed,
    context,
    discussing,
    handing_over,
    long,
    qualifying,
    standard,
)
from bot.views.moved import moved_card
from bot.views.saved import begun_card, saved_card
from bot.views.whole_deal import whole_deal_card
from process import course, ending, walk
from process.deal import Deal
from process.facts import Changed
from process.money import Money
from tests.support.card_text import all_buttons, buttons_of, forms_of, text_of
from tests.support.example_cards import example_card

ID = "#0a1b2c3d4e5f"


def card_of(tale: Tale, by: str = "rob") -> Card:
    return deal_card(tale.deal, context(by))


def tracks(card: Card) -> list[dict[str, str]]:
    return [dict(element.steps) for element in card.body if isinstance(element, Track)]


def whole_of(tale: Tale, by: str = "rob") -> Card:
    return whole_deal_card(tale.deal, context(by))


def lines_of(card: Card) -> list[str]:
    return text_of(card).splitlines()


def test_the_title_is_the_deal_its_money_and_its_close_date() -> None:
    assert card_of(handing_over()).title == "Acme · €45k · closes 1 Jun"


def test_a_deal_says_where_it_stands_and_to_others_whose_it_is() -> None:
    assert lines_of(card_of(discussing()))[1] == "Discussion, day 6   ●●●●◉○○"
    assert lines_of(card_of(discussing(), "mia"))[1] == "Discussion, day 6 · Rob   ●●●●◉○○"


def test_who_owes_what_is_a_line_each_and_the_reader_is_you() -> None:
    said = lines_of(card_of(discussing()))
    assert "You: the open objection “Our data may not leave the country”, close date, product and complexity" in said
    assert "Leo (Legal) hasn't answered for 6 days" in said
    assert "Licensing hasn't been asked yet" in said
    assert "Rob: the open objection" in text_of(card_of(discussing(), "mia"))


def test_a_specialists_open_answers_come_first_for_them() -> None:
    assert lines_of(card_of(discussing(), "leo"))[3] == "You: legal, licensing and post-sale"


def test_who_was_asked_can_be_reminded_and_who_was_not_can_be_asked() -> None:
    buttons = buttons_of(card_of(discussing()))
    assert buttons["Remind Leo"] == f"ask {ID} for legal"
    assert buttons["Ask Licensing"] == f"engage {ID} licensing"


def test_a_date_that_passed_is_a_question_with_its_button() -> None:
    late = caring().list("obligation", "A report of the pilot", due=date(2027, 5, 2))
    card = card_of(late, "ana")
    assert "“A report of the pilot” was due yesterday. Is it done?" in lines_of(card)
    assert "Obligation 2 kept" in [button.label for button in all_buttons(card)[:5]]
    assert card.notification == "Acme · €45k: a date has passed"


def test_a_date_that_is_today_has_not_passed() -> None:
    today = caring().list("obligation", "A report of the pilot", due=NOW.date())
    assert "was due" not in text_of(card_of(today, "ana"))


def test_what_the_buyer_does_next_is_a_line() -> None:
    tale = qualifying().list("buyer step", "Admits the problem", "problem_admitted")
    tale.close("buyer step", 1, "They said so")
    assert "Buyer: “Admits the problem”. Next for them: “Brings in the budget holder”." in text_of(card_of(tale))


def test_everything_on_a_deal_is_one_press_away() -> None:
    assert buttons_of(card_of(handing_over()))["Show all"] == f"show {ID} all"
    said = text_of(whole_of(handing_over()))
    assert "Owner: Rob" in said
    assert "Amount: 45,000 EUR" in said
    assert "Close date: Tuesday 1 June 2027 (in 29 days)" in said
    assert "Product: goods" in said
    assert "Stage: Discussion, since 27 April 2027 (6 days ago)" in said


def test_stages_behind_here_and_ahead_look_different() -> None:
    ours, _ = tracks(whole_of(qualifying()))
    assert list(ours.values()) == ["done", "now", *["ahead"] * 5]
    ours, _ = tracks(whole_of(completed()))
    assert set(ours.values()) == {"done"}


def test_every_missing_exit_has_its_question_and_its_reason_on_the_whole_card() -> None:
    tale = discussing().change(
        Changed("amount", "", amount=Money.of("90000 EUR")), Changed("product", "", product="software")
    )
    said = text_of(whole_of(tale))
    assert "To leave Discussion, 6 things are missing" in said
    assert "Needed from Rob (rep)" in said
    assert "Needed from Legal · engaged 6 days ago" in said
    assert "Required from 50,000 EUR." in said
    assert "Needed from Licensing · not engaged yet" in said
    assert "Still open: 1. Our data may not leave the country." in said


def test_the_buyers_steps_left_behind_are_warnings() -> None:
    _, theirs = tracks(whole_of(discussing()))
    assert theirs["Brings in the budget holder"] == "warning"
    assert theirs["Compares options"] == "done"
    assert theirs["Goes live and pays"] == "ahead"


def test_advance_names_the_stage_so_that_a_double_press_is_harmless() -> None:
    assert buttons_of(card_of(qualifying()))["Advance to Development"] == f"advance {ID} to development"


def test_evidence_comes_first_while_something_is_missing() -> None:
    first = all_buttons(card_of(qualifying()))[0]
    assert (first.label, first.command, first.style) == ("Answer now", f"met {ID}", "primary")


def test_open_lists_are_shown_with_owner_and_day() -> None:
    said = text_of(whole_of(caring(), "ana"))
    assert "1 open obligation" in said
    assert "1. Train 40 people – Rob, due Friday 7 May 2027 (in 4 days)" in said
    assert "1 open payment, 1 closed" in said
    assert buttons_of(card_of(caring(), "ana"))["Payment received"] == f"payment {ID} 2 received"


def test_a_long_list_is_cut_and_says_so() -> None:
    said = text_of(whole_of(long()))
    assert "14 open objections" in said
    assert "and 4 more" in said
    assert LONG not in said


@pytest.mark.parametrize("tale", [discussing, caring, completed])
def test_a_waiver_shows_for_ever_to_those_who_may_know(tale: Callable[[], Tale]) -> None:
    assert "Waived: Budget by Max." in text_of(card_of(tale()))
    assert "Budget – waived by Max" in text_of(whole_of(tale()))
    for card in (card_of(tale(), "rita"), whole_of(tale(), "rita")):
        assert "waived" not in text_of(card).casefold()


def test_a_waiting_handoff_offers_the_decision_to_those_who_may_decide() -> None:
    assert "Mia can decide, until Tue 05:30." in text_of(card_of(handing_over()))
    assert "Approve" not in buttons_of(card_of(handing_over()))
    assert "You decide, until Tue 05:30." in text_of(card_of(handing_over(), "mia"))
    assert "Approve" in buttons_of(card_of(handing_over(), "mia"))
    assert "Advance to Closing" not in buttons_of(card_of(handing_over()))


def test_only_the_account_manager_is_offered_to_accept() -> None:
    assert "Take it" in buttons_of(card_of(accepting(), "ana"))
    assert "You accept it, until" in text_of(card_of(accepting(), "ana"))
    assert "Take it" not in buttons_of(card_of(accepting(), "mia"))
    assert "Ana hasn't accepted yet." in text_of(card_of(accepting(), "mia"))


def test_a_declined_handoff_says_who_declined_it_and_why() -> None:
    tale = handing_over().decline("The amount is not theirs to spend")
    assert "Mia declined the handoff: The amount is not theirs to spend" in text_of(card_of(tale))


def test_an_approval_past_its_time_is_shown_as_expired() -> None:
    tale = handing_over()
    later = context("rob", NOW + timedelta(days=9))
    assert "No one decided in time, so the approval expired." in text_of(deal_card(tale.deal, later))
    assert "Advance to Closing" in buttons_of(deal_card(tale.deal, later))


def test_a_lost_deal_says_why_and_can_be_reopened() -> None:
    lost = ending.lose(discussing().deal, context(), "They build it themselves").deal
    card = deal_card(lost, context())
    assert "Lost in Discussion · " in text_of(card)
    assert "They build it themselves" in text_of(card)
    assert buttons_of(card)["Reopen"] == f"reopen {ID}"
    assert card.tone == "stop"


def test_a_completed_deal_offers_what_comes_next_and_shows_what_did() -> None:
    card = deal_card(completed().deal, context(), [("Acme up-sell", "up-sell")])
    assert "Led to Acme up-sell (up-sell)." in text_of(card)
    assert buttons_of(card)["Open a renewal"] == f"next {ID} renewal"


def test_a_deal_that_rests_says_until_when() -> None:
    resting = course.wait(qualifying().deal, context(), date(2027, 6, 1), "Their budget round").deal
    assert "Waits until 1 Jun: Their budget round" in text_of(deal_card(resting, context()))


def test_people_who_do_not_work_on_the_deal_can_only_look() -> None:
    assert set(buttons_of(card_of(qualifying(), "rita"))) == {"Show history", "Show all"}


def test_a_specialist_is_offered_to_give_their_word() -> None:
    assert buttons_of(card_of(discussing(), "leo"))["Answer now"] == f"met {ID}"


def test_a_close_date_gone_by_is_named_as_such() -> None:
    late = replace(qualifying().deal, close_date=date(2027, 4, 24))
    assert deal_card(late, context()).title == "Acme · €45k · was to close 24 Apr"
    assert "Close date: Saturday 24 April 2027 (9 days ago), overdue" in text_of(whole_deal_card(late, context()))


def test_after_a_move_the_new_stage_says_what_it_needs() -> None:
    card = moved_card(qualifying().deal, context(), "prospecting")
    said = text_of(card)
    assert (card.title, card.tone) == ("Acme is now in Qualification", "good")
    assert "From the buyer: budget and who decides" in said
    assert buttons_of(card)["Answer now"] == f"met {ID}"


def test_several_gates_at_once_are_counted() -> None:
    assert "4 gates opened at once." in text_of(moved_card(discussing().deal, context(), "prospecting"))


def test_no_one_in_the_place_reads_of_a_waiver_after_a_move() -> None:
    assert "waive" not in text_of(moved_card(discussing().deal, context(), "presentation")).casefold()


def test_a_completed_turn_offers_the_next_one() -> None:
    card = moved_card(completed().deal, context("ana"), "account_management")
    assert card.title == "Acme: one turn is complete"
    kinds = ["renewal", "cross-sell", "up-sell", "referral"]
    assert [button.command for button in all_buttons(card)][:4] == [f"next {ID} {kind}" for kind in kinds]


def test_what_was_saved_just_now_stands_in_full() -> None:
    changed = Changed("amount", "45000 EUR", amount=Money.of("90000 EUR"))
    outcome = course.change(qualifying().deal, context(), changed)
    card = saved_card(outcome.deal, context(), outcome.facts)
    assert card.title == "Saved on Acme"
    assert "Amount: 90,000 EUR, was 45,000 EUR" in text_of(card)
    assert "To move to Development: 5 answers missing." in text_of(card)


def test_a_change_that_voids_an_approval_says_so_and_how_to_ask_again() -> None:
    changed = Changed("amount", "45000 EUR", amount=Money.of("40000 EUR"))
    outcome = course.change(handing_over().deal, context(), changed)
    card = saved_card(outcome.deal, context(), outcome.facts)
    assert "The approval is void because the deal changed." in text_of(card)
    assert buttons_of(card)["Advance to Closing"] == f"advance {ID} to closing"


def test_a_deal_sent_back_asks_again_what_no_longer_holds() -> None:
    tale = handing_over()
    outcome = walk.send_back(tale.deal, context(), "qualification", "Their budget was cut", ["problem", "decision"])
    card = saved_card(outcome.deal, context(), outcome.facts)
    assert card.title == "Acme is back in Qualification"
    assert "Their budget was cut" in text_of(card)
    assert all_buttons(card)[0].label == "All still true"
    assert [button.style for button in all_buttons(card)].count("primary") == 1


ENDS_AND_RESTS = {
    "saved: sent back": "Why: Their budget was cut. To confirm again: Decision.",
    "saved: waits": "Why: Their budget round",
    "saved: reopened": "Why: They are back",
    "saved: withdrawn": "Why: It was there twice",
    "saved: churned": "Why: They went back to paper",
    "deal: lost, unsorted": "Why: They build it themselves",
}


@pytest.mark.parametrize(("name", "why"), ENDS_AND_RESTS.items())
def test_below_a_title_that_says_what_was_done_only_the_reason_stands(name: str, why: str) -> None:
    first = example_card(name).body[0]
    assert isinstance(first, Bullets)
    assert first.lines == ((why,),)


def test_a_new_deal_asks_for_its_first_answers() -> None:
    card = begun_card(Tale(days_ago=0).deal, context())
    assert card.title == "Acme is a new deal, in Prospecting"
    assert "You: source and contact" in text_of(card)
    assert list(buttons_of(card)) == ["Answer now", "Ask me one by one", "Show deal"]


def listed(*deals: Deal) -> Card:
    return list_card(deals, lambda _: context(), "Your open deals")


def test_a_list_tells_what_each_deal_needs_next() -> None:
    said = text_of(listed(qualifying().deal, handing_over().deal, accepting().deal))
    assert "Acme · €45k · Qualification, day 15: 5 answers missing" in said
    assert "Acme · €45k · closes 1 Jun · Discussion, day 6: waits for Mia" in said
    assert "Acme · €45k · Closing, day 2: waits for Ana" in said


def test_a_list_names_the_date_that_passed() -> None:
    late = caring().list("obligation", "A report of the pilot", due=date(2027, 5, 2))
    assert "“A report of the pilot” is overdue" in text_of(listed(late.deal))


def test_an_empty_list_says_how_to_start() -> None:
    assert "To start one, type /deal new Acme" in text_of(listed())


def test_a_long_list_stops_and_counts_the_rest() -> None:
    one = qualifying().deal
    card = listed(*(replace(one, id=f"{number:012x}", name=f"Customer {number}") for number in range(40)))
    said = text_of(card)
    assert "Customer 14 ·" in said
    assert "Customer 15 ·" not in said
    assert "25 more are not shown" in said
    (menu,) = [part for part in card.body if isinstance(part, Buttons)]
    assert (menu.row, menu.sign, len(menu.more)) == ((), "Open a deal", 15)


def test_evidence_taken_is_read_back_with_what_is_still_missing() -> None:
    tale = qualifying().prove(["problem", "decision"])
    card = met_card(tale.deal, context(), ["problem", "decision"])
    said = text_of(card)
    assert "Decision: Carla decides, after their board has seen two offers, said by Carla Chen (call)" in said
    assert "To move to Development:" in said
    assert "From the buyer: budget" in said
    assert "Advance to Development" not in buttons_of(card)


def test_the_last_evidence_opens_the_way_to_advance() -> None:
    card = met_card(Tale().prove(["source", "contact"]).deal, context(), ["contact"])
    assert "Everything is proven. The deal can leave Prospecting." in text_of(card)
    assert buttons_of(card)["Advance to Qualification"] == f"advance {ID} to qualification"


def test_an_answer_of_no_is_still_missing_and_says_so() -> None:
    tale = discussing()
    no = replace(tale.deal.evidence["alignment"], value="no")
    deal = replace(tale.deal, stage="development", evidence={**tale.deal.evidence, "alignment": no})
    assert "fit (answered no)" in text_of(met_card(deal, context(), ["alignment"]))


def test_a_form_shows_the_evidence_there_is_and_the_faults_beside_it() -> None:
    tale = qualifying().prove(["problem"])
    exits = [standard().exits["problem"], standard().exits["budget"], standard().exits["buying_steps"]]
    form = evidence_form(tale.deal, context(), exits, {"budget": "lots"}, {"budget": "Budget is an amount."})
    fields = {field.key: field for field in form.fields}
    assert fields["problem"].value == "Every order is typed in twice"
    assert (fields["budget"].value, fields["budget"].error) == ("lots", "Budget is an amount.")
    assert fields["buying_steps"].kind == "choice"


def test_only_those_of_the_role_can_be_chosen() -> None:
    form = evidence_form(qualifying().deal, context(), [standard().exits["account_manager"]])
    assert form.fields[0].options == (("ana", "Ana"),)
    assert form.fields[0].required


def test_a_colleague_who_left_cannot_be_chosen() -> None:
    form = evidence_form(qualifying().deal, context(), [standard().exits["signed_by_us"]])
    assert "ivo" not in dict(form.fields[0].options)


def test_both_routes_are_side_by_side() -> None:
    card = buyer_card(discussing().deal, context())
    ours, theirs = tracks(card)
    assert ours["Discussion"] == "now"
    assert theirs["Validates the solution"] == "done"
    assert theirs["Brings in the budget holder"] == "warning"
    assert card.tone == "warning"


def test_the_next_step_is_one_press_away_and_the_others_are_in_a_form() -> None:
    card = buyer_card(qualifying().deal, context())
    assert [label for label in buttons_of(card) if label.startswith("Buyer did: ")] == ["Buyer did: Admits the problem"]
    assert buttons_of(card)["Another step"] == f"buyer {ID} did"
    (form,) = forms_of(taken_card(qualifying().deal, context()))
    assert ("contract", "Asks for the contract") in form.fields[0].options
