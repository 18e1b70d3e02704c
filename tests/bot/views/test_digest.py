"""A digest of any length fits every chat, and its pages together name each deal once."""

import re
from dataclasses import replace
from functools import cache

import pytest

from adapters.card import Button, Card
from adapters.slack import render as slack
from adapters.teams import render as teams
from bot.views.digest import PAGE, DigestContents, digest_card
from bot.views.examples import deals, stalls
from process.money import Money
from tests.support.card_text import all_buttons, text_of
from tests.support.slack_rules import faults

LENGTHS = (0, 1, 49, 51, 500, 5000)
NAMED = re.compile(r"^Customer \d+", re.MULTILINE)


@cache
def contents(many: int) -> DigestContents:
    """The given number of deals, with the longest possible names."""
    some = [
        replace(
            one,
            deal=replace(
                one.deal, name=f"Customer {number} {'of the greater North ' * 2}", amount=Money.of("40000 EUR")
            ),
        )
        for number, one in enumerate(stalls._alike(many))
    ]
    return DigestContents(deals.context("mia"), some, changes=stalls._changes())


def pages(many: int, most: int = 100) -> list[Card]:
    """Page after page, by the button that turns it."""
    found: list[Card] = []
    number = 1
    while len(found) < most:
        found.append(digest_card(contents(many), number))
        if not (on := next_page(found[-1])):
            return found
        number = int(on.command.split()[-1])
    return found


def next_page(card: Card) -> Button | None:
    return next((one for one in all_buttons(card) if one.label.startswith("Show the next")), None)


@pytest.mark.parametrize("many", LENGTHS[:-1])
def test_its_pages_together_name_every_deal_once(many: int) -> None:
    named = [name for page in pages(many) for name in NAMED.findall(text_of(page))]
    assert sorted(named) == sorted(f"Customer {number}" for number in range(many))
    assert len(pages(many)) == max(1, -(-many // PAGE))


@pytest.mark.parametrize("many", LENGTHS)
def test_no_chat_refuses_or_shortens_it(many: int) -> None:
    for page in pages(many, 3):
        made = slack.blocks(page)
        assert faults(made) == []
        assert teams.size(teams.drawn(page, "k")) <= teams.LARGEST
        shown = str(made), str(teams.drawn(page, "k"))
        for name in NAMED.findall(text_of(page)):
            assert all(f"{name} " in one for one in shown)


def test_the_headline_counts_all_of_it_and_not_the_page() -> None:
    assert digest_card(contents(5000)).title == "5,000 stalled, 200m EUR"
    assert digest_card(contents(0)).title == "No deal is stalled"
