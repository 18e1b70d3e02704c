"""The scenes of a sale, played by hand in the browser against the real assistant."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.sandbox_page import Visit

pytestmark = pytest.mark.browser

WON = (
    "terms Two years, paid in two halves",
    "paperwork https://contracts.example/stark",
    "signed_by_customer Sia Stone said by Sia Stone in meeting",
    "signed_by_us @Max Moreau",
    "signed_on today",
    "account_manager @Ana Abreu",
)


def test_i_got_this_is_stopped_coached_and_offered_the_form(visit: Visit) -> None:
    refused = visit.say("/deal advance globex to closing", "is in Qualification")
    expect(refused).to_contain_text("You: ")
    expect(refused).to_contain_text("From the buyer: ")
    expect(refused).to_contain_text("No one can skip a stage")
    visit.press(refused, "Answer now")
    expect(visit.card("Evidence for Globex").get_by_label("What is their budget to solve it?")).to_be_editable()


def test_a_form_filled_wrong_says_so_beside_the_field_and_filled_right_is_saved(visit: Visit) -> None:
    visit.press(visit.say("/deal advance globex to closing", "Not yet: "), "Answer now")
    fill(visit, budget="a lot")
    form = visit.page.get_by_role("form", name="Globex: give evidence")
    budget = form.get_by_label("What is their budget to solve it?")
    expect(budget).to_have_attribute("aria-invalid", "true")
    expect(budget).to_be_focused()
    expect(budget.locator("xpath=..").locator(".error")).to_contain_text("amount")
    expect(form.get_by_label("Who at the customer's is responsible for this problem?")).to_have_value("Gus Grant")
    fill(visit, budget="75000 EUR")
    expect(visit.page.locator(".settled")).to_contain_text("sent")
    expect(visit.card("evidence saved")).to_contain_text("75,000 EUR")


def fill(visit: Visit, budget: str) -> None:
    """Answer everything that the refusal of Globex asks for, with this budget."""
    form = visit.page.get_by_role("form", name="Globex: give evidence")
    form.get_by_label("Who at the customer's is responsible for this problem?").fill("Gus Grant")
    form.get_by_label("What is their budget to solve it?").fill(budget)
    form.get_by_label("Who decides, and how do they buy?").fill("The board, after a pilot")
    for asked in ("Budget", "Decision"):
        form.get_by_label(f"{asked}: who said it?").fill("Gus Grant")
        form.get_by_label(f"{asked}: where?").select_option(label="Call")
    form.get_by_role("button", name="Save evidence").click()


def test_the_manager_sees_the_attempt_in_the_history_and_in_the_figures(visit: Visit) -> None:
    visit.say("/deal advance globex to closing", "Not yet: ")
    visit.be("mia")
    history = visit.say("/deal history globex all", "every step")
    expect(history).to_contain_text("tried to skip to Closing and was stopped in Qualification")
    expect(history).to_contain_text("1 skip attempt on this deal")
    expect(visit.say("/deal funnel by rep", "By rep").get_by_role("row", name="Rob Reyes").last).to_contain_text("2")


def test_a_buyer_who_runs_ahead_is_shown_with_what_serious_buyers_still_need(visit: Visit) -> None:
    ahead = visit.say("/deal buyer acme wants contract by Friday", "buyer's steps")
    expect(ahead).to_contain_text("The buyer is ahead of us")
    expect(ahead).to_contain_text("Before that, we need")
    expect(ahead).to_contain_text("Brings in the budget holder")


def test_no_one_approves_their_own_deal(visit: Visit) -> None:
    visit.say("/deal advance stark", "waits for")
    mine = visit.say("/deal approve stark", "to Closing?")
    expect(mine.get_by_role("button", name="Approve")).to_have_count(0)
    expect(mine).to_contain_text("It waits for a manager")


def test_a_raised_amount_voids_the_approval_and_brings_legal_in(visit: Visit) -> None:
    visit.say("/deal advance stark", "waits for")
    raised = visit.say("/deal set stark amount 80000 EUR", "Stark")
    expect(raised).to_contain_text("The approval is void because the deal changed")
    visit.be("mia", "direct")
    visit.card("Stark: the approval is void")
    visit.be("rob")
    expect(visit.say("/deal advance stark", "Not yet: ")).to_contain_text("Legal")


def test_a_handoff_ends_when_legal_attests_the_manager_approves_and_the_account_manager_accepts(visit: Visit) -> None:
    visit.say("/deal set stark amount 80000 EUR", "Stark")
    visit.be("leo")
    visit.say("/deal met stark legal yes", "evidence saved for Legal")
    approved(visit, "waits for", "Stark is in Closing")
    for proof in WON:
        visit.say(f"/deal met stark {proof}", "evidence saved")
    visit.say("/deal trigger stark 1 happened signed off said by Sia Stone in e-mail", "Stark")
    approved(visit, "waits for", "you approved it")
    visit.be("ana", "direct")
    visit.press(visit.card("Stark is yours if you take it"), "Take it")
    visit.card("Stark is now in Account Management")


def approved(visit: Visit, asked: str, then: str) -> None:
    """Rob asks for Stark's handoff and Mia approves it."""
    visit.be("rob")
    visit.say("/deal advance stark", asked)
    visit.be("mia", "direct")
    visit.press(visit.card("Stark · "), "Approve")
    visit.card(then)
    visit.be("rob")


def test_the_wheel_turns_again_and_its_figures_agree_with_the_funnels(visit: Visit) -> None:
    visit.be("ana")
    visit.say("/deal payment tyrell 2 received bank statement", "Tyrell")
    visit.say(
        "/deal met tyrell review They want the training for a second site said by Tia Torres in meeting",
        "evidence saved",
    )
    visit.press(visit.say("/deal advance tyrell", "one turn is complete"), "Open an up-sell")
    visit.card("Tyrell.*up-sell|up-sell.*Tyrell|opened")
    visit.be("mia")
    won = visit.say("/deal funnel", "Pipeline").get_by_text(re.compile("^Won ")).inner_text().split(", lost")[0]
    expect(visit.say("/deal flywheel turns", "flywheel")).to_contain_text(won)
    visit.say("/deal flywheel", "3 customers, 2 came back")
