"""Axe finds nothing on the sandbox's page: with every card, in every state, on a phone and a desktop, light and dark."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from adapters.card import Card, Text
from adapters.sandbox.chat_store import ChatStore
from adapters.sandbox.render import drawn
from bot.views.examples.cards import EXAMPLES
from tests.flows.conftest import Open
from tests.support.axe import assert_accessible
from tests.support.example_cards import example_card
from tests.support.sandbox_page import SandboxPage, Visit

pytestmark = pytest.mark.browser

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
LOOKS = [("light", DESKTOP), ("dark", DESKTOP), ("light", PHONE), ("dark", PHONE)]
LONG = "Internationale Vereinigung der Lastenfahrradhersteller und -händler Mitteldeutschlands"
RIGHT_TO_LEFT = "شركة المثال للتجارة الدولية"
OPEN_MENUS = "document.querySelectorAll('.card button[aria-expanded=false]').forEach((one) => one.click())"
AT_ONCE = 20
"""Cards on a page: axe takes four times as long for twice as many."""


@pytest.mark.parametrize(("scheme", "size"), [("light", DESKTOP), ("dark", PHONE)])
def test_every_example_card_is_accessible(
    open_page: Open, workspace: SandboxPage, scheme: str, size: dict[str, int]
) -> None:
    visit = open_page(color_scheme=scheme, viewport=size)
    chat_store = ChatStore(workspace.folder / "room.db")
    for first in range(0, len(EXAMPLES), AT_ONCE):
        names = list(EXAMPLES)[first : first + AT_ONCE]
        place = chat_store.open(f"cards-{first}")
        for name in names:
            chat_store.post(name, place, drawn(example_card(name)), datetime.now(UTC))
        visit.be("rob", place[1:])
        expect(visit.page.locator(".card")).to_have_count(len(names))
        visit.page.evaluate(OPEN_MENUS)
        assert_accessible(visit.page, "#messages")


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]} {look[1]['width']}")
def seen(request: pytest.FixtureRequest, open_page: Open) -> Visit:
    """A page on a desktop or a phone, light or dark, with the tour closed."""
    scheme, size = request.param
    return open_page(color_scheme=scheme, viewport=size)


def test_an_empty_chat_its_menu_its_dialogs_and_its_tour_are_accessible(seen: Visit) -> None:
    page = seen.page
    assert_accessible(page)
    if page.get_by_role("button", name="Menu").is_visible():
        page.get_by_role("button", name="Menu").click()
        assert_accessible(page)
    for button in ("Open a channel", "Start over…"):
        page.get_by_role("button", name=button).click()
        assert_accessible(page)
        page.get_by_role("button", name="Cancel").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Guided tour").click()
    assert_accessible(page)


def test_what_is_being_typed_and_what_could_not_be_done_are_accessible(seen: Visit) -> None:
    seen.line.press_sequentially("/deal adv")
    expect(seen.page.get_by_role("option").first).to_be_visible()
    seen.line.press("ArrowDown")
    assert_accessible(seen.page)
    seen.page.route("**/api/file*", lambda route: route.abort())
    seen.page.get_by_label("Send a file").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"x"})
    expect(seen.page.get_by_role("alert")).not_to_be_empty()
    seen.page.evaluate("document.querySelector('#drop').hidden = false")
    assert_accessible(seen.page)


def test_a_form_open_twice_with_errors_beside_its_fields_is_accessible(seen: Visit) -> None:
    for _ in range(2):
        seen.say("/deal plan acme", "Acme")
    seen.page.get_by_role("form").last.locator("[type=submit]").click()
    expect(seen.page.locator(".error").first).to_be_visible()
    assert_accessible(seen.page)


def test_long_names_and_text_from_right_to_left_are_accessible(seen: Visit) -> None:
    chat_store = ChatStore(seen.workspace.folder / "room.db")
    for name in (LONG, LONG.replace(" ", ""), RIGHT_TO_LEFT):
        chat_store.post(name, "rob", drawn(Card(name, (Text((f"{name}: {name}",)),))), datetime.now(UTC))
    place = chat_store.open(LONG.replace(" ", "")[:40])
    seen.be("rob", place[1:])
    seen.say(f"/deal new {RIGHT_TO_LEFT}", RIGHT_TO_LEFT)
    seen.say(f"/deal new {LONG}", "")
    assert_accessible(seen.page)
    seen.be("rob", "direct")
    expect(seen.page.locator(".card").filter(has_text=LONG).last).to_be_visible()
    assert_accessible(seen.page)


def test_the_funnel_and_the_wheel_are_accessible(seen: Visit) -> None:
    seen.say("/deal funnel", "Pipeline")
    seen.say("/deal flywheel", "customers")
    seen.say("/deal flywheel turns", "complete turn")
    expect(seen.page.locator("figure.wheel svg")).to_have_count(2)
    assert_accessible(seen.page)
