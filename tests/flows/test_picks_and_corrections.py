"""Short answers that lean on the answer before: a pick from a list, and a change to what was carried out."""

from itertools import count

import pytest

from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import buttons_of, form_of
from tests.support.sandbox_script import Say
from tests.support.talking import Talk, spoken

KEYS = count()


@pytest.fixture
def talk(sandbox: Sandbox) -> Talk:
    return lambda who, text: sandbox.answer(spoken(who, text, f"pick-{next(KEYS)}")).card


@pytest.mark.parametrize(
    ("words", "row"),
    [("open the third", 2), ("the second one", 1), ("2", 1), ("show me number 3 please", 2), ("the 1st", 0)],
)
def test_a_number_opens_that_row_of_the_list_before(talk: Talk, words: str, row: int) -> None:
    rows = list(buttons_of(talk("rob", "list")))
    assert talk("rob", words).title.startswith(rows[row])


def test_a_number_beyond_the_list_opens_nothing(talk: Talk) -> None:
    talk("rob", "list")
    assert talk("rob", "the tenth").title == "Nothing was saved"


def test_a_number_without_a_list_opens_nothing(talk: Talk) -> None:
    assert talk("rob", "the second one").title == "Nothing was saved"


def test_a_list_is_not_agreed_to(talk: Talk) -> None:
    talk("rob", "list")
    assert talk("rob", "yes").title == "All right"


@pytest.mark.parametrize(("words", "deal"), [("acme", "Acme"), ("it's globex", "Globex"), ("the second one", "")])
def test_which_deal_is_answered_by_its_name_or_its_number(talk: Talk, words: str, deal: str) -> None:
    asked = talk("rob", "the amount is 48k")
    assert asked.title == "Which deal do you mean?"
    names = [label.partition(":")[0] for label in buttons_of(asked)]
    (first, *_) = buttons_of(talk("rob", words))
    assert first == f"{deal or names[1]}: set amount to 48,000 EUR"


CHANGES = {
    "no, 60k": "Acme: set amount to 60,000 EUR",
    "oops wrong, it's 44k not 50k": "Acme: set amount to 44,000 EUR",
    "nope, make that 55k": "Acme: set amount to 55,000 EUR",
    "same for globex": "Globex: set amount to 50,000 EUR",
    "and globex 45k": "Globex: set amount to 45,000 EUR",
}


@pytest.mark.parametrize(("words", "offers"), CHANGES.items())
def test_what_was_carried_out_can_be_changed_in_a_few_words(talk: Talk, words: str, offers: str) -> None:
    assert "Undo" in buttons_of(talk("rob", "set Acme amount 50k"))
    assert offers in buttons_of(talk("rob", words))


@pytest.mark.parametrize(("words", "offers"), CHANGES.items())
def test_what_was_pressed_can_be_changed_in_a_few_words(talk: Talk, say: Say, words: str, offers: str) -> None:
    proposal = buttons_of(talk("rob", "acme is worth 50k"))
    say("rob", proposal["Acme: set amount to 50,000 EUR"])
    assert offers in buttons_of(talk("rob", words))


def test_a_yes_carries_out_once_and_can_be_changed_then(talk: Talk) -> None:
    talk("rob", "acme is worth 50k")
    assert "Undo" in buttons_of(talk("rob", "yes"))
    assert "Undo" not in buttons_of(talk("rob", "yes"))
    talk("rob", "acme is worth 51k")
    talk("rob", "yes")
    assert "Acme: set amount to 60,000 EUR" in buttons_of(talk("rob", "no, 60k"))


def test_a_planned_step_gets_another_day_in_a_few_words(talk: Talk) -> None:
    assert "Undo" in buttons_of(talk("rob", "plan Acme call Carla on Thursday 10am"))
    (first, *_) = buttons_of(talk("rob", "make it friday instead"))
    assert first.startswith("Acme: plan “call Carla”")
    assert first.endswith("10:00")


def test_an_undo_after_a_list_undoes_what_was_done(talk: Talk) -> None:
    talk("rob", "set Acme amount 50k")
    talk("rob", "list")
    assert "Undo" in buttons_of(talk("rob", "undo that"))


def test_a_sentence_without_a_deal_goes_on_once_the_deal_is_named(talk: Talk) -> None:
    assert talk("rita", "we signed the contract yesterday, they want two copies").title == "Is this about a deal?"
    named = talk("rita", "wonka")
    assert "two copies" in " ".join(str(part) for part in named.body), named


def test_the_day_on_which_it_was_said_stands_in_the_form(talk: Talk, say: Say) -> None:
    proposal = talk("rob", "Carla told me yesterday that Acme has 50k")
    form = form_of(say("rob", buttons_of(proposal)["Acme: save budget 50,000 EUR"]))
    (day,) = [field for field in form.fields if field.key == "budget.on"]
    assert day.value


def test_the_biggest_deals_come_by_their_amounts(talk: Talk) -> None:
    talk("rob", "set Acme amount 900k")
    (first, *_) = buttons_of(talk("rob", "my biggest deals"))
    assert first == "Acme"
