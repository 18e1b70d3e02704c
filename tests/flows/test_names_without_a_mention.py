"""Colleagues by name in a command, without a mention: one is meant, or it is asked who."""

import pytest

from tests.support.card_text import buttons_of, text_of
from tests.support.sandbox_script import Say


@pytest.mark.parametrize("name", ["mia", "Mia", "Mia Marsh", "marsh", "<@mia>"])
def test_a_role_is_taken_from_a_colleague_by_name(say: Say, name: str) -> None:
    assert "Mia Marsh | Rep |" in text_of(say("ada", f"team {name} is no manager"))


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("team rita is manager", "Rita Roy | Manager and rep"),
        ("team Rob Reyes reports to Max", "Rob Reyes | Rep | Max Moreau"),
        ("team Leo is no specialist in legal", "Leo Lindqvist | Rep and specialist in licensing"),
        ("team rita is specialist in legal", "Rita Roy | Rep and specialist in legal"),
    ],
)
def test_a_role_is_given_to_a_colleague_by_name(say: Say, typed: str, row: str) -> None:
    assert row in text_of(say("ada", typed))


def test_a_deal_is_handed_over_by_name(say: Say) -> None:
    assert "Rita Roy owns it now" in text_of(say("rob", "assign acme to Rita Roy"))


def test_a_name_that_no_colleague_has_gets_a_plain_no(say: Say) -> None:
    assert "I couldn't find “zoltan” among your colleagues" in text_of(say("ada", "team zoltan is no manager"))


def test_of_a_misspelt_name_it_is_asked_who(say: Say) -> None:
    card = say("ada", "team Mai Marsh is no manager")
    assert card.title == "Which colleague do you mean?"
    assert "Mia Marsh | Rep |" in text_of(say("ada", buttons_of(card)["Mia Marsh"]))
