"""The deal's card, the card after a move, the list, and the buyer's route."""

from dataclasses import replace
from datetime import date, timedelta

from adapters.card import Card, Track
from bot.views.buyer import buyer_card
from bot.views.buyer_forms import taken_card
from bot.views.deal import deal_card, moved_card
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
from process import course, ending
from process.deal import Deal
from tests.support.card_text import all_buttons, buttons_of, forms_of, text_of

ID = "#0a1b2c3d4e5f"


def card_of(tale: Tale, by: str = "rob") -> Card:
    return deal_card(tale.deal, context(by))


def tracks(card: Card) -> list[dict[str, str]]:
    return [dict(element.steps) for element in card.body if isinstance(element, Track)]


def test_a_deal_shows_what_it_is() -> None:
    said = text_of(card_of(handing_over()))
    assert "Owner: Rob" in said
    assert "Amount: 45,000 EUR" in said
    assert "Close date: Tuesday 1 June 2027 (in 29 days)" in said
    assert "Product: goods" in said
    assert "Stage: Discussion, since 27 April 2027 (6 days ago)" in said


def test_stages_behind_here_and_ahead_look_different() -> None:
    ours, _ = tracks(card_of(qualifying()))
    assert list(ours.values()) == ["done", "now", *["ahead"] * 5]
    ours, _ = tracks(card_of(completed()))
    assert set(ours.values()) == {"done"}


def test_the_buyers_steps_left_behind_are_warnings() -> None:
    _, theirs = tracks(card_of(discussing()))
    assert theirs["Brings in the budget holder"] == "warning"
    assert theirs["Compares options"] == "done"
    assert theirs["Goes live and pays"] == "ahead"


def test_what_the_gate_needs_is_grouped_by_who_owes_it() -> None:
    said = text_of(card_of(qualifying()))
    assert "To leave Qualification, 5 things are missing" in said
    assert "The buyer: Budget and Decision" in said


def test_advance_names_the_stage_so_that_a_double_press_is_harmless() -> None:
    assert buttons_of(card_of(qualifying()))["Advance to Development"] == f"advance {ID} to development"


def test_evidence_comes_first_while_something_is_missing() -> None:
    first = all_buttons(card_of(qualifying()))[0]
    assert (first.command, first.style) == (f"met {ID}", "primary")


def test_open_lists_are_shown_with_owner_and_day() -> None:
    said = text_of(card_of(caring(), "ana"))
    assert "1 open obligation" in said
    assert "1. Train 40 people, Rob, due Friday 7 May 2027 (in 4 days)" in said
    assert "1 open payment, 1 closed" in said
    assert buttons_of(card_of(caring(), "ana"))["Payment 2 received"] == f"payment {ID} 2 received"


def test_a_long_list_is_cut_and_says_so() -> None:
    said = text_of(card_of(long()))
    assert "14 open objections" in said
    assert "and 4 more" in said
    assert LONG not in said


def test_a_waiver_shows_for_ever() -> None:
    for tale in (discussing(), caring(), completed()):
        assert "Budget – waived by Max" in text_of(card_of(tale))


def test_a_waiting_handoff_offers_the_decision_to_those_who_may_decide() -> None:
    assert "A manager has to decide on the handoff." in text_of(card_of(handing_over()))
    assert "Approve" not in buttons_of(card_of(handing_over()))
    assert "Approve" in buttons_of(card_of(handing_over(), "mia"))
    assert "Advance to Closing" not in buttons_of(card_of(handing_over()))


def test_only_the_account_manager_is_offered_to_accept() -> None:
    assert "Accept" in buttons_of(card_of(accepting(), "ana"))
    assert "Accept" not in buttons_of(card_of(accepting(), "mia"))


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
    assert "Stage: lost in Discussion" in text_of(card)
    assert "Lost because: They build it themselves" in text_of(card)
    assert buttons_of(card)["Reopen"] == f"reopen {ID}"
    assert card.tone == "stop"


def test_a_completed_deal_offers_what_comes_next_and_shows_what_did() -> None:
    card = deal_card(completed().deal, context(), [("Acme up-sell", "up-sell")])
    assert "Led to: Acme up-sell (up-sell)" in text_of(card)
    assert buttons_of(card)["Open a renewal"] == f"next {ID} renewal"


