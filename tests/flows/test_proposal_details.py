"""A proposal shows everything that its button writes."""

import pytest

from tests.support.card_text import text_of
from tests.support.sandbox_script import Say
from tests.support.talking import Talk


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Acme: we promised training for 20 people by 1 June 2027", "by 1 June 2027"),
        ("Acme: trigger: the board signs the budget by 12 May 2027", "by 12 May 2027, looked after by Rob Reyes"),
        ("Acme: add a payment of 25000 EUR due 1 June 2027", "by 1 June 2027"),
        ("Acme: Carla says it is too slow, that's an objection", "raised by Carla"),
    ],
)
def test_the_day_and_the_person_of_an_item_are_shown(words: str, shown: str, talk: Talk) -> None:
    card = talk("rob", words)
    assert shown in text_of(card)


def test_the_reason_of_a_wait_is_shown(talk: Talk, say: Say) -> None:
    card = talk("rob", "let acme wait until 3 June 2027 because their budget is frozen")
    assert "because their budget is frozen" in text_of(card)
