"""Mistakes are withdrawn: they stay in the ledger, count in no figure, and the next approver sees them."""

import pytest

from adapters.card import Card
from adapters.sandbox.terminal_card import plain
from tests.support.card_text import text_of
from tests.support.sandbox_script import Say, button


def totals(say: Say) -> str:
    card = say("mia", "funnel")
    return card.title + " " + next(line for line in text_of(card).splitlines() if line.startswith("Won "))


def read(card: Card) -> str:
    """A card's words on one line."""
    return " ".join(plain(card).split())


def test_the_owner_withdraws_before_the_first_gate_and_no_figure_has_it(say: Say) -> None:
    before = totals(say)
    say("rob", "new Umbra")
    assert totals(say) != before
    assert "The owner can withdraw a deal before its first gate" in read(
        say("rita", "withdraw umbra because it isn't mine")
    )
    assert "is withdrawn" in read(say("rob", "withdraw umbra because I entered it twice"))
    assert totals(say) == before.replace("withdrawn 1", "withdrawn 2")
    assert "entered it twice" in read(say("rob", "history umbra all"))


def test_later_a_manager_withdraws_and_never_their_own(say: Say) -> None:
    assert "Later a manager can" in read(say("rob", "withdraw globex because it looks bad"))
    say("rob", "back globex to prospecting because I want it gone")
    assert "Later a manager can" in read(say("rob", "withdraw globex because it looks bad"))
    say("rob", "assign globex to <@mia>")
    assert "never their own" in read(say("mia", "withdraw globex because it looks bad"))
    assert "is withdrawn" in read(say("max", "withdraw globex because it was a test"))
    assert "Only a manager who doesn't own" in read(say("rob", "reopen globex because I was wrong"))
    assert "Globex" in say("max", "reopen globex because it was none").title


@pytest.mark.parametrize("name", ["GLOBEX", "Globex GmbH", "globex, inc.", "Globex Ltd."])
def test_a_name_that_is_nearly_there_is_asked_about_first(say: Say, name: str) -> None:
    card = say("rob", f"new {name}")
    if name == "GLOBEX":
        assert "already" in plain(card)
        return
    assert "Do you mean Globex?" in card.title
    assert "Globex" in say("rob", button(card, "Show").command).title
    begun = say("rob", button(card, "anyway").command)
    assert begun.title == f"{name} is a new deal, in Prospecting"


@pytest.mark.parametrize("name", ["Globex Nordics", "Glob", "Global Express"])
def test_a_name_that_only_contains_another_is_not_asked_about(say: Say, name: str) -> None:
    assert say("rob", f"new {name}").title == f"{name} is a new deal, in Prospecting"


def test_the_form_asks_too(say: Say) -> None:
    card = say("rob", "new", {"name": "Globex GmbH"})
    assert "Do you mean Globex?" in card.title


def test_the_approver_sees_what_the_account_lost_of_late_and_who_said_no(say: Say) -> None:
    say("rob", "new Stark GmbH anyway")
    say("leo", 'met "Stark GmbH" legal no because nobody limits our liability')
    say("rob", 'lose "Stark GmbH" because Legal said no')
    say("rita", "new Hooli Ltd anyway")
    say("rita", 'lose "Hooli Ltd" because they are another account')
    say("rob", "advance stark")
    card = read(say("mia", "approve stark"))
    assert "Same account: Stark GmbH" in card
    no = "Leo Lindqvist answered Legal with no (nobody limits our liability)"
    assert f"Stark GmbH – lost today: Legal said no. {no}." in card
    assert "Hooli" not in card


def test_what_is_taken_out_of_the_figures_has_a_reason_that_says_something(say: Say) -> None:
    say("rob", "new Umbra")
    assert "Give a reason that says why" in read(say("rob", "withdraw umbra because ok"))
    assert "Give a reason that says why" in read(say("max", "churn tyrell because ok"))
