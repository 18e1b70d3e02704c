"""Whole sales on the sandbox's page, by buttons and forms alone: few forms, few presses, no name typed twice."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.flows.conftest import TOUR_CLOSED, Open
from tests.support import sale_by_hand
from tests.support.counted_visit import CountedVisit
from tests.support.sandbox_page import SandboxPage, Visit, without_story

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def alone(contexts: Callable[..., BrowserContext], tmp_path: Path) -> Iterator[Visit]:
    """A page on a sandbox in which Ada is the only one who ever used Stagecoach."""
    (folder := tmp_path / "alone").mkdir()
    without_story(folder)
    page = SandboxPage(folder)
    context = contexts(viewport=PHONE)
    context.add_init_script(TOUR_CLOSED)
    yield Visit(context.new_page(), page)
    page.close()


def fits_a_phone(hand: CountedVisit) -> Callable[[str], None]:
    """Look at every step: nothing is wider than the window."""

    def look(step: str) -> None:
        page = hand.visit.page
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], step
        wide = page.locator(".card").last.evaluate("one => one.scrollWidth - one.clientWidth") if step == "sent" else 0
        assert wide <= 0, step

    return look


def test_goods_for_twenty_thousand_take_at_most_ten_forms_and_twenty_presses(open_page: Open) -> None:
    hand = CountedVisit(open_page(viewport=PHONE))
    hand.look = fits_a_phone(hand)
    sale_by_hand.sell_goods(hand)
    assert hand.forms <= 10
    assert hand.presses <= 20
    assert [one for one in hand.typed if "Gennaro" in one] == ["Holly Gennaro, CFO"]
    assert len(hand.typed) == len(set(hand.typed)), "something was typed twice"


def test_a_founder_alone_closes_a_deal_and_the_history_says_so(alone: Visit) -> None:
    hand = CountedVisit(alone)
    hand.look = fits_a_phone(hand)
    sale_by_hand.sell_alone(hand)
    history = alone.say("/deal history nakatomi all", "Nakatomi")
    expect(history).to_contain_text(f"approved the handoff (confirmed alone): {sale_by_hand.REASON}")
    assert hand.forms <= 10
    assert hand.presses <= 20


def test_a_renewal_of_900_euros_takes_at_most_three_forms(open_page: Open) -> None:
    hand = CountedVisit(open_page(viewport=PHONE))
    hand.look = fits_a_phone(hand)
    sale_by_hand.renew(hand)
    assert hand.forms <= 3
    assert hand.typed == ["900 EUR", "yesterday", "today"], "what we know of Tyrell wasn't typed again"
