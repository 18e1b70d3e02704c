"""Promises and payments of a deal in short, for the one who takes it over."""

from adapters.card import Words
from bot.views.numbers import grouped
from bot.views.short_words import short_date
from bot.views.words import both, cut
from process.context import Context
from process.deal import Deal
from process.list_item import ListItem, ListName

MOST_NAMED = 3


def promise_lines(deal: Deal, context: Context) -> tuple[Words, ...]:
    """What we promised and what they pay; what isn't written down is said as such."""
    promised = _named(deal, context, "obligation") or "nothing is written down"
    pay = _named(deal, context, "payment") or "no payment is written down"
    return (f"We promised: {promised}.",), (f"They pay: {pay}.",)


def _named(deal: Deal, context: Context, name: ListName) -> str:
    """The first open items of a list with their days."""
    items = [item for item in deal.listed(name) if item.open]
    said = [_item(item, context) for item in items[:MOST_NAMED]]
    more = len(items) - MOST_NAMED
    return both([*said, f"{grouped(more)} more"] if more > 0 else said)


def _item(item: ListItem, context: Context) -> str:
    due = f" by {short_date(item.due, context)}" if item.due else ""
    return f"{cut(item.text, 60).rstrip('.')}{due}"
