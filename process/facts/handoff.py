"""Facts of the handoff: its approval is asked for and decided."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from process.approval import Approval, ApprovalState, Decline
from process.deal import Deal
from process.decision_marks import Mark
from process.declined import stood
from process.fields import with_fields


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    """A handoff waits for a manager's decision."""

    approval: Approval
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, approval=self.approval, touched=at, passed=None)


@dataclass(frozen=True, slots=True)
class Decided:
    """An approval came to another state: approved, done (accepted), declined, void or expired.

    `won`: the decision wins the deal, for good.
    `marks` are what is said of the one who decided.
    """

    approval: str
    state: ApprovalState
    reason: str = ""
    acceptor: str = ""
    marks: tuple[Mark, ...] = ()
    won: bool = False
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        if deal.approval is None:
            return deal
        judged = self.state in ("approved", "declined") or (self.state == "done" and not self.acceptor)
        approval = replace(
            deal.approval,
            state=self.state,
            reason=self.reason,
            decider=by if judged else deal.approval.decider,
            decided_at=at if judged else deal.approval.decided_at,
            acceptor=self.acceptor or deal.approval.acceptor,
            marks=self.marks or deal.approval.marks,
        )
        if self.state == "declined":
            # An account manager who declines isn't bound to what was proven: they say what they miss.
            kept = stood(deal) if deal.approval.state == "asked" else ()
            approval = replace(approval, declined=Decline(by, at, self.reason, kept))
        keeper = self.acceptor or deal.account_manager
        handed = at if self.state == "done" else deal.handed
        won = at if self.won and deal.won is None else deal.won
        return with_fields(deal, approval=approval, account_manager=keeper, handed=handed, won=won)
