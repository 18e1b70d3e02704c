"""People, money, days and values as a person reads them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.language.asks import Choice, WhichDeal
from bot.views import replies, words
from bot.views.asks import ask_card
from bot.views.examples.deals import NOW, accepting, caring, context, qualifying
from process.money import Money
from tests.support.card_text import buttons_of, text_of
from tests.support.one_company import MONDAY


def test_someone_is_shown_by_name_and_a_stranger_as_someone_who_left() -> None:
    assert words.name(context(), "rob") == "Rob"
    assert words.name(context(), "nobody-here") == "someone who left"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("50000", "50,000 EUR"), ("1234.5", "1,234.50 EUR"), ("0", "0 EUR"), ("1E+6", "1,000,000 EUR")],
)
def test_money_is_grouped_with_its_code(amount: str, shown: str) -> None:
    assert words.money(Money(Decimal(amount), "EUR")) == shown


def test_no_money_is_said_to_be_not_set() -> None:
    assert words.money(None) == "not set"


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (0, "Monday 3 May 2027 (today)"),
        (1, "Tuesday 4 May 2027 (tomorrow)"),
        (4, "Friday 7 May 2027 (in 4 days)"),
        (-9, "Saturday 24 April 2027 (9 days ago)"),
        (100, "Wednesday 11 August 2027"),
    ],
)
def test_a_day_is_shown_with_its_distance_while_that_helps(days: int, shown: str) -> None:
    assert words.day(date(2027, 5, 3) + timedelta(days=days), context()) == shown


def test_a_moment_is_shown_in_the_readers_zone() -> None:
    tokyo = replace(context(), zone=ZoneInfo("Asia/Tokyo"))
    assert words.moment(NOW, context()) == "3 May 2027, 09:30"
    assert words.moment(NOW, tokyo) == "3 May 2027, 18:30"
    assert words.moment(NOW - timedelta(days=20), tokyo) == "13 April 2027, 18:30"


def test_how_long_ago_counts_the_readers_days() -> None:
    assert words.since(NOW, context()) == "today"
    assert words.since(NOW - timedelta(hours=10), context()) == "yesterday"
    assert words.since(NOW - timedelta(days=9), context()) == "9 days ago"


@pytest.mark.parametrize(
    ("attest", "shown"),
    [
        ("rep", "Rob (rep)"),
        ("buyer", "the buyer"),
        ("manager", "a manager"),
        ("account manager", "the account manager"),
        ("legal", "Legal"),
        ("customer success", "Customer success"),
    ],
)
def test_the_person_who_owes_an_exit_is_named(attest: str, shown: str) -> None:
    assert words.holder(context(), qualifying().deal, attest) == shown


def test_the_account_manager_is_named_once_there_is_one() -> None:
    assert words.holder(context(), accepting().deal, "account manager") == "the account manager, Ana"
    assert words.holder(context(), caring().deal, "rep") == "Ana (account manager)"


def test_a_sorry_says_nothing_twice() -> None:
    card = replies.plain_no("I couldn't find a deal called “Akme”. Type `/deal list` to see the open ones.")
    assert text_of(card) == "I couldn't find a deal called “Akme”.\nType /deal list to see the open ones."


def test_a_sentence_with_something_to_type_keeps_it_together() -> None:
    card = replies.plain_no("No approval is asked for; its owner asks with `/deal advance`.")
    assert text_of(card) == "Nothing was changed\nNo approval is asked for; its owner asks with /deal advance."
    assert replies.sentence(card) == "No approval is asked for; its owner asks with /deal advance."


def test_a_name_with_a_full_stop_is_not_torn_apart() -> None:
    card = replies.plain_no("I couldn't find a deal called “Acme Inc. North”. Nothing changed.")
    assert card.title == "I couldn't find a deal called “Acme Inc. North”."


def test_a_question_which_deal_offers_each_with_the_whole_command() -> None:
    choices = [Choice(f"Acme {one}", f"advance #{one} to closing") for one in range(5)]
    card = ask_card(WhichDeal("acm", tuple(choices)), MONDAY)
    said = "at 2026-05-04T09:00Z advance"
    assert buttons_of(card) == {f"Acme {one}": f"{said} #{one} to closing" for one in range(5)}
    assert "“acm”" in text_of(card)
