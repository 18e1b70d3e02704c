"""Settings and items, typed with names in place of codes and mentions."""

from tests.support.card_text import buttons_of, text_of
from tests.support.sandbox_script import Say
from tests.support.talking import Talk


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


def test_a_change_of_the_company_s_settings_names_what_changed_first(say: Say) -> None:
    say("ada", "settings zone Europe/Berlin")
    card = say("ada", "settings zone Asia/Tokyo")
    assert card.title == "The time zone is now Asia/Tokyo"
    assert "It was: Europe/Berlin." in text_of(card)
    assert "It was so before." in text_of(say("ada", "settings zone Tokyo"))
    assert say("ada", "settings currency USD").title == "The currency is now USD (for amounts without a currency)"
    assert say("ada", "settings admission invitation").title == "Who joins now: only people an admin adds"


def test_a_city_stands_for_its_time_zone(say: Say) -> None:
    assert say("ada", "settings zone new york").title == "The time zone is now America/New_York"
    assert "Europe/Lisbon" in text_of(say("rob", "settings my zone Lisbon"))


def test_a_city_with_several_time_zones_is_asked_about(say: Say) -> None:
    card = say("rob", "settings my zone Istanbul")
    assert card.title == "Which time zone is “Istanbul”?"
    assert "Europe/Istanbul" in text_of(say("rob", buttons_of(card)["Europe/Istanbul"]))


def test_a_city_with_several_time_zones_is_asked_about_in_plain_words_too(talk: Talk, say: Say) -> None:
    card = talk("ada", "our time zone is Istanbul")
    asked = say("ada", next(iter(buttons_of(card).values())))
    assert set(buttons_of(asked)) == {"Asia/Istanbul", "Europe/Istanbul"}
