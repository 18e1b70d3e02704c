"""The buyer's track: evidence moves it, a deal has steps of its own, and their days are watched."""

from datetime import timedelta

from adapters.card import Card, Track
from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import all_buttons, buttons_of, form_of, text_of
from tests.support.sandbox_script import Say, button


def steps(card: Card) -> dict[str, str]:
    """The buyer's steps on a card, with their states."""
    return dict(next(part for part in card.body if isinstance(part, Track) and "buyer" in part.label).steps)


def test_saved_evidence_moves_the_track_and_says_what_is_next(say: Say) -> None:
    assert steps(say("rob", "buyer acme"))["Brings in the budget holder"] == "ahead"
    say("rob", "met acme budget 48000 EUR said by Carla Chen in call")
    card = say("rob", "buyer acme")
    assert card.title == "Acme: 1 of 7 buyer's steps taken"
    assert steps(card)["Brings in the budget holder"] == "done"
    assert "Next for them: Compares options." in text_of(card)


def test_a_deal_that_is_signed_and_paid_is_not_sold_to_no_one(say: Say) -> None:
    assert "ahead of the buyer" not in text_of(say("rita", "show tyrell"))
    assert "ahead of" not in text_of(say("rita", "buyer tyrell"))


def test_a_step_of_their_own_has_its_day_and_can_be_undone(say: Say) -> None:
    card = say("rob", "buyer acme add security review 12 May")
    assert steps(card)["security review"] == "now"
    assert "“security review” is due Tuesday 12 May 2026 (in 8 days)" in text_of(card)
    say("rob", button(card, "Undo").command)
    assert "security review" not in steps(say("rob", "buyer acme"))
    form = form_of(say("rob", "buyer acme add"))
    assert steps(say("rob", form.command, {"step": "Board", "due": "2026-05-20"}))["Board"] == "now"
    assert say("rita", "buyer acme add procurement").tone == "stop"
    assert "has no words in it" in say("rob", "buyer acme add ???").title


def test_a_step_gets_another_day_or_leaves_the_track_with_a_reason(say: Say) -> None:
    say("rob", "buyer acme add security review 12 May")
    card = say("rob", "buyer acme moved security review to 20 May because they are busy")
    assert "“security review” is due Wednesday 20 May 2026" in text_of(card)
    labels = [one.label for one in all_buttons(card)]
    assert {"Done: security review", "New day: security review", "Won't happen: security review"} <= set(labels)
    form = form_of(say("rob", buttons_of(card)["New day: security review"]))
    assert "21 May" in text_of(say("rob", form.command, {"until": "2026-05-21", "reason": "they are on holiday"}))
    form = form_of(say("rob", buttons_of(card)["Won't happen: security review"]))
    assert "security review" not in steps(say("rob", form.command, {"reason": "they trust our certificate"}))
    assert "they trust our certificate" in text_of(say("rob", "history acme all"))
    assert "No open step" in text_of(say("rob", "buyer acme moved security review"))


def test_a_step_whose_day_has_passed_reaches_its_owner_with_what_ends_it(say: Say, sandbox: Sandbox) -> None:
    say("rob", "buyer initech add security review tomorrow")
    sandbox.forward(timedelta(days=3))
    assert "security review" in text_of(say("rob", "stalled mine"))
    say("rob", "buyer initech did security review said by Ingrid Ito in call")
    assert "security review" not in text_of(say("rob", "stalled mine"))
