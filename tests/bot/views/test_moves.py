"""Moves: a list names some of the deals that moved and counts the others, without reading them."""

from dataclasses import replace
from random import Random

import pytest

from bot.views.examples import deals as examples
from bot.views.moves import MOST_MOVED, LedgerLine, moved, not_shown, skips_and_waivers, went
from process.facts import Advanced, Began, Entry, Fact, SentBack, SkipAttempted, Withdrawn
from tests.support.people_and_deal import MONDAY


def lines(seed: int, number: int = 60) -> list[LedgerLine]:
    """What happened to up to thirty deals in any order; some came and went, on some a skip was tried."""
    random, known = Random(seed), examples.qualifying().deal
    found = []
    for _ in range(number):
        deal = replace(known, id=f"d{random.randrange(30)}", name=f"Deal {random.randrange(99)}")
        facts: tuple[Fact, ...] = (
            Began(deal),
            Withdrawn(deal.stage, "a slip"),
            Advanced("problem", deal.stage),
            SentBack("discussion", deal.stage, "too early"),
            SkipAttempted("closing", deal.stage, ("budget",)),
        )
        found.append(LedgerLine(deal, examples.context("mia"), Entry(random.choice(facts), "rob", MONDAY)))
    return found


@pytest.mark.parametrize("seed", range(20))
def test_the_deals_that_a_list_only_counts_need_not_be_read(seed: int) -> None:
    happened = lines(seed)
    left_out = not_shown([(one.deal.id, one.entry) for one in happened])
    read = [one for one in happened if one.deal.id not in left_out]
    assert moved(read, len(left_out)) == moved(happened)
    assert skips_and_waivers(read) == skips_and_waivers(happened)
    assert len(went(read)) == len(went(happened)) - len(left_out)


def test_no_more_than_the_named_deals_are_read_where_all_only_moved() -> None:
    happened = [one for one in lines(1, 200) if isinstance(one.entry.fact, Advanced)]
    left_out = not_shown([(one.deal.id, one.entry) for one in happened])
    assert len({one.deal.id for one in happened} - left_out) == MOST_MOVED