def test_a_deal_that_rests_says_until_when() -> None:
    resting = course.wait(qualifying().deal, context(), date(2027, 6, 1), "Their budget round").deal
    assert "Waits until: Tuesday 1 June 2027 (in 29 days): Their budget round" in text_of(deal_card(resting, context()))


def test_people_who_do_not_work_on_the_deal_can_only_look() -> None:
    assert set(buttons_of(card_of(qualifying(), "rita"))) == {"Show history", "Show buyer's steps"}


def test_a_specialist_is_offered_to_give_their_word() -> None:
    assert buttons_of(card_of(discussing(), "leo"))["Give evidence"] == f"met {ID}"


def test_a_close_date_gone_by_is_overdue() -> None:
    late = replace(qualifying().deal, close_date=date(2027, 4, 24))
    assert "Close date: Saturday 24 April 2027 (9 days ago), overdue" in text_of(deal_card(late, context()))


def test_after_a_move_the_new_stage_says_what_it_is_for_and_needs() -> None:
    card = moved_card(qualifying().deal, context(), "prospecting")
    said = text_of(card)
    assert (card.title, card.tone) == ("Acme is now in Qualification", "good")
    assert "Find out which problem you can solve" in said
    assert "To leave Qualification, 5 things are missing:" in said
    assert buttons_of(card)["Give evidence"] == f"met {ID}"


def test_several_gates_at_once_are_counted() -> None:
    assert "It left Prospecting and passed 4 gates at once" in text_of(
        moved_card(discussing().deal, context(), "prospecting")
    )


def test_a_completed_turn_offers_the_next_one() -> None:
    card = moved_card(completed().deal, context("ana"), "account_management")
    assert card.title == "Acme: one turn is complete"
    kinds = ["renewal", "cross-sell", "up-sell", "referral"]
    assert [button.command for button in all_buttons(card)][:4] == [f"next {ID} {kind}" for kind in kinds]


def listed(*deals: Deal) -> Card:
    return list_card(deals, lambda _: context(), "Your open deals")


def test_a_list_tells_what_each_deal_needs_next() -> None:
    said = text_of(listed(qualifying().deal, handing_over().deal, accepting().deal))
    assert "Acme | Qualification | 45,000 EUR | not set | Problem: you, and 4 more" in said
    assert "Acme | Discussion | 45,000 EUR | 1 June 2027 | a manager's decision" in said
    assert "Acme | Closing | 45,000 EUR | 1 June 2027 | Ana to accept" in said


def test_an_empty_list_says_how_to_start() -> None:
    assert "To start one, type /deal new Acme" in text_of(listed())


def test_a_long_list_stops_and_counts_the_rest() -> None:
    one = qualifying().deal
    said = text_of(listed(*(replace(one, name=f"Customer {number}") for number in range(40))))
    assert "Customer 14 |" in said
    assert "Customer 15 |" not in said
    assert "25 more are not shown" in said


def test_evidence_taken_is_read_back_with_what_is_still_missing() -> None:
    tale = qualifying().prove(["problem", "decision"])
    card = met_card(tale.deal, context(), ["problem", "decision"])
    said = text_of(card)
    assert "Decision: Carla decides, after their board has seen two offers, said by Carla Chen (call)" in said
    assert "To leave Qualification, 3 things are still missing:" in said
    assert "Advance to Development" not in buttons_of(card)


def test_the_last_evidence_opens_the_way_to_advance() -> None:
    card = met_card(Tale().prove(["source", "contact"]).deal, context(), ["contact"])
    assert "Everything is proven. The deal can leave Prospecting." in text_of(card)
    assert buttons_of(card)["Advance to Qualification"] == f"advance {ID} to qualification"


def test_an_answer_of_no_is_still_missing_and_says_so() -> None:
    tale = discussing()
    no = replace(tale.deal.evidence["alignment"], value="no")
    deal = replace(tale.deal, stage="development", evidence={**tale.deal.evidence, "alignment": no})
    assert "Alignment (answered no)" in text_of(met_card(deal, context(), ["alignment"]))


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
