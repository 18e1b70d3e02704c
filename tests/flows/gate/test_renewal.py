"""A small renewal has a small process: all seven stages, and at most three forms until it is won and handed over."""

import pytest

from adapters.card import Button, Buttons, Card, Form
from adapters.sandbox.terminal_card import plain
from bot.company import playbook_files
from tests.support.card_text import form_of
from tests.support.sandbox_script import Say, button

STAGES = ["prospecting", "qualification", "development", "presentation", "discussion", "closing", "account_management"]
ANSWERS = {
    "set_amount": "900 EUR",
    "amount": "900 EUR",
    "presented_on": "2026-05-04",
    "signed_by_customer": "Tia Torres",
    "signed_by_customer.said_by": "Tia Torres",
    "signed_by_customer.where": "e-mail",
    "signed_on": "2026-05-04",
    "account_manager": "<@ana>",
}


def answered(form: Form) -> dict[str, str]:
    """A form with what stands in it and the answers of a quick salesperson; what is unknown stays empty."""
    given = {field.key: field.value for field in form.fields if field.value}
    return {**given, **{field.key: ANSWERS[field.key] for field in form.fields if field.key in ANSWERS}}


def has_form(card: Card) -> bool:
    return any(isinstance(part, Form) for part in card.body)


@pytest.mark.parametrize("file", playbook_files.SHIPPED)
def test_every_playbook_that_ships_has_all_seven_stages(file: str) -> None:
    playbook = playbook_files.read(playbook_files.texts(None))[file]
    assert [stage.key for stage in playbook.stage] == STAGES
    assert all(stage.exit for stage in playbook.stage)
    assert playbook.confirm_after_back
    assert [stage.key for stage in playbook.stage if stage.handoff and stage.handoff.win] == ["closing"]


def test_a_renewal_of_900_euros_takes_at_most_three_forms(say: Say) -> None:
    say("mia", "set tyrell amount 1200 EUR")
    say("ana", "next tyrell renewal as Tyrell again")
    forms = 0
    for _ in range(8):
        card = say("ana", "advance tyrell again to account management")
        if any("met #" in one.command for one in _presses(card)):
            card = say("ana", button(card, "met #").command)
        if not has_form(card):
            break
        form, forms = form_of(card), forms + 1
        say("ana", form.command, answered(form), subject=form.subject)
    say("mia", button(say("mia", "approve tyrell again"), "Approve").command)
    say("ana", button(say("ana", "accept tyrell again"), "Take it").command)
    assert "Account Management" in plain(say("ana", "show tyrell again"))
    assert forms <= 3


def _presses(card: Card) -> list[Button]:
    return [one for part in card.body if isinstance(part, Buttons) for one in part.every]


def test_a_large_renewal_starts_on_the_playbook_of_the_deal_before(say: Say) -> None:
    say("ana", "next tyrell renewal as Tyrell again")
    assert "How did this customer come to us?" in plain(say("ana", "met tyrell again"))


def test_a_deal_that_grows_leaves_the_playbook_for_small_ones(say: Say) -> None:
    say("rob", "new Umbra on Light")
    say("rob", "set umbra amount 3000 EUR")
    say("rob", "met umbra source calling")
    say("rob", "met umbra contact Uma Usher, CFO")
    assert "Qualification" in say("rob", "advance umbra").title
    say("rob", "met umbra problem Every order is typed in twice")
    say("rob", "met umbra budget 90000 EUR said by Uma Usher in call")
    say("rob", "set umbra amount 90000 EUR")
    assert "Light" in plain(say("rob", "advance umbra"))
