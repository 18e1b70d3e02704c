"""A digest and a list of any length fit every chat, and the pages of the list together name each deal once."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from adapters.card import Button, Buttons, Card, Chart
from adapters.slack import render as slack
from adapters.teams import render as teams
from bot.views.claims import with_claims
from bot.views.deal_menu import PAGE
from bot.views.digest import DigestContents, digest_card
from bot.views.examples import deals, stalls
from bot.views.stalled import StalledDeal
from bot.views.stalled_list import stalled_card
from process.money import Money
from process.worth import Worth
from tests.support.card_text import all_buttons, text_of
from tests.support.slack_rules import faults

LENGTHS = (0, 1, 49, 51, 500, 5000)
NAMED = re.compile(r"^(Customer \d+) .*: silent", re.MULTILINE)


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
        found.append(stalled_card(contents(many), number))
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


@pytest.mark.parametrize("many", [1, 500])
def test_a_digest_of_any_length_is_one_short_message(many: int) -> None:
    card = digest_card(
        replace(contents(many), known=frozenset(one.deal.id for one in contents(many).stalled_deals[9:]))
    )
    assert faults(slack.blocks(card)) == []
    assert teams.size(teams.drawn(card, "k")) <= teams.LARGEST
    assert len([part for part in card.body if isinstance(part, Buttons) and part.row]) == 1


def test_the_title_of_the_list_counts_all_of_it_and_not_the_page() -> None:
    assert stalled_card(contents(5000)).title == "5,000 stalled, €200m"
    assert stalled_card(contents(0)).title == "All deals are moving ✓"


@pytest.mark.parametrize(
    ("new", "known", "days", "title"),
    [
        (2, 6, 1, "Deals · Mon 3 May · 2 new, 6 as yesterday"),
        (1, 1, 3, "Deals · Mon 3 May · 1 new, 1 as on Fri"),
        (0, 2, 6, "Deals · Mon 3 May · 2 as on Tue"),
        (3, 2, 7, "Deals · Mon 3 May · 3 new, 2 as on 26 Apr"),
        (2, 0, 1, "Deals · Mon 3 May · 2 new"),
        (0, 0, 1, "Deals · Mon 3 May · all moving ✓"),
    ],
)
def test_the_title_of_a_digest_says_what_is_new(new: int, known: int, days: int, title: str) -> None:
    some = stalls._alike(new + known)
    before = deals.NOW.date() - timedelta(days=days)
    ids = frozenset(one.deal.id for one in some[new:])
    context = replace(deals.context("mia"), today=deals.NOW.date())
    assert digest_card(DigestContents(context, some, known=ids, before=before)).title == title


def stalled_in(**amounts: tuple[str, ...]) -> DigestContents:
    """A digest with deals of these amounts in each of these stages; "" is a deal without one."""
    (one,) = stalls._alike(1)
    some: list[StalledDeal] = []
    for stage, theirs in amounts.items():
        for amount in theirs:
            key = f"{len(some):012x}"
            deal = replace(one.deal, id=key, name=key, stage=stage, amount=Money.of(amount) if amount else None)
            some.append(replace(one, deal=deal))
    return DigestContents(deals.context("mia"), some)


def chart_of(contents: DigestContents) -> list[tuple[str, float, str]]:
    """The bars of a digest's chart; none where it has none."""
    charts = [part for part in digest_card(contents).body if isinstance(part, Chart)]
    return [(one.label, one.value, one.note) for chart in charts for one in chart.points]


def test_a_chart_adds_up_by_stage_what_a_digest_lists() -> None:
    found = chart_of(
        stalled_in(closing=("30000 EUR",), qualification=("20000 EUR", "25000 EUR", ""), development=("",))
    )
    assert found == [
        ("Qualification", 45000, "3 · €45k, 1 without an amount"),
        ("Development", 0, "1 without an amount"),
        ("Closing", 30000, "1 · €30k"),
    ]


@pytest.mark.parametrize(
    "amounts",
    [
        {},
        {"closing": ("1 EUR", "2 EUR", "3 EUR")},
        {"closing": ("1 EUR",), "qualification": ("2 EUR",)},
        {"closing": ("1 EUR", "2 EUR"), "qualification": ("",)},
        {"closing": ("", ""), "qualification": ("", "")},
        {"closing": ("1 EUR", "2 EUR"), "qualification": ("5 XAU", "7 XAU")},
    ],
    ids=["nothing", "one stage", "a deal each", "one stage with money", "no money", "two currencies without a rate"],
)
def test_a_digest_has_no_chart_where_it_would_say_no_more_than_the_list(amounts: dict[str, tuple[str, ...]]) -> None:
    assert chart_of(stalled_in(**amounts)) == []


def test_what_is_won_is_in_no_bar_and_what_waits_for_a_decision_is() -> None:
    some = stalled_in(discussion=("1 EUR", "2 EUR"), qualification=("4 EUR",))
    won = replace(some.stalled_deals[0], deal=replace(some.stalled_deals[0].deal, id="won", won=deals.NOW))
    asked = deals.handing_over().deal
    both = replace(some, stalled_deals=[*some.stalled_deals, won], waiting=[(asked, deals.context("mia"))])
    assert asked.amount and chart_of(both)[1] == ("Discussion", float(3 + asked.amount.amount), "3 · €45k")


def test_the_chart_stands_below_the_buttons_and_claims_above_them() -> None:
    some = stalled_in(discussion=("1 EUR", "2 EUR"), qualification=("4 EUR",))
    kinds = [part.kind for part in with_claims(digest_card(some), Worth(3)).body]
    assert kinds[-3:] == ["text", "buttons", "chart"]
