"""A refusal shows what is missing, who owes it, and how to go on."""

from dataclasses import replace
from datetime import date

from adapters.card import Card
from bot.views.examples.deals import Tale, accepting, completed, context, discussing, handing_over, qualifying
from bot.views.refusal import refusal_card
from process.facts import Changed
from process.money import Money
from process.outcome import Refusal
from process.playbook import When
from process.reasons.gates import NoApprover
from tests.support.card_text import all_buttons, buttons_of, form_of, text_of

ID = "#0a1b2c3d4e5f"


def refused(tale: Tale, by: str = "rob", to: str = "", moved: tuple[str, ...] = ()) -> Card:
    tale.advance(to, by)
    assert tale.refusal
    return refusal_card(tale.deal, context(by), tale.refusal, moved)


def test_a_refusal_names_every_missing_item_with_its_question_and_holder() -> None:
    card = refused(qualifying())
    said = text_of(card)
    assert card.title == "Acme can't leave Qualification yet"
    assert card.tone == "stop"
    assert "5 things are missing." in said
    assert "Needed from Rob (rep)" in said
    assert "Needed from the buyer" in said
    assert "Budget – What is their budget to solve it?" in said


def test_a_refusal_brings_one_form_for_all_the_rep_may_say() -> None:
    form = form_of(refused(qualifying()))
    assert (form.command, form.subject) == (f"met {ID}", "0a1b2c3d4e5f")
    asked = [field.key for field in form.fields if "." not in field.key]
    assert asked == ["problem", "responsible", "budget", "decision", "buying_steps"]
    assert {"budget.said_by", "budget.where"} < {field.key for field in form.fields}


def test_a_specialist_is_asked_for_their_own_word_only() -> None:
    tale = discussing().change(
        Changed("product", "", product="software"), Changed("complexity", "standard", complexity="standard")
    )
    assert [field.key for field in form_of(refused(tale, "mia")).fields] == ["objections.1", "set_close_date"]
    assert tale.refusal
    assert [field.key for field in form_of(refusal_card(tale.deal, context("leo"), tale.refusal)).fields] == [
        "licensing",
        "licensing.why",
    ]


def test_lists_are_filled_by_button() -> None:
    assert buttons_of(refused(qualifying()))["Add a buyer's step"] == f"buyer {ID}"
    assert buttons_of(refused(discussing()))["Objection 1 removed"] == f"objection {ID} 1 removed"


def test_what_is_open_is_listed() -> None:
    assert "Still open: 1. Our data may not leave the country." in text_of(refused(discussing()))


def test_a_team_not_engaged_can_be_engaged_and_one_that_is_shows_since_when() -> None:
    tale = discussing().change(
        Changed("amount", "", amount=Money.of("90000 EUR")), Changed("product", "", product="software")
    )
    card = refused(tale)
    assert "Needed from Legal · engaged 6 days ago" in text_of(card)
    assert "Required from 50,000 EUR." in text_of(card)
    assert "Needed from Licensing · not engaged yet" in text_of(card)
    assert buttons_of(card)["Engage Licensing"] == f"engage {ID} licensing"
    assert "Engage Legal" not in buttons_of(card)


def test_an_attribute_that_is_not_set_gets_its_button_once() -> None:
    card = refused(discussing())
    assert "Required while the product is not set." in text_of(card)
    assert [button.label for button in all_buttons(card) if button.command == f"set {ID}"] == ["Set the product"]


def test_every_fact_that_requires_an_exit_is_shown() -> None:
    tale = discussing().change(
        Changed("product", "", product="software"), Changed("complexity", "standard", complexity="standard")
    )
    tale.advance()
    assert tale.refusal
    when = When(
        amount_at_least=Money.of("50000 EUR"),
        product=("software", "services"),
        complexity=("standard",),
        evidence={"source": "inbound"},
    )
    missing = tuple(replace(one, because=when) for one in tale.refusal.missing[:1])
    said = text_of(refusal_card(tale.deal, context(), replace(tale.refusal, missing=missing)))
    assert (
        "Required from 50,000 EUR, for product software, for complexity standard and because source is inbound." in said
    )


