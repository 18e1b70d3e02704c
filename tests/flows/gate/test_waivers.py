"""Waivers are rare: few a manager, none for what a team proves, terms, paperwork and signatures."""

import pytest

from tests.flows.gate.conftest import Found
from tests.support.people_and_deal import SMALL_TEXT, STANDARD
from tests.support.typed_company import TypedCompany

RARE = "waivers_each = 2\n" + SMALL_TEXT


def company_of(found: Found, playbook: str) -> TypedCompany:
    company = found("ada", "rob", "mia", "max", playbook=playbook)
    company.all_type(("ada", "team <@mia> is manager"), ("ada", "team <@max> is manager"), ("rob", "new Acme"))
    company.types("rob", "set acme complexity complex")
    for key in ("reached", "budget", "discount"):
        company.types("mia", f"waive acme {key} because we have known this customer for ten years")
    return company


def test_one_manager_waives_two_exits_and_the_next_takes_another_manager(found: Found) -> None:
    company = company_of(found, RARE)
    assert set(company.deal().waivers) == {"reached", "budget"}
    said = company.types("mia", "waive acme discount because we have known this customer for ten years")
    assert "You waived 2 exits on this deal, which is the most. Max can waive more." in said
    company.types("max", "waive acme discount because the price list is public")
    assert len(company.deal().waivers) == 3


def test_to_take_over_anothers_waiver_counts_like_a_new_one(found: Found) -> None:
    company = company_of(found, RARE)
    company.types("max", "waive acme discount because the price list is public")
    said = company.types("mia", "waive acme discount because we have known this customer for ten years")
    assert "You waived 2 exits on this deal, which is the most." in said
    assert "max" in company.deal().waivers["discount"].by


def test_a_playbook_of_before_keeps_its_waivers(found: Found) -> None:
    assert len(company_of(found, SMALL_TEXT).deal().waivers) == 3


@pytest.mark.parametrize(
    "key",
    ["legal", "licensing", "post_sale", "customer_success", "terms", "paperwork", "signed_by_customer", "signed_by_us"],
)
def test_the_standard_playbook_lets_no_one_waive_what_matters_most(key: str) -> None:
    assert not STANDARD.exits[key].waivable
    assert STANDARD.waivers_each == 2
