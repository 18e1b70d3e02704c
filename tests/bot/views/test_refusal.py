"""A refusal shows what is missing, who owes it, and how to go on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from adapters.card import Bullets, Card, Element, Words, unmarked
from bot.views.examples.deals import Tale, accepting, completed, context, discussing, handing_over, qualifying
from bot.views.missing import in_full
from bot.views.refusal import refusal_card
from bot.views.whole_deal import whole_deal_card
from process.facts import Changed
from process.money import Money
from process.outcome import Refusal
from process.playbook import When
from process.reasons.gates import NoApprover
from tests.support.card_text import all_buttons, buttons_of, forms_of, text_of

ID = "#0a1b2c3d4e5f"


def refused(tale: Tale, by: str = "rob", to: str = "", moved: tuple[str, ...] = ()) -> Card:
    tale.advance(to, by, stops=True)
    assert tale.refusal
    return refusal_card(tale.deal, context(by), tale.refusal, moved)


def _lines(elements: Sequence[Element]) -> list[Words]:
    return [line for one in elements if isinstance(one, Bullets) for line in one.lines]


def test_a_refusal_names_what_is_missing_and_who_owes_it() -> None:
    card = refused(qualifying())
    said = text_of(card)
    assert card.title == "Not yet: Acme is in Qualification"
    assert card.tone == "stop"
    assert "5 answers take it to Development:" in said
    assert "You: problem, who owns the problem and buying steps" in said
    assert "From the buyer: budget and who decides" in said
    assert card.notification == "Acme: 5 answers missing to move to Development"


def test_a_refusal_offers_all_answers_at_once_or_one_by_one() -> None:
    card = refused(qualifying())
    assert forms_of(card) == []
    first, second, *_ = all_buttons(card)
    assert (first.label, first.command, first.style) == ("Answer now", f"met {ID}", "primary")
    assert (second.label, second.command) == ("Ask me one by one", f"ask {ID}")


def test_who_can_answer_nothing_is_offered_no_answer() -> None:
    tale = discussing()
    tale.advance(stops=True)
    assert tale.refusal
    assert "Answer now" in buttons_of(refusal_card(tale.deal, context("leo"), tale.refusal))
    assert list(buttons_of(refusal_card(tale.deal, context("rita"), tale.refusal))) == ["Show deal"]


def test_lists_are_filled_by_button() -> None:
    assert buttons_of(refused(qualifying()))["Add a buyer's step"] == f"buyer {ID}"
    assert buttons_of(refused(discussing()))["Objection removed"] == f"objection {ID} 1 removed"


def test_what_is_open_is_named() -> None:
    assert "the open objection “Our data may not leave the country”" in text_of(refused(discussing()))


def test_a_team_not_engaged_can_be_asked_and_one_that_is_can_be_reminded() -> None:
    tale = discussing().change(
        Changed("amount", "", amount=Money.of("90000 EUR")), Changed("product", "", product="software")
    )
    card = refused(tale)
    assert "Leo (Legal) hasn't answered for 6 days" in text_of(card)
    assert "Licensing hasn't been asked yet" in text_of(card)
    assert buttons_of(card)["Ask Licensing"] == f"engage {ID} licensing"
    assert buttons_of(card)["Remind Leo"] == f"ask {ID} for legal"
    assert "Ask Legal" not in buttons_of(card)


def test_an_attribute_that_is_not_set_is_asked_in_the_one_form() -> None:
    assert not [button.label for button in all_buttons(refused(discussing())) if button.command == f"set {ID}"]


def test_every_fact_that_requires_an_exit_is_shown() -> None:
    tale = discussing().change(
        Changed("product", "", product="software"), Changed("complexity", "standard", complexity="standard")
    )
    tale.advance(stops=True)
    assert tale.refusal
    when = When(
        amount_at_least=Money.of("50000 EUR"),
        product=("software", "services"),
        complexity=("standard",),
        evidence={"source": "inbound"},
    )
    missing = tuple(replace(one, because=when) for one in tale.refusal.missing[:1])
    said = "".join(unmarked(line, "") for line in _lines(in_full(tale.deal, context(), missing, "discussion")))
    assert (
        "Required from 50,000 EUR, for product software, for complexity standard and because source is inbound." in said
    )


def test_something_missing_from_an_earlier_stage_says_where_it_belongs() -> None:
    tale = handing_over().approve().change(Changed("amount", "", amount=Money.of("90000 EUR")))
    whole = whole_deal_card(tale.deal, context())
    assert "Has Legal cleared this deal? (from Discussion)" in text_of(whole)


def test_a_skip_attempt_has_one_tip_and_says_when_the_manager_is_notified() -> None:
    said = text_of(refused(qualifying(), to="closing"))
    assert "Tip: No problem, no sale." in said
    assert "No one can skip a stage. Saved in the deal's history." in said
    assert "Mia is notified only if it becomes a habit." in said


def test_an_own_attempt_of_a_manager_names_no_one_to_notify() -> None:
    tale = qualifying()
    tale.deal = replace(tale.deal, owner="max")
    assert "becomes a habit" not in text_of(refused(tale, "max", to="closing"))


def test_a_plain_refusal_is_not_coached() -> None:
    said = text_of(refused(qualifying()))
    assert "Tip" not in said
    assert "No one can skip" not in said


def keen(step: str = "contract") -> Tale:
    named = {"contract": "Asks for the contract", "budget_holder": "Brings in the budget holder"}
    return qualifying().list("buyer step", named[step], step, due=date(2027, 5, 7))


def test_a_buyer_who_asks_for_the_contract_is_good_news_with_what_to_get_first() -> None:
    card = refused(keen().list("trigger", "Their old contract ends"), to="closing")
    said = text_of(card)
    assert card.title == "Acme is ahead of us: “Asks for the contract” by 7 May"
    assert "A buyer this keen is good news. Before you send paper, get 4 answers:" in said
    assert "From the buyer: budget and who decides" in said
    assert "To happen first: Their old contract ends" in said
    assert "All gates can open the same day, and you skip none." in said
    assert buttons_of(card)["Book the call"] == f"plan {ID}"


def test_a_buyer_who_is_a_little_ahead_is_named_in_a_line() -> None:
    tale = keen("budget_holder")
    tale.deal = replace(tale.deal, stage="prospecting", evidence={})
    card = refused(tale)
    assert card.title == "Not yet: Acme is in Prospecting"
    assert "The buyer is ahead of us: “Brings in the budget holder” by 7 May." in text_of(card)


def test_a_seller_ahead_of_the_buyer_sees_their_next_step() -> None:
    assert "Not yet from the buyer: “Brings in the budget holder”." in text_of(refused(discussing()))


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
    assert card.title == "Acme · €45k waits for Mia"
    assert "It is open until Tue 05:30." in text_of(card), "the title says who decides"
    assert set(buttons_of(card)) == {"Show deal"}


def test_the_manager_can_decide_from_the_refusal() -> None:
    tale = handing_over()
    card = refused(tale, "mia")
    bound = f"{tale.approval.id} {tale.approval.version}"
    assert buttons_of(card)["Approve"] == f"approve {bound}"
    assert buttons_of(card)["Decline"] == f"decline {bound}"


def test_an_approved_handoff_waits_for_the_account_manager_by_name() -> None:
    tale = accepting()
    assert refused(tale).title == "Acme · €45k waits for Ana"
    assert "Take it" not in buttons_of(refused(tale, "mia"))


def test_an_ordinary_no_is_one_sentence_and_a_way_on() -> None:
    card = refused(completed())
    assert card.title == "This deal is completed: you can't advance it."
    assert buttons_of(card)["Open an up-sell"] == f"next {ID} up-sell"


def test_where_no_approver_the_remedy_is_something_to_type() -> None:
    card = refusal_card(handing_over().deal, context(), Refusal(NoApprover()))
    assert card.title == "Acme: no one can approve this handoff yet"
    assert "/deal team @someone is manager" in text_of(card)
