"""One account under many names: its other deals, what it lost in the last 90 days, and who answered for a team."""

from datetime import timedelta

import pytest

from tests.flows.gate.conftest import Found

DAY = timedelta(days=1)


@pytest.mark.parametrize(("days", "shown"), [(90, True), (91, False)])
def test_what_an_account_lost_is_shown_for_90_days(found: Found, days: int, shown: bool) -> None:
    company = found("ada", "rob", "mia", "ana")
    company.all_type(
        ("ada", "team <@mia> is manager"),
        ("ada", "team <@ana> is account manager"),
        ("rob", "new Acme GmbH"),
        ("rob", 'lose "Acme GmbH" because they had no money'),
        ("rob", "new Acme"),
    )
    company.now += days * DAY - timedelta(hours=3)
    company.ready()
    company.asks()
    card = company.types("mia", "approve acme")
    assert ("they had no money" in card) == shown


def test_the_same_account_in_other_letters_is_named_beside_it(found: Found) -> None:
    company = found("ada", "rob", "mia", "ana")
    company.all_type(
        ("ada", "team <@mia> is manager"),
        ("ada", "team <@ana> is account manager"),
        ("rob", "new Acme"),
        ("rob", "new ACME, Inc. anyway"),
    )
    company.ready()
    company.asks()
    assert "Other open deals with this customer: ACME, Inc." in company.types("mia", "approve acme")


def test_a_deal_that_got_its_customers_name_later_does_not_hide_from_the_approver(found: Found) -> None:
    company = found("ada", "rob", "mia", "ana")
    company.all_type(
        ("ada", "team <@mia> is manager"),
        ("ada", "team <@ana> is account manager"),
        ("rob", "new ACME GmbH"),
        ("rob", "new Umbra"),
        ("rob", "set umbra name Acme"),
    )
    company.ready()
    company.asks()
    assert "Other open deals with this customer: ACME GmbH" in company.types("mia", "approve acme")


def test_a_specialist_who_got_the_deal_later_stands_on_the_approvers_card(found: Found) -> None:
    company = found("ada", "rob", "mia", "ana", "leo")
    company.all_type(
        ("ada", "team <@mia> is manager"),
        ("ada", "team <@ana> is account manager"),
        ("ada", "team <@leo> is specialist in legal"),
        ("rob", "new Acme"),
        ("leo", "met acme legal yes"),
    )
    company.ready()
    company.types("rob", "assign acme to <@leo>")
    company.asks("leo")
    assert "Legal was answered by Leo, whose own deal it is now" in company.types("mia", "approve acme")
