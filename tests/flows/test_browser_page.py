"""The sandbox's page for everyone: light and dark, by keyboard, on a phone, in two windows, after a restart."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from adapters.sandbox.chat_store import ChatStore
from tests.flows.conftest import Open
from tests.support.sandbox_page import SandboxPage, Visit
from tests.support.talking_scene import CALL_NOTE

pytestmark = pytest.mark.browser

NO_WORD = re.compile(r"\b(undefined|false|null)\b")
"""What a value that isn't there would be drawn as."""

NUDGE = "silent for|deals need you"
"""The title of a nudge, about one deal or several: how many it is about depends on the day of the week."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_refusal_with_its_form_is_accessible(open_page: Open, scheme: str) -> None:
    visit = open_page(color_scheme=scheme, tour=True)
    visit.say("/deal advance globex to closing", "Not yet: ")
    found = Axe().run(visit.page)
    assert not found.violations_count, found.generate_report()


def test_a_phone_never_scrolls_sideways(open_page: Open) -> None:
    visit = open_page(viewport={"width": 390, "height": 844})
    for line, title in (("/deal", "open deals"), ("/deal funnel", "Pipeline"), ("/deal advance globex", "Not yet: ")):
        visit.say(line, title)
        assert visit.page.evaluate("document.documentElement.scrollWidth") == 390


BROKEN_WORDS = """(all) => all.flatMap((one) => {
  const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode(), found = []
  for (const { 0: word, index } of text.textContent.matchAll(/\\p{L}+/gu)) {
    const range = document.createRange(); range.setStart(text, index); range.setEnd(text, index + word.length)
    if (range.getClientRects().length > 1) found.push(word)
  }
  return found
})"""


@pytest.mark.parametrize("width", [360, 600, 680, 800, 1280])
def test_headings_and_stages_are_never_broken_within_a_word(open_page: Open, width: int) -> None:
    visit = open_page(viewport={"width": width, "height": 900})
    for line, title, part in (
        ("/deal team", "Your team", "th"),
        ("/deal rules", "rules", "th"),
        ("/deal show wayne all", "everything", ".track .name"),
    ):
        named = visit.say(line, title).locator(part)
        assert named.count()
        assert named.evaluate_all(BROKEN_WORDS) == []


def test_a_phone_shows_where_you_are_and_who_you_are_in_full(open_page: Open) -> None:
    visit = open_page("mia", "direct", viewport={"width": 360, "height": 740})
    for place, about in (("#place", "Stagecoach"), ("#me", "as Mia Marsh"), ("#guide", "Guided tour")):
        words = visit.page.locator(place)
        expect(words).to_have_text(about)
        assert words.evaluate("it => it.scrollWidth <= it.clientWidth + 1"), about
    where, me, guide = (visit.page.locator(one).bounding_box() for one in (".where", "#me", "#guide"))
    assert where and me and guide
    assert me["x"] == where["x"] and me["y"] >= where["y"] + where["height"] - 1
    assert guide["x"] >= where["x"] + where["width"]


def test_what_is_unread_is_one_line_beside_its_place(open_page: Open) -> None:
    mia = open_page("mia")
    open_page("rob", "direct").say("/deal advance stark", "waits for")
    line = mia.page.locator("#direct .line")
    expect(line).to_contain_text("Stark")
    line.evaluate("it => { it.textContent = `${it.textContent}\\n`.repeat(9) }")
    assert line.evaluate("it => it.offsetHeight") < 30


def test_a_line_is_completed_by_keyboard(visit: Visit) -> None:
    visit.line.press_sequentially("/deal adv")
    expect(visit.page.get_by_role("option").first).to_contain_text("/deal advance")
    visit.line.press("Tab")
    expect(visit.line).to_have_value("/deal advance ")


def test_what_everyone_sees_arrives_in_a_second_window(open_page: Open) -> None:
    rob, mia = open_page(), open_page("mia")
    rob.say("/deal new Vandelay", "Vandelay")
    mia.card("Vandelay")


def test_an_old_card_pressed_after_a_restart_decides_once(visit: Visit, workspace: SandboxPage) -> None:
    visit.say("/deal advance stark", "waits for")
    visit.be("mia", "direct")
    visit.say("/deal approve stark", "to Closing?")
    workspace.close()
    workspace.open()
    expect(visit.page.locator("#away")).to_have_text("")
    visit.press(visit.card("to Closing?"), "Approve")
    visit.card("Stark is in Closing")


def test_the_tour_has_seven_steps_and_stays_closed(open_page: Open) -> None:
    visit = open_page(tour=True)
    expect(visit.page.locator("#tour .count")).to_contain_text("Step 1 of 7")
    visit.page.get_by_role("button", name="Close the tour").click()
    visit.page.reload()
    expect(visit.page.locator("#tour")).to_be_hidden()


def test_hostile_words_are_shown_as_text(visit: Visit) -> None:
    visit.say("/deal new <img src=x onerror=alert(1)>", "can't have quotes")
    expect(visit.page.locator("p.line").last).to_have_text("/deal new <img src=x onerror=alert(1)>")
    expect(visit.page.locator("img[src=x]")).to_have_count(0)


def test_the_tour_begins_with_a_sentence_a_proposal_and_a_press(open_page: Open) -> None:
    visit = open_page(tour=True)
    visit.page.get_by_role("button", name="Say it for me").click()
    proposal = visit.card("Globex")
    visit.press(proposal, "Globex: save budget 75,000 EUR")
    visit.card("Globex: evidence saved for Budget")


PASTE = """(line, text) => {
  const data = new DataTransfer(); data.setData("text", text)
  line.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


def test_a_pasted_note_keeps_its_lines_and_each_fact_gets_a_button(visit: Visit) -> None:
    visit.line.evaluate(PASTE, CALL_NOTE)
    visit.line.press("Enter")
    card = visit.card("Save this on Acme?")
    for fact in ("the buyer took", "save decision", "save budget 65,000 EUR", "set close date"):
        expect(card.get_by_role("button", name=fact)).to_be_visible()


def test_the_tour_marks_what_was_done_and_remembers_it(open_page: Open) -> None:
    visit = open_page(tour=True)
    count = visit.page.locator("#tour .count")
    visit.page.get_by_role("button", name="Say it for me").click()
    expect(count).to_contain_text("Your turn")
    visit.page.get_by_role("button", name="Next").click()
    expect(count).not_to_contain_text("Your turn")
    visit.page.get_by_role("button", name="Do it for me").click()
    expect(count).to_contain_text("Done")
    visit.page.reload()
    visit.page.get_by_role("button", name="Back").click()
    expect(count).to_contain_text("Your turn")


def step(visit: Visit, number: int, yours: str = "") -> None:
    """Let the tour do its step of that number; `yours` are the words about the press that it leaves."""
    tour = visit.page.locator("#tour")
    expect(tour.locator(".count")).to_contain_text(f"Step {number} of 7")
    tour.locator(".primary").click()
    expect(tour.locator(".count")).to_contain_text("Your turn" if yours else "Done")
    if yours:
        expect(tour.locator(".yours")).to_contain_text(yours)
    expect(tour).not_to_contain_text(NO_WORD)


def test_every_step_of_the_tour_shows_what_it_promises(open_page: Open) -> None:
    visit = open_page(tour=True, viewport={"width": 1280, "height": 800})
    following = visit.page.locator("#tour").get_by_role("button", name="Next")
    step(visit, 1, "saves the budget")
    expect(visit.card("Globex")).to_contain_text("75,000 EUR")
    following.click()
    step(visit, 2)
    visit.card("Not yet: Globex is in Qualification")
    following.click()
    step(visit, 3, "save it")
    visit.page.keyboard.press("Enter")
    visit.card("Globex: evidence saved")
    following.click()
    step(visit, 4, "Approve")
    expect(visit.card("Stark.*to Closing").get_by_role("button", name="Approve")).to_be_visible()
    following.click()
    step(visit, 5, "Cleared")
    expect(visit.card("Leo").get_by_role("button", name="Cleared")).to_be_visible()
    following.click()
    step(visit, 6)
    expect(visit.card(NUDGE).get_by_role("button").first).to_be_visible()
    expect(visit.page.locator("#channels .badge")).to_be_visible()
    following.click()
    step(visit, 7, "Flywheel")
    expect(visit.page.locator("figure.funnel")).to_be_in_viewport(ratio=1)
    visit.page.get_by_role("button", name="Flywheel").click()
    expect(visit.page.locator("figure.wheel svg").last).to_be_in_viewport(ratio=1)


def test_a_channel_that_was_opened_a_moment_ago_is_not_left_again(visit: Visit) -> None:
    ChatStore(visit.workspace.folder / "room.db").open("wayne")
    visit.be("rob", "wayne")
    visit.say("/deal show wayne", "Wayne Industries")
    expect(visit.page.locator("#place")).to_have_text("#wayne")


def test_a_channel_that_does_not_exist_leads_to_the_first_one(visit: Visit) -> None:
    visit.be("rob", "nowhere")
    expect(visit.page.locator("#place")).to_have_text("#deals")


@pytest.mark.parametrize("width", [1280, 1440, 390])
def test_the_tour_leaves_room_for_the_messages(open_page: Open, width: int) -> None:
    visit = open_page(tour=True, viewport={"width": width, "height": 800})
    visit.say("/deal funnel", "Pipeline")
    measured = "[document.documentElement.scrollWidth, document.querySelector('#scroll').clientWidth]"
    whole, messages = visit.page.evaluate(measured)
    assert whole == width
    assert messages >= min(width, 760)


def test_one_tab_leads_from_the_line_to_a_new_form_and_the_next_goes_on(visit: Visit) -> None:
    card = visit.say("/deal log acme", "Log what happened on Acme")
    expect(visit.line).to_be_focused()
    visit.line.press("Tab")
    expect(card.locator("form.answers :is(input, select, textarea)").first).to_be_focused()
    visit.line.focus()
    visit.line.press("Tab")
    expect(visit.page.locator("#send")).to_be_focused()


def test_a_long_answer_stays_at_its_beginning_once_it_is_read(open_page: Open) -> None:
    visit = open_page(viewport={"width": 390, "height": 600})
    with visit.page.expect_response("**/api/read"):
        card = visit.say("/deal funnel", "Pipeline")
    expect(visit.page.locator("#channels .badge")).to_have_count(0)
    visit.page.wait_for_function("!document.querySelector('.pending')")
    expect(card.locator("h2")).to_be_in_viewport()


def test_the_funnel_says_each_figure_once_as_text_beside_its_drawing(visit: Visit) -> None:
    card = visit.say("/deal funnel", "Pipeline")
    rows = card.get_by_role("figure", name="By stage").get_by_role("listitem")
    expect(rows.filter(has_text="Discussion")).to_have_text("Discussion2 · €160k")
    assert card.inner_text().count("€160k") == 1
    widths = card.locator("path.far").evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().width)")
    assert widths == sorted(widths, reverse=True)
    assert len(widths) == rows.count()


def test_an_old_card_that_is_edited_does_not_take_the_page_away_from_the_newest(open_page: Open) -> None:
    rob = open_page("mia", viewport={"width": 1280, "height": 500})
    rob.be("rob", "direct")
    rob.say("/deal advance stark", "Stark")
    mia = open_page("mia")
    mia.be("mia", "direct")
    mia.say("/deal approve stark", "Stark")
    for _ in range(4):
        rob.say("/deal list", "open deals")
    low = "(() => { const s = document.querySelector('#scroll'); return s.scrollHeight - s.scrollTop - s.clientHeight })()"
    rob.page.evaluate("document.querySelector('#scroll').scrollTop = 1e9")
    mia.press(mia.card("Stark"), "Approve")
    expect(rob.page.locator(".card").filter(has_text="Mia Marsh approved").first).to_be_attached()
    assert rob.page.evaluate(low) < 600
