"""A visit to the sandbox's page by buttons and forms alone, which counts what people press and send."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Locator, expect

from tests.support.sandbox_page import Visit


@dataclass
class CountedVisit:
    """Counts the buttons that are pressed and the forms that are sent, by all people the visitor is.

    `typed` is every answer that someone wrote into a field by hand; `look` is called after each step with its name.
    """

    visit: Visit
    presses: int = 0
    forms: int = 0
    typed: list[str] = field(default_factory=list)
    look: Callable[[str], None] = lambda step: None

    def be(self, who: str) -> None:
        """Look at the direct messages of one of the demo people."""
        self.visit.be(who, "direct")
        self.look(who)

    def press(self, card: Locator, label: str, then: str) -> Locator:
        """Press a button of a card and wait for the card with this title."""
        self.presses += 1
        self.visit.press(card, label)
        expect(self.visit.page.locator(".busy")).to_have_count(0)
        found = self.visit.card(then)
        self.look(label)
        return found

    def send(self, card: Locator, answers: Mapping[str, str], then: str) -> Locator:
        """Fill in the form of a card and send it; each answer goes into the field with this name."""
        self.forms += 1
        form = card.locator("form")
        for name, answer in answers.items():
            self._answer(form.locator(f"[name='{name}']").first, answer)
        self.look("filled")
        form.locator("[type=submit]").click()
        expect(self.visit.page.locator(".busy")).to_have_count(0)
        expect(self.visit.page.locator(".error:visible")).to_have_count(0)
        found = self.visit.card(then)
        self.look("sent")
        return found

    def _answer(self, found: Locator, answer: str) -> None:
        if found.get_attribute("type") == "radio":
            found.page.locator(f"[name='{found.get_attribute('name')}'][value='{answer}']").last.check(force=True)
        elif found.evaluate("one => one.tagName") == "SELECT":
            found.select_option(label=answer)
        else:
            self.typed.append(answer)
            found.fill(answer)
