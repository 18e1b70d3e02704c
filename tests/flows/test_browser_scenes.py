"""The scenes of a sale, played in the browser: real page, real assistant, real story."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.flows.playhouse import Playhouse, Visit, chromium

pytestmark = pytest.mark.browser
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without one the ring skips, and says so."""
    path = chromium()
    if path is None:
        pytest.skip("THE BROWSER RING WAS NOT RUN: there is no Chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def told_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a sandbox whose story was told."""
    folder = tmp_path_factory.mktemp("told")
    Playhouse(folder).close()
    return folder


@pytest.fixture
def house(told_house: Path, tmp_path: Path) -> Iterator[Playhouse]:
    shutil.copytree(told_house, tmp_path, dirs_exist_ok=True)
    house = Playhouse(tmp_path)
    yield house
    house.close()


@pytest.fixture
def visit(browser: Browser, house: Playhouse) -> Iterator[Visit]:
    """Somebody's page on a desktop; any error in the page's own console fails the test."""
    page = browser.new_page(viewport=DESKTOP)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield Visit(page, house)
    page.close()
    assert not faults


def shot(page: Page, name: str) -> None:
    """A picture to look at, where the setting SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        page.wait_for_timeout(200)
        page.screenshot(path=f"{folder}/{name}.png")


def test_i_got_this_is_stopped_answered_on_the_spot_and_seen_by_the_manager(visit: Visit) -> None:
    visit.be("rob", "direct")
    card = visit.say("/deal advance globex to closing", "stays shut")
    expect(card).to_contain_text("No stage is skipped, by anyone")
    expect(card).to_contain_text("The buyer holds these 2")
    shot(visit.page, "got-this-refusal")
    card.get_by_label("Which budget is there to solve it?").fill("lots of money")
    card.get_by_label("Budget: said by whom?").fill("CFO")
    card.get_by_label("Budget: where?").select_option("Call")
    card.get_by_role("button", name="Save").click()
    form = visit.card("Nothing is saved yet")
    expect(form).to_contain_text("Budget is an amount with its currency")
    shot(visit.page, "got-this-error")
    visit.be("mia", "direct")
    expect(visit.say("/deal history globex", "Globex")).to_contain_text("tried to skip to Closing")
    shot(visit.page, "got-this-history")
    expect(visit.say("/deal funnel", "funnel")).to_contain_text("Rob Reyes")
    shot(visit.page, "funnel")


def test_a_buyer_who_runs_ahead_is_told_with_what_serious_buyers_still_need(visit: Visit) -> None:
    visit.be("rob", "direct")
    card = visit.say("/deal buyer acme wants contract by Friday", "buyer's route")
    expect(card).to_contain_text("The buyer is ahead of us")
    expect(card).to_contain_text("Serious buyers still need")
    shot(visit.page, "buyer-ahead")


def test_a_handoff_goes_from_refusal_to_acceptance(visit: Visit) -> None:
    visit.be("rob", "direct")
    asked = visit.say("/deal advance stark", "Stark")
    expect(asked).to_contain_text("waits for a manager")
    shot(visit.page, "handoff-asked")
    own = visit.say("/deal approve stark", "approve the handoff")
    visit.press(own, "Approve")
    visit.card("Nobody approves a deal of their own")
    shot(visit.page, "handoff-own")
    expect(visit.say("/deal set stark amount 180000 EUR", "Stark")).to_contain_text("void, because the deal changed")
    expect(visit.say("/deal advance stark", "stays shut")).to_contain_text("Legal")
    shot(visit.page, "handoff-legal")
    visit.be("leo", "direct")
    visit.say("/deal met stark legal yes", "Stark")
    visit.be("rob", "direct")
    visit.say("/deal advance stark", "waits for a manager")
    visit.be("mia", "direct")
    card = visit.card("Stark: approve the handoff")
    shot(visit.page, "handoff-approval")
    visit.press(card, "Approve")
    expect(visit.card("Stark")).to_contain_text("Closing")
    shot(visit.page, "handoff-approved")


def test_the_wheel_turns_again_and_both_views_agree(visit: Visit) -> None:
    visit.be("ana", "direct")
    flywheel = visit.say("/deal flywheel", "flywheel").inner_text()
    shot(visit.page, "flywheel")
    funnel = visit.say("/deal funnel", "funnel").inner_text()
    assert _totals(flywheel) == _totals(funnel)
    shot(visit.page, "funnel-ana")
    visit.say("/deal list", "open deals")
    shot(visit.page, "list")


def _totals(said: str) -> str:
    return next(line for line in said.split("\n") if "open (" in line)


def test_a_double_press_after_a_restart_decides_once(visit: Visit, house: Playhouse) -> None:
    visit.be("rob", "direct")
    visit.say("/deal advance stark", "Stark")
    visit.be("mia", "direct")
    card = visit.card("Stark")
    house.close()
    house.open()
    visit.press(card, "Approve")
    expect(visit.card("Stark")).to_contain_text("approved")
    shot(visit.page, "approved-after-restart")


def test_names_that_would_be_code_are_shown_as_text(visit: Visit) -> None:
    visit.be("rob", "direct")
    visit.say("/deal new O'Hara & Sons <3", "A deal cannot have")
    visit.say('/deal log acme call <img src=x onerror="document.title=1"> **bold**', "Acme")
    expect(visit.say("/deal history acme", "Acme")).to_contain_text('<img src=x onerror="document.title=1"> **bold**')
    expect(visit.page).to_have_title(re.compile("Stagecoach sandbox"))


def test_another_page_sees_it_at_once_and_the_clock_moves(browser: Browser, visit: Visit, house: Playhouse) -> None:
    other = browser.new_page(viewport=DESKTOP)
    watching = Visit(other, house)
    watching.be("rita", "deals")
    visit.be("rob", "deals")
    visit.say("/deal new Umbra", "Umbra")
    expect(watching.card("Umbra")).to_contain_text("Prospecting")
    before = other.locator("#now").inner_text()
    visit.page.get_by_role("button", name="Move the clock on by 1 week").click()
    expect(other.locator("#now")).not_to_have_text(before)
    other.close()


def test_the_tour_leads_through_five_steps_and_can_be_closed(visit: Visit) -> None:
    visit.be("rob", "deals")
    tour = visit.page.locator("#tour")
    for step in range(1, 6):
        expect(tour).to_contain_text(f"Step {step} of 5")
        shot(visit.page, f"tour-{step}")
        if step < 5:
            tour.get_by_role("button", name="Next").click()
    tour.get_by_role("button", name="Close").first.click()
    expect(tour).to_be_hidden()


def test_the_line_completes_by_keyboard(visit: Visit) -> None:
    visit.be("rob", "direct")
    visit.line.press_sequentially("/deal adv")
    expect(visit.page.locator("#offers li").first).to_contain_text("advance")
    shot(visit.page, "completion")
    visit.line.press("Tab")
    expect(visit.line).to_have_value("/deal advance ")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("light", ["light", "dark"])
def test_the_page_is_open_to_everyone(browser: Browser, house: Playhouse, size: ViewportSize, light: str) -> None:
    page = browser.new_page(viewport=size, color_scheme="dark" if light == "dark" else "light")
    visit = Visit(page, house)
    visit.be("rob", "direct")
    visit.say("/deal show wayne industries", "Wayne Industries")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot(page, f"deal-{light}-{size['width']}")
    page.close()
