"""Facts: everything that can happen to a deal, and the deal after each. The ledger is made of these."""

from dataclasses import dataclass
from datetime import datetime

from process.activity import Activity
from process.facts.contacts import ContactAdded, ContactErased
from process.facts.course import (
    Assigned,
    Began,
    Changed,
    Linked,
    Logged,
    Lost,
    LostSorted,
    PlaybookMoved,
    Reopened,
    Waited,
)
from process.facts.ending import Churned, Withdrawn
from process.facts.handoff import ApprovalAsked, Decided
from process.facts.imports import AnswersClaimed, Claimed, Imported, ImportPutBack, ImportUndone, Unclaimed
from process.facts.lists import Closed, Engaged, Listed, Rescheduled
from process.facts.planning import PlanDone, PlanDropped, PlanMoved, Planned
from process.facts.proof import Confirmed, Met, Unmet, Waived
from process.facts.questions import Asked, Replied
from process.facts.referral import Referred
from process.facts.renewal import NoRenewal, RenewalSet, RenewalWithdrawn
from process.facts.undo import Undone
from process.facts.walk import Advanced, CycleClosed, Refused, SentBack, SkipAttempted

__all__ = [
    "Activity",
    "Advanced",
    "AnswersClaimed",
    "ApprovalAsked",
    "Asked",
    "Assigned",
    "Began",
    "Changed",
    "Churned",
    "Claimed",
    "Closed",
    "Confirmed",
    "ContactAdded",
    "ContactErased",
    "CycleClosed",
    "Decided",
    "Engaged",
    "Entry",
    "Fact",
    "ImportPutBack",
    "ImportUndone",
    "Imported",
    "Linked",
    "Listed",
    "Logged",
    "Lost",
    "LostSorted",
    "Met",
    "NoRenewal",
    "PlanDone",
    "PlanDropped",
    "PlanMoved",
    "Planned",
    "PlaybookMoved",
    "Referred",
    "Refused",
    "RenewalSet",
    "RenewalWithdrawn",
    "Reopened",
    "Replied",
    "Rescheduled",
    "SentBack",
    "SkipAttempted",
    "Unclaimed",
    "Undone",
    "Unmet",
    "Waited",
    "Waived",
    "Withdrawn",
]

Fact = (
    Began | Changed | Assigned | Met | Unmet | Waived | Advanced | Refused | SkipAttempted | SentBack | Waited | Lost
    | Reopened | ApprovalAsked | Decided | Listed | Closed | Engaged | Logged | CycleClosed | Linked | PlaybookMoved
    | ContactAdded | ContactErased | Rescheduled | LostSorted | Churned | Withdrawn | Confirmed | Referred | Undone
    | Planned | PlanMoved | PlanDone | PlanDropped | Asked | Replied | RenewalSet | NoRenewal | RenewalWithdrawn
    | Imported | Claimed | Unclaimed | ImportUndone | ImportPutBack | AnswersClaimed
)  # fmt: skip  # one a line would hide that it is a list


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: a fact, who caused it, when, and the message it came from.

    `step` is the deal's version that it led to; all facts of one request share it. It is 0 before they are saved.
    `place` names where it was caused; empty for what no one caused in a chat. `through` is the agent that asked for it
    in that person's name; empty where the person did it themselves.
    """

    fact: Fact
    by: str
    at: datetime
    link: str = ""
    step: int = 0
    place: str = ""
    through: str = ""
