"""The deal's lists: objections, triggers, the buyer's steps, obligations and payments come and go."""

from dataclasses import replace

from process import rights
from process.context import Context
from process.deal import Deal
from process.facts import Closed, Engaged, Listed
from process.item import Item
from process.outcome import Outcome, happened, refused


def put(deal: Deal, context: Context, item: Item) -> Outcome:
    """Put an item on its list; its number is given here. A trigger needs an owner of ours and a date."""
    if not (rights.may_work(deal, context.by) or (context.by.active and context.by.teams)):
        return refused(deal, "not yours", f"Only those who work on the deal put something on its {item.list} list.")
    if deal.state != "open":
        return refused(deal, "not now", f"This deal is {deal.state}; its lists are closed.")
    if item.list == "trigger" and not (item.owner and item.due):
        needs = "A trigger needs one of ours who looks after it, and a date: … by 12 May owner @rob."
        return refused(deal, "does not fit", needs, "due" if item.owner else "owner")
    if item.owner and context.company.find(item.owner) is None:
        return refused(deal, "does not fit", "Its owner is one of our own people.", "owner")
    return happened(deal, context, _listed(deal, context, item))


def _listed(deal: Deal, context: Context, item: Item) -> Listed:
    """The item as it comes on its list: open, numbered, and opened by whoever asked."""
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
        return refused(deal, "does not fit", f"There is no {name} number {number} on this deal.")
    if not (rights.may_work(deal, context.by) or (context.by.active and context.by.id == item.owner)):
        return refused(deal, "not yours", f"Only those who work on the deal, or who own the {name}, close it.")
    if deal.state != "open":
        return refused(deal, "not now", f"This deal is {deal.state}; its lists are closed.")
    if not item.open:
        return refused(deal, "not now", f"{name.capitalize()} {number} is closed already.")
    if not closed.how.strip():
        return refused(deal, "does not fit", f"Say how {name} {number} was closed.", "how")
    return happened(deal, context, closed)


def step(deal: Deal, context: Context, item: Item, done: bool) -> Outcome:
    """Record where the buyer is on their own route: a step they want, or have taken."""
    if not rights.may_work(deal, context.by):
        return refused(deal, "not yours", "Only those who work on the deal keep the buyer's track.")
    if deal.state != "open":
        return refused(deal, "not now", f"This deal is {deal.state}; the buyer's track is closed.")
    known = next((one for one in deal.listed("buyer step") if _same(one, item)), None)
    if known is not None and not known.open:
        return refused(deal, "not now", f"The buyer has already taken the step {known.text}.")
    if known is not None and not done:
        return refused(deal, "not now", f"The buyer's step {known.text} is on the track already.")
    listed = _listed(deal, context, item)
    number = known.number if known else listed.item.number
    closed = (Closed("buyer step", number, item.how or "taken", item.said_by, item.where),) if done else ()
    return happened(deal, context, *(() if known else (listed,)), *closed)


def _same(one: Item, other: Item) -> bool:
    return one.key == other.key if other.key else one.text.casefold() == other.text.casefold()


def engage(deal: Deal, context: Context, team: str, note: str) -> Outcome:
    """Call in a specialist team of the context.playbook."""
    if not rights.may_work(deal, context.by):
        return refused(deal, "not yours", "Only those who work on the deal engage a specialist team.")
    if deal.state != "open":
        return refused(deal, "not now", f"This deal is {deal.state}; nobody needs to be engaged.")
    if team not in context.playbook.teams:
        return refused(
            deal, "does not fit", f"The playbook knows these teams: {', '.join(context.playbook.teams) or 'none'}."
        )
    if any(one.team == team for one in deal.engaged):
        return refused(deal, "not now", f"{team.title()} is engaged on this deal already.")
    return happened(deal, context, Engaged(team, note))
