"""A referral starts clean, and says once from whom."""

from adapters.sandbox.terminal_card import plain
from tests.support.card_text import form_of, text_of
from tests.support.sandbox_script import Say, button


def referrals(say: Say) -> str:
    """The flywheel's line of referrals."""
    turns = text_of(say("mia", "flywheel turns"))
    return next(line for line in turns.splitlines() if line.startswith("Referral"))


def test_a_referral_out_of_a_deal_brings_no_ones_contact_along(say: Say) -> None:
    card = plain(say("ana", "next tyrell referral as Nexus"))
    assert "Tia Torres" not in card
    assert "source and contact" in plain(say("rita", "advance nexus"))
    assert "contact" not in plain(say("ana", "next tyrell up-sell as Tyrell again"))


def test_the_next_deal_with_the_same_customer_knows_their_people(say: Say) -> None:
    say("ana", "next tyrell up-sell as Tyrell again")
    assert "Tia Torres, COO" in plain(say("rita", "show tyrell again all"))
    assert "Tia" not in plain(say("ana", "next tyrell referral as Nexus"))


def test_a_deal_by_referral_is_asked_once_and_counts_once_it_is_answered(say: Say) -> None:
    before = referrals(say)
    say("rob", "new Umbra")
    card = say("rob", "met umbra source referral")
    assert "Which customer of ours referred them?" in plain(card)
    assert referrals(say) == before
    form = form_of(say("rob", button(card, "Name the customer").command))
    assert "No customer of ours" in plain(say("rob", form.command, {"customer": "Globex"}))
    assert say("rob", form.command, {"customer": "Tyrell Ltd"}).title == "Saved on Umbra"
    assert "Tyrell" in plain(say("rob", "history umbra all"))
    assert referrals(say) != before
    assert "already names" in plain(say("rob", "referral umbra from Cyberdyne"))


def test_without_a_name_the_gate_opens_and_the_deal_does_not_count(say: Say) -> None:
    before = referrals(say)
    say("rob", "new Umbra")
    say("rob", "met umbra source referral")
    assert "Which customer" not in plain(say("rob", "met umbra contact Uma Usher, CFO"))
    assert "Qualification" in say("rob", "advance umbra").title
    assert referrals(say) == before


def test_a_deal_with_another_source_has_no_referral(say: Say) -> None:
    assert "didn't come by a referral" in plain(say("rob", "referral globex from Tyrell"))


def test_a_customer_does_not_refer_themselves_under_another_legal_form(say: Say) -> None:
    before = referrals(say)
    say("rob", "new Tyrell GmbH anyway")
    say("rob", 'met "Tyrell GmbH" source referral')
    assert "another customer" in plain(say("rob", 'referral "Tyrell GmbH" from Tyrell'))
    assert referrals(say) == before