def test_something_missing_from_an_earlier_stage_says_where_it_belongs() -> None:
    tale = handing_over().approve().change(Changed("amount", "", amount=Money.of("90000 EUR")))
    assert "Has Legal cleared this deal? (from Discussion)" in text_of(refused(tale))


def test_a_skip_attempt_is_coached_and_kept_where_the_manager_sees_it() -> None:
    said = text_of(refused(qualifying(), to="closing"))
    assert "No problem, no sale." in said
    assert "The deal's history shows the attempt, and Mia can see it there." in said


def test_a_plain_refusal_is_not_coached() -> None:
    assert "shows the attempt" not in text_of(refused(qualifying()))


def test_a_buyer_ahead_of_us_is_answered_with_what_serious_buyers_still_need() -> None:
    tale = qualifying().list("buyer step", "Asks for the contract", "contract", due=date(2027, 5, 7))
    said = text_of(refused(tale.list("trigger", "Their old contract ends"), to="closing"))
    assert "The buyer is ahead of us." in said
    assert "They want “Asks for the contract” by Friday 7 May 2027 (in 4 days), a step of Closing." in said
    assert "To happen first: Their old contract ends" in said
    assert "Brings in the budget holder" in said


def test_a_seller_ahead_of_the_buyer_is_warned() -> None:
    assert "We are ahead of the buyer." in text_of(refused(discussing()))


def test_gates_that_opened_on_the_way_are_shown() -> None:
    assert "2 gates opened on the way: the deal moved to Development and Presentation." in text_of(
        refused(qualifying(), moved=("Development", "Presentation"))
    )


def test_a_manager_may_waive_what_can_be_waived_and_no_one_else_is_offered_it() -> None:
    assert buttons_of(refused(discussing(), "mia"))["Waive Objections"] == f"waive {ID} objections"
    assert not [label for label in buttons_of(refused(discussing())) if label.startswith("Waive")]


def test_no_manager_is_offered_to_waive_on_a_deal_of_their_own() -> None:
    tale = discussing()
    tale.deal = replace(tale.deal, owner="mia")
    assert not [label for label in buttons_of(refused(tale, "mia")) if label.startswith("Waive")]


def test_a_signature_is_never_offered_to_be_waived() -> None:
    tale = handing_over().approve().close("trigger", 1, "seen").prove(["terms", "paperwork", "account_manager"])
    labels = buttons_of(refused(tale, "mia"))
    assert not [label for label in labels if "ignature" in label]


def test_a_handoff_that_waits_says_who_may_decide() -> None:
    card = refused(handing_over())
    assert card.title == "Acme: a manager has to decide on the handoff"
    assert "Mia can decide." in text_of(card)
    assert set(buttons_of(card)) == {"Show deal"}


def test_the_manager_can_decide_from_the_refusal() -> None:
    tale = handing_over()
    card = refused(tale, "mia")
    bound = f"{tale.approval.id} {tale.approval.version}"
    assert buttons_of(card)["Approve"] == f"approve {bound}"
    assert buttons_of(card)["Decline"] == f"decline {bound}"


def test_an_approved_handoff_waits_for_the_account_manager_by_name() -> None:
    tale = accepting()
    assert "Waiting for Ana." in text_of(refused(tale))
    assert "Take it" not in buttons_of(refused(tale, "mia"))


def test_an_ordinary_no_is_one_sentence_and_a_way_on() -> None:
    card = refused(completed())
    assert card.title == "This deal is completed: you can't advance it."
    assert buttons_of(card)["Open an up-sell"] == f"next {ID} up-sell"


def test_where_no_approver_the_remedy_is_something_to_type() -> None:
    card = refusal_card(handing_over().deal, context(), Refusal(NoApprover()))
    assert card.title == "Acme: no one can approve this handoff yet"
    assert "/deal team @someone is manager" in text_of(card)
