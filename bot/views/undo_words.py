"""Words of undo: what a step was about, in short."""

from collections.abc import Mapping

from bot.views.words import both, moment
from process.context import Context
from process.deal import Deal
from process.facts import Undone

KINDS: Mapping[str, str] = {
    "Began": "the new deal",
    "Changed": "a change",
    "Assigned": "a hand-over",
    "Met": "evidence",
    "Unmet": "taking evidence back",
    "Logged": "a logged activity",
    "Listed": "an item on a list",
    "Closed": "closing an item",
    "Rescheduled": "a new day for an item",
    "Waited": "letting it wait",
    "Planned": "planning the next step",
    "PlanMoved": "moving the next step",
    "PlanDone": "marking the next step as done",
    "PlanDropped": "dropping the next step",
    "RenewalSet": "the renewal's day",
    "NoRenewal": "that it won't renew",
    "ContactAdded": "a contact",
}


def undone(fact: Undone, deal: Deal, context: Context) -> str:
    """That something was undone, to follow a person's name."""
    what = both([KINDS.get(kind, "something") for kind in fact.kinds])
    return f"undid {what} of {moment(fact.done, context)}."
