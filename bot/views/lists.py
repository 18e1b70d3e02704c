"""Lists: what is open on a deal - objections, triggers, obligations, payments."""

from collections.abc import Callable, Mapping

from adapters.card import Bold, Bullets, Element, Text, Words
from bot.views.buyer import trigger_line
from bot.views.words import around, count, cut, day, name, since
from process.context import Context
from process.deal import Deal
from process.list_item import ListItem, ListName

MOST_ITEMS = 10


def open_lists(deal: Deal, context: Context) -> tuple[Element, ...]:
    """The open items of each list, and how many of it are closed already; empty lists are left out."""
    lines: Mapping[ListName, Callable[[ListItem, Context], Words]] = {
        "objection": _objection,
        "trigger": trigger_line,
        "obligation": _due,
        "payment": _due,
    }
    return tuple(element for one, line in lines.items() for element in _open(deal, context, one, line))


def _open(
    deal: Deal, context: Context, of: ListName, line: Callable[[ListItem, Context], Words]
) -> tuple[Element, ...]:
    items = deal.listed(of)
    still = [item for item in items if item.open]
    closed = len(items) - len(still)
    if not items:
        return ()
    if not still:
        return (Text((f"{count(closed, of)}, none open.",), small=True),)
    head = f"{count(len(still), f'open {of}')}"
    lines = [line(item, context) for item in still[:MOST_ITEMS]]
    if len(still) > MOST_ITEMS:
        lines.append((f"and {len(still) - MOST_ITEMS} more",))
    return Text((Bold(head), f", {closed} closed" if closed else "")), Bullets(tuple(lines))


def _objection(item: ListItem, context: Context) -> Words:
    by = f" – {cut(item.contact, 60)}" if item.contact else ""
    return (f"{item.number}. {cut(item.text)}{by}, raised {since(item.opened_at, context)}",)


def _due(item: ListItem, context: Context) -> Words:
    owner = name(context, item.owner) if item.owner else ""
    whose = around(" – ", ", ".join(filter(None, (cut(item.contact, 60), owner))))
    due = f", due {day(item.due, context)}" if item.due else ""
    return (f"{item.number}. {cut(item.text)}{whose}{due}",)
