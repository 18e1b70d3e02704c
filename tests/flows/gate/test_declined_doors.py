"""A declined handoff can't be asked for again as it was: by no command, no button, no other person, no second account."""

import pytest

from tests.flows.gate.conftest import Found
from tests.support.card_text import buttons_of, text_of
from tests.support.posted_cards import to
from tests.support.typed_company import TypedCompany

SAME = "Nothing has changed since"
TWO_ROBS = {"rob": "rob@ours.example", "bob": "rob@ours.example"}


@pytest.fixture
def declined(found: Found) -> TypedCompany:
    """Rob's handoff was declined by Mia; Pat manages too, beside her, and Max above her."""
    company = found("ada", "rob", "bob", "mia", "pat", "max", "ana", emails=TWO_ROBS)
    for who, what in (("mia", "manager"), ("pat", "manager"), ("max", "manager"), ("ana", "account manager")):
        company.types("ada", f"team <@{who}> is {what}")
    company.all_type(
        ("ada", "team <@rob> reports to <@mia>"), ("ada", "team <@mia> reports to <@max>"), ("rob", "new Acme")
    )
    company.ready()
    company.asks()
    company.decides("mia", "decline", "The amount is not theirs to spend")
    return company


def test_it_is_refused_to_everyone_as_long_as_nothing_changed(declined: TypedCompany) -> None:
    for who in ("rob", "bob", "pat", "max"):
        assert SAME in declined.types(who, "advance acme")
    assert SAME in declined.types("rob", "advance acme to keep")


def test_the_old_card_a_new_owner_and_a_way_back_open_nothing(declined: TypedCompany) -> None:
    assert "declined the handoff" in declined.decides("pat")
    assert declined.deal().stage == "agree"
    declined.types("mia", "assign acme to <@max>")
    assert SAME in declined.types("max", "advance acme")
    declined.types("max", "back acme to find because we begin again")
    declined.types("max", "advance acme")
    assert SAME in declined.types("max", "advance acme")
    declined.types("max", "lose acme because they went away")
    declined.types("max", "reopen acme because they came back")
    declined.types("max", "advance acme")
    assert SAME in declined.types("max", "advance acme")


def test_the_new_card_goes_to_the_one_who_declined_and_says_what_changed(declined: TypedCompany) -> None:
    declined.types("rob", "set acme amount 35000 EUR")
    before = {who: len(to(declined.store, who, "approval:")) for who in ("mia", "pat", "max")}
    declined.types("rob", "advance acme")
    after = {who: len(to(declined.store, who, "approval:")) - before[who] for who in ("mia", "pat", "max")}
    assert after == {"mia": 1, "pat": 0, "max": 0}
    card = to(declined.store, "mia", "approval:")[-1]
    assert "You declined it on 4 May: The amount is not theirs to spend" in text_of(card)
    assert "Since then: the amount is €35k" in text_of(card)
    assert "Approve" not in buttons_of(declined.card("pat", "approve acme"))
    assert declined.deal().stage == "agree"
    declined.decides("pat")
    assert declined.deal().stage == "agree"
    declined.decides("max")
    approval = declined.deal().approval
    assert approval
    assert approval.state == "approved"
