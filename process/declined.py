"""Declined: what a deal was when its handoff was declined, and what has changed since."""

from hashlib import sha256

from process.approval import Decline
from process.deal import Deal
from process.evidence import Evidence
from process.list_item import ListItem

Stood = tuple[tuple[str, str], ...]


def stood(deal: Deal) -> Stood:
    """What an approver decides on, part by part: "amount", "exit budget", "waiver budget", "objection 1"...

    The values are prints of what was said, so that no words are kept twice.
    """
    parts = {"amount": str(deal.amount or ""), "close date": str(deal.close_date or ""), "product": deal.product}
    parts["complexity"] = deal.complexity if deal.complexity_known else ""
    for key, one in deal.evidence.items():
        parts[f"exit {key}"] = _print(*_said(one))
    for key, waiver in deal.waivers.items():
        parts[f"waiver {key}"] = _print(waiver.reason)
    for item in deal.items:
        parts[f"{item.list} {item.number}"] = _print(*_stands(item))
    return tuple(sorted(parts.items()))


def _said(one: Evidence) -> tuple[str, ...]:
    return one.value, one.contact, one.where, str(one.on), one.note


def _stands(item: ListItem) -> tuple[str, ...]:
    return item.text, str(item.due), "open" if item.open else "closed", item.how


def _print(*words: str) -> str:
    return sha256("\n".join(words).encode()).hexdigest()[:12]


def changed(before: Stood, deal: Deal) -> tuple[str, ...]:
    """The parts that are no longer what they were, those that came and those that went included."""
    was, now = dict(before), dict(stood(deal))
    return tuple(part for part in sorted(was | now) if was.get(part, "") != now.get(part, ""))


def last_decline(deal: Deal) -> Decline | None:
    """The last no to the handoff in front of the deal, or None; once it has passed, the no is history."""
    approval = deal.approval
    if approval is None or approval.stage != deal.stage or approval.state == "done":
        return None
    return approval.declined


def unchanged(deal: Deal) -> Decline | None:
    """The last no, where nothing that the approver decides on has changed since; else None."""
    decline = last_decline(deal)
    if decline is None or not decline.stood or changed(decline.stood, deal):
        return None
    return decline
