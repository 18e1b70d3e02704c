"""Settings and items, typed with names in place of codes and mentions."""

from tests.support.card_text import text_of
from tests.support.sandbox_script import Say


def test_a_currency_is_understood_by_its_name(say: Say) -> None:
    assert "USD" in text_of(say("ada", "settings currency US dollars"))


def test_a_currency_that_can_be_several_names_the_usual_ones_first(say: Say) -> None:
    card = say("ada", "settings currency dollars")
    assert "The nearest are: USD, " in card.title + text_of(card)


def test_an_item_s_owner_is_understood_by_name(say: Say) -> None:
    assert "for Rita Roy" in text_of(say("rob", "trigger acme board signs by 12 December 2027 owner Rita Roy"))
    assert (
        "needs a date and a colleague"
        in text_of(say("rob", "trigger acme meet the owner of the data by 12 December 2027"))
        + say("rob", "trigger acme meet the owner of the data by 12 December 2027").title
    )


def test_a_card_that_stays_names_the_day_of_its_decision(say: Say) -> None:
    say("rob", "advance stark")
    decided = text_of(say("mia", "decline stark because the board has not signed"))
    assert "· decided " in decided
    assert "today" not in decided
