"""Reasons of rights: the one who asked may not do this to the deal."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from process.list_item import ListName
from process.playbook import Exit
from process.reasons.kinds import RefusalKind

Action = Literal[
    "advance", "send back", "change", "lower complexity", "hand over", "move playbook", "wait", "lose", "reopen", "log",
    "next cycle", "list", "buyer step", "engage", "give evidence", "take back", "waive", "decide", "accept",
    "churn", "withdraw", "reopen ended", "plan", "reply",
    "add a contact",
]  # fmt: skip  # one a line would hide that it is a list
"""What someone can ask for, as far as a reason names it."""


@dataclass(frozen=True, slots=True)
class NotYours:
    """The action is for others, by their role or their part in the deal."""

    action: Action
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class NotYourList:
    """Others work on the deal and its lists. `closes`: an item was to be closed, else one was to be added."""

    list: ListName
    closes: bool = False
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class NotYoursToAttest:
    """Another has to attest the exit: `exit.attest` says who."""

    exit: Exit
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class NotYoursToTakeBack:
    """Evidence for the exit is taken back by those who can attest it, or by a manager."""

    exit: Exit
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class WaiverNotYours:
    """The exit was waived, and only a manager of another's deal takes a waiver back."""

    exit: Exit
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class OwnDeal:
    """The owner can't waive or approve on their own deal; `able` are the ids of those who can."""

    action: Literal["waive", "decide"]
    able: tuple[str, ...] = ()
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """The one who asked for an approval can't give it."""

    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class ActsForOwner:
    """They stand in for the owner or the one who asked, who can't decide."""

    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class NotVouched:
    """No platform vouches for this account, so it could be the owner's second one."""

    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class DoubtfulRole:
    """They have the role from the deal's owner, or since the handoff was asked for; those in `able` are free."""

    able: tuple[str, ...] = ()
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class OwnedBefore:
    """They opened the deal or proved something as its owner; those in `able` are free."""

    able: tuple[str, ...] = ()
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class WaivedHere:
    """They waived an exit since the last handoff, so those in `able` decide this one."""

    able: tuple[str, ...] = ()
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class OwnSpecialist:
    """They are in the team, but on a deal of their own; those in `able` answer for it."""

    exit: Exit
    able: tuple[str, ...] = ()
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class TeamEmpty:
    """No one in the team can answer on this deal; those in `able` clear the exit with a reason."""

    exit: Exit
    able: tuple[str, ...] = ()
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class TeamAnswers:
    """The team has members who can answer, those in `able`, so that no one clears the exit for it."""

    exit: Exit
    able: tuple[str, ...] = ()
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class NotATeams:
    """The exit isn't a team's to prove, so it can't be cleared for one."""

    exit: Exit
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class LowersDeal:
    """After this change the `exits` (keys) are no longer required, and a manager who doesn't own the deal makes it."""

    attribute: str
    exits: tuple[str, ...]
    kind: ClassVar[RefusalKind] = "not yours"


@dataclass(frozen=True, slots=True)
class AsksLess:
    """The playbook asks less than the deal's: `dropped` are the keys of what it no longer asks. A manager moves it."""

    playbook: str
    dropped: tuple[str, ...]
    kind: ClassVar[RefusalKind] = "not yours"


RightsReason = (
    NotYours | NotYourList | NotYoursToAttest | NotYoursToTakeBack | WaiverNotYours
    | OwnDeal | OwnRequest | ActsForOwner | NotVouched | LowersDeal | AsksLess
    | DoubtfulRole | OwnedBefore | WaivedHere | OwnSpecialist | TeamEmpty | TeamAnswers | NotATeams
)  # fmt: skip  # one a line would hide that it is a list
