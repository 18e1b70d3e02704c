"""The deal's lists: objections, triggers, the buyer's steps, obligations and payments come and go."""

from dataclasses import replace

from process import contacts, rights, substance
from process.context import Context
from process.days_to_come import to_come
from process.deal import Deal
from process.facts import Closed, Engaged, Listed
from process.list_item import ListItem, ListName
from process.outcome import Outcome, happened, refused
from process.reasons.rights import NotYourList, NotYours
from process.reasons.state import EngagedAlready, ItemClosed, ListedAlready, NotOpen, StepKnown
from process.reasons.values import (
    BadContact,
    BadItem,
    ClosedTooEarly,
    HowMissing,
    NoSuchItem,
    NotAColleague,
    SourceMissing,
    TriggerIncomplete,
    UnknownTeam,
)


def put(deal: Deal, context: Context, item: ListItem) -> Outcome:
    """Put an item on its list; its number is given here. A trigger needs an owner of ours and a date."""
    if not (rights.may_work(deal, context.by) or (context.by.active and context.by.teams)):
        return refused(deal, NotYourList(item.list))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "list"))
    if item.list == "trigger" and not (item.owner and item.due):
        return refused(deal, TriggerIncomplete(), "due" if item.owner else "owner")
    if item.owner and context.company.find(item.owner) is None:
        return refused(deal, NotAColleague("item"), "owner")
    if wrong := says_nothing(item.list, item.text, context):
        return refused(deal, wrong, "text")
    if item.contact and (stranger := contacts.contact_fault(item.contact, deal, context)):
        return refused(deal, BadContact(stranger), "contact")
    people = contacts.added(deal, context, [item.contact])
    item = replace(item, contact=contacts.called(item.contact, deal, context))
    if twin := _open_twin(deal, item):
        return refused(deal, ListedAlready(twin.list, twin.number), "text")
    return happened(deal, context, *people, _listed(deal, context, item))


def _open_twin(deal: Deal, item: ListItem) -> ListItem | None:
    """The open item that says the very same: a second press of a button makes no other."""
    for other in deal.listed(item.list):
        same = substance.plain(other.text) == substance.plain(item.text)
        if same and other.open and (other.due, other.owner) == (item.due, item.owner):
            return other
    return None


def says_nothing(name: ListName, text: str, context: Context) -> BadItem | None:
    """What keeps a text on a list from saying anything, in a playbook that asks for substance."""
    if not context.playbook.min_letters:
        return None
    found = substance.faults_of(text, placeholders=context.playbook.placeholders)
    return BadItem(name, found[0]) if found else None


def _listed(deal: Deal, context: Context, item: ListItem) -> Listed:
    """The item as it comes on its list: open, numbered, and opened by the one who asked."""
    number = len(deal.listed(item.list)) + 1
    return Listed(
        replace(
            item, number=number, opened_by=context.by.id, opened_at=context.now, closed_at=None, closed_by="", how=""
        )
    )


def close(deal: Deal, context: Context, closed: Closed) -> Outcome:
    """Close an item: how the objection was removed, the trigger happened, the obligation was kept."""
    name, number = closed.list, closed.number
    item = deal.item(name, number)
    if item is None:
        return refused(deal, NoSuchItem(name, number))
    if not (rights.may_work(deal, context.by) or (context.by.active and context.by.id == item.owner)):
        return refused(deal, NotYourList(name, closes=True))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "list"))
    if not item.open:
        return refused(deal, ItemClosed(name, number))
    if wrong := _badly_closed(deal, context, closed):
        return wrong
    people = contacts.added(deal, context, [closed.said_by])
    said_by = contacts.called(closed.said_by, deal, context)
    return happened(deal, context, *people, replace(closed, said_by=said_by, day=closed.day or context.today))


def _badly_closed(deal: Deal, context: Context, closed: Closed) -> Outcome | None:
    """What is wrong with how an item came off, as a refusal."""
    name, number = closed.list, closed.number
    if not closed.how.strip():
        return refused(deal, HowMissing(name, number), "how")
    if wrong := says_nothing(name, closed.how, context):
        return refused(deal, wrong, "how")
    if closed.day and to_come(closed.day, context.today):
        return refused(deal, ClosedTooEarly(name, number, closed.day), "on")
    if closed.said_by and (stranger := contacts.contact_fault(closed.said_by, deal, context)):
        return refused(deal, BadContact(stranger), "said_by")
    happened_unsaid = name == "trigger" and not closed.dropped and not (closed.said_by and closed.where)
    if happened_unsaid and context.playbook.contacts:
        return refused(deal, SourceMissing(name, number), "where" if closed.said_by else "said_by")
    return None


def step(deal: Deal, context: Context, item: ListItem, done: bool) -> Outcome:
    """Record where the buyer is on their own route: a step they want, or have taken."""
    if not rights.may_work(deal, context.by):
        return refused(deal, NotYours("buyer step"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "buyer step"))
    known = next((one for one in deal.listed("buyer step") if not one.dropped and _same(one, item)), None)
    if known is not None and not known.open:
        return refused(deal, StepKnown(known.text, taken=True))
    if known is not None and not done:
        return refused(deal, StepKnown(known.text, taken=False))
    if not item.key and known is None and (wrong := says_nothing("buyer step", item.text, context)):
        return refused(deal, wrong, "step")
    listed = _listed(deal, context, item)
    number = known.number if known else listed.item.number
    if item.said_by and (stranger := contacts.contact_fault(item.said_by, deal, context)):
        return refused(deal, BadContact(stranger), "said_by")
    if item.on and to_come(item.on, context.today):
        return refused(deal, ClosedTooEarly("buyer step", number, item.on), "due")
    said_by = contacts.called(item.said_by, deal, context)
    people = contacts.added(deal, context, [item.said_by])
    day = item.on or context.today
    closed = (Closed("buyer step", number, item.how or "taken", said_by, item.where, day),) if done else ()
    return happened(deal, context, *people, *(() if known else (listed,)), *closed)


def _same(one: ListItem, other: ListItem) -> bool:
    return one.key == other.key if other.key else one.text.casefold() == other.text.casefold()


def engage(deal: Deal, context: Context, team: str, note: str) -> Outcome:
    """Call in a specialist team of the context.playbook."""
    if not rights.may_work(deal, context.by):
        return refused(deal, NotYours("engage"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "engage"))
    if team not in context.playbook.teams:
        return refused(deal, UnknownTeam(context.playbook.teams))
    if any(one.team == team for one in deal.engaged):
        return refused(deal, EngagedAlready(team))
    return happened(deal, context, Engaged(team, note))
