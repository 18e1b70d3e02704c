"""A lost deal has a reason that is counted, and a sentence."""

import pytest

from tests.support.card_text import all_buttons, form_of, text_of
from tests.support.one_company import OneCompany


def test_typed_without_a_reason_to_count_it_is_unsorted_until_one_press(company: OneCompany, lax: OneCompany) -> None:
    assert "Competitor" not in text_of(lax.types("lose acme because they went with a rival"))
    lost = company.types("lose acme because they went with a rival")
    assert "Why was it lost?" in text_of(lost)
    sorted_ = text_of(company.presses(lost, "Competitor"))
    assert "Why was it lost?" not in sorted_
    assert "Acme is lost: competitor" in sorted_
    assert "competitor: they went with a rival" in text_of(company.types("show acme"))
    assert "because of: competitor" in text_of(company.types("history acme all"))


@pytest.mark.parametrize(
    "line", ["lose acme as price because a rival was cheaper", "lose acme as PRICE because cheaper"]
)
def test_both_can_be_typed_at_once(company: OneCompany, line: str) -> None:
    assert "is lost: price" in text_of(company.types(line))


def test_the_form_asks_for_both(company: OneCompany) -> None:
    form = form_of(company.types("lose acme"))
    assert [one.key for one in form.fields] == ["category", "reason"]
    assert "is lost: no budget" in text_of(company.sends(form, category="no budget", reason="no money left"))


def test_only_a_lost_deal_is_sorted_and_only_by_those_who_work_on_it(company: OneCompany) -> None:
    form = form_of(company.types("lose acme as price"))
    assert {one.key: one.value for one in form.fields}["category"] == "price"
    lost = company.types("lose acme because they went with a rival")
    press = next(one.command for one in all_buttons(lost) if one.label == "Price")
    company.types(press, "rita")
    assert "because of" not in text_of(company.types("history acme all"))


def test_reopened_it_has_no_reason_any_more(company: OneCompany) -> None:
    company.types("lose acme as price because a rival was cheaper")
    company.types("reopen acme because the rival failed")
    assert "Lost because" not in text_of(company.types("show acme all"))


def test_the_funnel_counts_why_deals_were_lost(company: OneCompany) -> None:
    assert "Why deals were lost" not in text_of(company.types("funnel"))
    for name, line in (
        ("Globex", "as price because dear"),
        ("Initech", "as price because dear"),
        ("Hooli", "as timing because late"),
    ):
        company.types(f"new {name}")
        company.types(f"lose {name} {line}")
    lost = company.types("lose acme because they went with a rival")
    assert "Why deals were lost: price (2), timing (1) and unsorted (1)." in text_of(company.types("funnel"))
    company.presses(lost, "Timing")
    assert "Why deals were lost: price (2) and timing (2)." in text_of(company.types("funnel"))
    company.types("reopen acme because the rival failed")
    assert "timing (1)" in text_of(company.types("funnel"))
