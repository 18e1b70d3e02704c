"""What is in a nudge, and in which order, when there are more deals than one message names."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.jobs.nudge_contents import arranged
from bot.views.examples import deals, stalls
from bot.views.examples.deals import NOW
from bot.views.nudge import MOST_DEALS
from bot.views.stalled import StalledDeal
from bot.views.steps import steps
from process.stall import Stall
from tests.support.card_text import text_of


def entry(*names: str, days: int = 20, quiet: bool = False, escalated: bool = False) -> dict[str, StalledDeal]:
    """Deals that have been stalled for so long, each under its name."""
    one = stalls._entry(deals.qualifying(), "mia")
    first = replace(one.first, days=days, severity="quiet" if quiet else "stalled")
    like = replace(one, found_stalls=(first,), escalated=escalated)
    return {name: replace(like, deal=replace(like.deal, name=name)) for name in names}


def named(new: dict[str, StalledDeal], waits: dict[str, StalledDeal], last: Sequence[str] = ()) -> list[str]:
    return list(arranged(new, {}, waits, last))[:MOST_DEALS]


def test_what_is_new_comes_first_and_of_it_the_gravest() -> None:
    new = {**entry("Quiet", quiet=True), **entry("Stalled"), **entry("Longer", days=30), **entry("Up", escalated=True)}
    assert named(new, entry("Old", days=90)) == ["Up", "Longer", "Stalled", "Quiet", "Old"]


def test_what_is_due_once_more_comes_before_what_only_waits() -> None:
    assert list(arranged(entry("New"), entry("Again", days=5), entry("Old", days=90), ())) == ["New", "Again", "Old"]


def test_many_new_deals_do_not_push_out_of_sight_what_was_escalated() -> None:
    new = entry(*(f"New {number}" for number in range(9)), days=90)
    waits = {**entry("Lesser", days=99), **entry("Up", quiet=True, escalated=True)}
    assert named(new, waits) == ["New 0", "New 1", "New 2", "New 3", "Up"]
    assert named(new, {**waits, **entry("Up 2", "Up 3", escalated=True)})[3:] == ["Up 2", "Up 3"]
    assert set(arranged(new, {}, waits, ())) == {*new, *waits}


def test_what_was_escalated_does_not_lose_its_place_by_becoming_graver() -> None:
    """Then it is due once more, and waits no longer."""
    new, again = entry(*(f"New {number}" for number in range(9)), days=90), entry("Graver", escalated=True)
    waits = entry("Up", "Up 2", quiet=True, escalated=True)
    assert list(arranged(new, again, waits, ()))[3:5] == ["Graver", "Up"]


def test_what_a_message_only_counted_is_named_by_the_next() -> None:
    waits = entry(*(f"Deal {number}" for number in range(8)))
    first = list(arranged(waits, {}, {}, ()))
    then = named(entry("New"), waits, first)
    assert then == ["New", "Deal 5", "Deal 6", "Deal 7", "Deal 0"]


def test_a_lesser_deal_that_was_only_counted_does_not_overtake_a_graver_one() -> None:
    waits = {**entry("Stalled"), **entry("Quiet", quiet=True)}
    assert named({}, waits, ["Stalled", *"abcd", "Quiet"]) == ["Stalled", "Quiet"]


def test_a_deal_has_one_question_however_many_reasons_there_are() -> None:
    one = stalls._entry(deals.qualifying(), "rob")
    assert [stall.rule for stall in one.found_stalls] == ["idle", "long"]
    card = stalls.one_nudge()
    assert card.title == "Acme €45k: silent for 71 days. Still alive?"
    assert "71 days" not in text_of(replace(card, title=""))


@pytest.mark.parametrize(("who", "decides"), [("ana", True), ("mia", False), ("rob", False)])
def test_only_people_who_can_decide_are_asked_to(who: str, decides: bool) -> None:
    deal = deals.accepting().deal
    stall = Stall("approval", "quiet", NOW.date(), 1, "acceptance", "ana")
    buttons = steps(StalledDeal(deal, deals.context(who), (stall,), escalated=who != "ana")).every
    assert ("Decide" in [one.label for one in buttons]) is decides
