"""Axe over a whole page: what is scrolled out of sight is judged too, which axe itself leaves out."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SAME_IDS = """() => {
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id)
  return ids.filter((id, at) => ids.indexOf(id) !== at)
}"""
HIGH = "() => { const s = document.querySelector('#scroll'); return innerHeight + s.scrollHeight - s.clientHeight }"


def assert_accessible(page: Page, context: str | None = None) -> None:
    """Judge the page, or the part of it with this selector, as it is now; ids are unique, and no line is too wide."""
    before = page.viewport_size
    if before is None:
        raise LookupError("a page has a size")
    page.set_viewport_size({"width": before["width"], "height": page.evaluate(HIGH)})
    found = Axe().run(page, context=context)
    assert not found.violations_count, found.generate_report()
    assert page.evaluate(SAME_IDS) == []
    assert page.evaluate("document.documentElement.scrollWidth") == before["width"]
    page.set_viewport_size(before)
