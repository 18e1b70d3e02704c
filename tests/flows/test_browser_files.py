"""A file in the browser: dropped on the page, or chosen by keyboard, previewed on a phone, imported and taken back."""

import pytest
from playwright.sync_api import FilePayload, expect

from tests.flows.conftest import Open
from tests.support.sandbox_page import Visit

pytestmark = pytest.mark.browser

CSV = "Deal Name,Amount,Stage,Owner\nWernham Hogg,12000 EUR,Contract Sent,Rob Reyes\nSabre,9000 EUR,Demo,Rita Roy\n"
FILE = FilePayload(name="deals.csv", mimeType="text/csv", buffer=CSV.encode())
DRAGGED = """(content) => {
  const data = new DataTransfer(); data.items.add(new File([content], "deals.csv"))
  return data
}"""


def test_a_file_is_chosen_by_keyboard_imported_and_taken_back(open_page: Open) -> None:
    visit = open_page("mia", "direct", viewport={"width": 360, "height": 740})
    visit.line.focus()
    visit.line.press("Shift+Tab")
    expect(visit.page.get_by_label("Send a file")).to_be_focused()
    with visit.page.expect_file_chooser() as chooser:
        visit.page.keyboard.press("Space")
    chooser.value.set_files(FILE)
    preview = visit.card("deals.csv: 2 deals")
    expect(preview.locator("h2")).to_be_in_viewport()
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 360
    visit.press(preview, "Import 2 deals")
    visit.press(visit.card("deals.csv is imported"), "Undo")
    visit.card("deals.csv is taken back")


def test_a_file_is_dropped_on_the_page_and_a_rep_reads_who_can_import(visit: Visit) -> None:
    visit.be("rob", "direct")
    dragged = visit.page.evaluate_handle(DRAGGED, CSV)
    visit.page.dispatch_event("#messages", "dragenter", {"dataTransfer": dragged})
    expect(visit.page.get_by_text("Drop it to send it to Stagecoach")).to_be_visible()
    visit.page.dispatch_event("#messages", "drop", {"dataTransfer": dragged})
    expect(visit.card("I didn't open your file")).to_contain_text("Only a manager or an admin can import")
    expect(visit.page.get_by_text("Drop it to send it to Stagecoach")).to_be_hidden()
    visit.be("mia", "direct")
    visit.page.dispatch_event("#messages", "drop", {"dataTransfer": dragged})
    visit.press(visit.card("deals.csv: 2 deals"), "Change the mapping")
    expect(visit.page.get_by_role("form").last.get_by_label("Amount", exact=True)).to_be_visible()


def test_a_file_that_does_not_arrive_is_not_lost_in_silence(visit: Visit) -> None:
    visit.be("mia", "direct")
    visit.page.route("**/api/file*", lambda route: route.abort())
    visit.page.get_by_label("Send a file").set_input_files(FILE)
    expect(visit.page.get_by_role("alert")).to_contain_text("“deals.csv” didn’t arrive")
    expect(visit.page.locator(".pending")).to_have_count(0)
