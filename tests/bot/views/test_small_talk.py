"""Hello and help: the next thing to do, and a press for it."""

from datetime import date

from bot.views.examples.deals import caring, context, discussing, qualifying
from bot.views.help import help_card
from bot.views.talk.small_talk import hello_card, small_talk_card
from tests.support.card_text import buttons_of, text_of

ID = "#0a1b2c3d4e5f"


def test_hello_asks_about_a_date_that_passed_and_a_press_answers() -> None:
    late = caring().list("obligation", "A report of the pilot", due=date(2027, 5, 2)).deal
    card = hello_card("Ana", [late], context("ana"))
    assert card.title == "Hi Ana. Acme first"
    assert "“A report of the pilot” was due yesterday. Is it done?" in text_of(card)
    assert buttons_of(card)["Obligation 2 kept"] == f"obligation {ID} 2 kept"


def test_hello_names_what_is_missing_and_the_deals_after_it() -> None:
    card = hello_card("Rob", [qualifying().deal, discussing().deal], context())
    assert "5 answers missing." in text_of(card)
    assert "Then Acme." in text_of(card)
    assert buttons_of(card)["Answer now"] == f"met {ID}"


def test_hello_to_someone_without_deals_says_what_to_do() -> None:
    assert "Tell me what happened on a deal" in text_of(small_talk_card("hello", "Rob"))


def test_help_shows_what_to_write_and_leads_to_every_command() -> None:
    card = help_card()
    assert "“Move Stark on”" in text_of(card)
    assert "Nothing is saved until you press." in text_of(card)
    assert buttons_of(card) == {"What needs me now?": "home", "My deals": "list", "All commands": "help all"}
    assert "Ask" not in text_of(card), "with no other admin there is no one to ask"


def test_help_says_whom_to_ask() -> None:
    assert "Stuck, or is something wrong? Ask Ada or Bo." in text_of(help_card(["Ada", "Bo"]))
