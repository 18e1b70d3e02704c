"""List changes: an open item has another day, or won't happen and makes room for what there is instead."""

from dataclasses import dataclass, replace
from datetime import date

from process import rights
from process.context import Context
from process.deal import Deal
from process.facts import Closed, Rescheduled
from process.list_item import ListItem, ListName
from process.lists import put, says_nothing
from process.outcome import Outcome, happened, refused
from process.reasons.rights import NotYourList
from process.reasons.state import ItemClosed, NotOpen
from process.reasons.values import MovedToPast, NoSuchItem


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of an open item that doesn't come off as it was: why, and its new day or what there is instead."""

    list: ListName
    number: int
    reason: str
    due: date | None = None
    instead: str = ""


def reschedule(deal: Deal, context: Context, change: Change) -> Outcome:
    """Give an open item another day, with a reason."""
    item = deal.item(change.list, change.number)
    if refusal := _unchangeable(deal, context, change, item):
        return refusal
    if item is None or change.due is None or change.due <= context.today:
        return refused(deal, MovedToPast(change.list, change.number), "until")
    return happened(deal, context, Rescheduled(change.list, change.number, change.due, item.due, change.reason))


def drop(deal: Deal, context: Context, change: Change) -> Outcome:
    """An item won't happen: why, and what there is instead. That takes its place, with its owner and its day.

    So a trigger that is dropped leaves another that has to happen, and no gate opens by it.
    """
    item = deal.item(change.list, change.number)
    if refusal := _unchangeable(deal, context, change, item):
        return refusal
    if item is None or (wrong := says_nothing(change.list, change.instead, context)):
        return refused(deal, wrong or NoSuchItem(change.list, change.number), "instead")
    closed = Closed(change.list, change.number, change.reason, day=context.today, dropped=True)
    dropped = happened(deal, context, closed)
    instead = replace(item, text=change.instead, due=change.due or item.due)
    listed = put(dropped.deal, context, instead)
    if listed.refusal:
        return refused(deal, listed.refusal.reason, listed.refusal.field)
    return Outcome(listed.deal, dropped.facts + listed.facts)


def _unchangeable(deal: Deal, context: Context, change: Change, item: ListItem | None) -> Outcome | None:
    """Why an item can't be moved or dropped, as a refusal."""
    if item is None:
        return refused(deal, NoSuchItem(change.list, change.number))
    if not (rights.may_work(deal, context.by) or (context.by.active and context.by.id == item.owner)):
        return refused(deal, NotYourList(change.list, closes=True))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "list"))
    if not item.open:
        return refused(deal, ItemClosed(change.list, change.number))
    wrong = says_nothing(change.list, change.reason, context)
    return refused(deal, wrong, "reason") if wrong else None
