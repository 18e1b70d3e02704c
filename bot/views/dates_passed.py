"""Dates passed: what was due on a deal and isn't closed, asked as a question that a press answers."""

from collections.abc import Mapping

from adapters.card import Text
from bot.views.short_words import short_day
from bot.views.words import count, cut
from process.context import Context
from process.deal import Deal
from process.list_item import ListItem, ListName

MOST_ASKED = 2
QUESTIONS: Mapping[ListName, str] = {
    "trigger": "Did it happen?",
    "obligation": "Is it done?",
    "payment": "Has it arrived?",
    "buyer step": "Did they?",
}


def passed_now(deal: Deal, context: Context) -> list[ListItem]:
    """The open items whose day has passed, the oldest first; none on a deal that isn't open."""
    if deal.state != "open":
        return []
    late = [item for item in deal.items if item.open and item.due and item.due < context.today]
    return sorted((item for item in late if item.list in QUESTIONS), key=lambda item: str(item.due))


def passed_lines(deal: Deal, context: Context) -> tuple[Text, ...]:
    """A question each: "“Board signs off the budget” was due yesterday. Did it happen?"."""
    late = passed_now(deal, context)
    asked = tuple(Text((passed_words(item, context),)) for item in late[:MOST_ASKED])
    more = len(late) - MOST_ASKED
    return (*asked, Text((f"{count(more, 'more date has passed', 'more dates have passed')}.",))) if more > 0 else asked


def passed_words(item: ListItem, context: Context) -> str:
    """One of them: what was due, when, and the question."""
    when = short_day(item.due, context) if item.due else ""
    return f"“{cut(item.text, 80)}” was due {when}. {QUESTIONS[item.list]}"
