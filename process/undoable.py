"""What can be undone: a closed list of facts, each with what it changes, and what every later fact looked at.

To let another fact be undone, add a line to `WRITES`, and its new fields to `RESTORED` in `process/facts/undo.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from process import facts
from process.contact import Contact
from process.contacts import matches
from process.facts import Fact

Parts = frozenset[str]
"""Parts of a deal by name: "exit budget", "terms", "objection 2"."""

NOTHING: Parts = frozenset()
NEXT_STEP: Parts = frozenset({"next step"})
RENEWAL: Parts = frozenset({"renewal"})
EVERYTHING: Parts = frozenset({"*"})
"""As what a fact changes: all that happens later builds on it. As what a fact looks at: it builds on all before."""


def _met(fact: facts.Met) -> Parts:
    return frozenset({"proof", *(f"exit {one.exit}" for one in fact.evidence)})


def _unmet(fact: facts.Unmet) -> Parts:
    return frozenset({"proof", "old answers", f"exit {fact.exit}"})


def _changed(fact: facts.Changed) -> Parts:
    return frozenset({"name" if fact.attribute == "name" else "terms"})


def _listed(fact: facts.Listed) -> Parts:
    # The next item of the list has the next number.
    return frozenset({f"numbers of {fact.item.list}", f"{fact.item.list} {fact.item.number}"})


def _item(fact: facts.Closed | facts.Rescheduled) -> Parts:
    return frozenset({f"{fact.list} {fact.number}"})


Find = Callable[[Any], Parts]
CHANGES_WHAT_IT_LOOKS_AT: Mapping[type, Find] = {
    facts.Logged: lambda fact: NOTHING,
    facts.Listed: _listed,
    facts.Closed: _item,
    facts.Rescheduled: _item,
    facts.Waited: lambda fact: frozenset({"wait"}),
    facts.Planned: lambda fact: NEXT_STEP,
    facts.PlanMoved: lambda fact: NEXT_STEP,
    facts.PlanDone: lambda fact: NEXT_STEP,
    facts.PlanDropped: lambda fact: NEXT_STEP,
    facts.RenewalSet: lambda fact: RENEWAL,
    facts.NoRenewal: lambda fact: RENEWAL,
}
"""Facts that were decided on the same parts that they change."""

WRITES: Mapping[type, Find] = {
    facts.Began: lambda fact: EVERYTHING,
    facts.Changed: _changed,
    facts.Assigned: lambda fact: EVERYTHING,
    facts.Met: _met,
    facts.Unmet: _unmet,
    **CHANGES_WHAT_IT_LOOKS_AT,
}
"""What can be undone, and the parts of the deal that each changes. Nothing else is ever undone."""

COMPANIONS = (facts.ContactAdded,)
"""What is undone only together with something else: the contact that evidence named."""

LOOKS_AT: Mapping[type, Find] = {
    facts.Changed: lambda fact: _changed(fact) if fact.attribute == "name" else frozenset({"terms", "proof"}),
    facts.Met: lambda fact: _met(fact) - {"proof"} | {"old answers"},
    facts.Unmet: lambda fact: _unmet(fact) - {"proof"},
    **CHANGES_WHAT_IT_LOOKS_AT,
    facts.ContactAdded: lambda fact: NOTHING,
    facts.Engaged: lambda fact: NOTHING,
    facts.Asked: lambda fact: NOTHING,
    facts.Replied: lambda fact: NOTHING,
}
"""The parts that a later fact was decided on. A kind that isn't here looked at everything."""

TRACELESS = (facts.Refused, facts.SkipAttempted, facts.Undone)
"""What changes nothing on the deal, so it builds on nothing."""


def builds_on(later: Fact, step: Iterable[Fact], *, brings_back: bool) -> bool:
    """Whether a later fact builds on one of these. `brings_back`: an undo would put back an answer from before."""
    if isinstance(later, TRACELESS):
        return False
    looked_at = LOOKS_AT.get(type(later), lambda fact: EVERYTHING)(later)
    changed = _changes(step) | ({"old answers"} if brings_back else NOTHING)
    if EVERYTHING & (looked_at | changed):
        return True
    added = [fact.contact for fact in step if isinstance(fact, facts.ContactAdded)]
    return bool(looked_at & changed) or any(_names(later, contact) for contact in added)


def _changes(step: Iterable[Fact]) -> Parts:
    found: set[str] = set()
    for fact in step:
        if type(fact) in WRITES:
            found |= WRITES[type(fact)](fact)
    return frozenset(found)


def _names(fact: Fact, contact: Contact) -> bool:
    """Whether a fact speaks of this contact."""
    return any(matches(text, [contact]) for text in _people_in(fact) if text)


def _people_in(fact: Fact) -> tuple[str, ...]:
    match fact:
        case facts.Met(evidence):
            return tuple(text for one in evidence for text in (one.contact, one.value))
        case facts.Logged():
            return (fact.contact,)
        case facts.Listed(item):
            return item.contact, item.said_by
        case facts.Closed():
            return (fact.said_by,)
        case facts.ContactAdded(contact):
            return (contact.name or contact.role,)
        case _:
            return ()
