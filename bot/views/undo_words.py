"""Words of undo: what a step was about, in short."""

from collections.abc import Mapping

from bot.views.words import both
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
    "ContactAdded": "a contact",
}


def undone_words(fact: Undone) -> str:
    """What was undone, in short: "evidence and a contact"."""
    return both([KINDS.get(kind, "something") for kind in fact.kinds])
