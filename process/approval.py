"""Approvals: a handoff asked for, and who may decide it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from process.decision_marks import Mark

ApprovalState = Literal["asked", "approved", "done", "declined", "void", "expired"]


@dataclass(frozen=True, slots=True)
class Ticket:
    """What an approval's card is bound to: one approval, as it was asked at one version of the deal."""

    id: str
    version: int


@dataclass(frozen=True, slots=True)
class Decline:
    """A no to a handoff: by whom, when and why.

    `stood` is what the deal was then, as `process.declined` names its parts; empty where the account manager declined
    to take it over, or where an earlier release wrote it down.
    """

    by: str
    at: datetime
    reason: str
    stood: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """One request to pass one gate.

    asked: a manager's decision is awaited; approved: the account manager's acceptance is still awaited;
    done: the deal has passed. The other states are ends without passage; `reason` says why.
    `version` is the deal's version when it was asked: a card that carries another one is out of date.
    `declined` is the last no to this handoff: its own, or that of an earlier request for the same gate.
    """

    id: str
    stage: str
    requester: str
    version: int
    asked_at: datetime
    expires_at: datetime
    state: ApprovalState = "asked"
    decider: str = ""
    decided_at: datetime | None = None
    acceptor: str = ""
    reason: str = ""
    marks: tuple[Mark, ...] = ()
    declined: Decline | None = None

    @property
    def live(self) -> bool:
        return self.state in ("asked", "approved")

    @property
    def ticket(self) -> Ticket:
        return Ticket(self.id, self.version)

    def expired(self, now: datetime) -> bool:
        """Whether it still waits though its time is over."""
        return self.live and now >= self.expires_at
