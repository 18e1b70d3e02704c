"""The deal: one sale on its way from Point A to Point B."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from process.approval import Approval
from process.contact import Contact
from process.evidence import Evidence, Waiver
from process.list_item import ListItem, ListName
from process.money import Money
from process.next_step import NextStep
from process.question import Question

Complexity = Literal["simple", "standard", "complex"]
COMPLEXITIES: tuple[Complexity, ...] = get_args(Complexity)
DealState = Literal["open", "lost", "completed", "churned", "withdrawn"]
CycleKind = Literal["new", "renewal", "cross-sell", "up-sell", "referral"]
NEXT_CYCLES: tuple[CycleKind, ...] = ("renewal", "cross-sell", "up-sell", "referral")


@dataclass(frozen=True, slots=True)
class Engagement:
    """A specialist team called in; their clock starts here."""

    team: str
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lowered:
    """A change of an attribute after which the `exits` (keys) were no longer required; by whom, and when."""

    attribute: str
    was: str
    now: str
    exits: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """A deal that legitimately rests until a day, and why."""

    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """When a won deal comes up again, and from which day on that is proposed."""

    day: date
    ask: date


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file of another system says of a deal: the stage it is in, in that system's own `words`."""

    stage: str
    words: str


def counts_as_won(state: DealState, approved: bool) -> bool:
    """Whether a deal is won: the handoff that wins it was `approved`, or its cycle is complete. Churned, it stays won.

    That an account manager accepted a deal wins nothing.
    """
    return state not in ("lost", "withdrawn") and (approved or state in ("completed", "churned"))


@dataclass(frozen=True)
class Deal:
    """One deal as of its last ledger entry. Only `process.facts` makes the next one.

    It has no slots, so that the next one is quickly made.

    `entered` is when it entered its stage, `touched` the last activity, `contacted` the last contact with the customer
    that was logged, `passed` when its gate opened, for as long as nothing else happens. `noes` are the answers "no"
    that had a reason, in order, also after a later answer. `complexity_set` says that a person set it; `lowered` are
    the changes by which the playbook asks for less. `lost_as` is the counted reason of a lost deal. `playbook` is the
    version it is on. `parent` and `kind` are its lineage: which deal it followed, and as what.
    `opener` is who opened it as their own, `proved` when each of its owners last proved something, and `handed` when
    it last passed a handoff; None from the beginning or since it went back. `helped` has, by owner, when others last
    proved something for them: one of these can be the same person in another account.

    `won` is when the handoff that wins it was approved, or without one its cycle was complete, for good. `gates` counts
    the gates that opened. `doubted` are the exits that no longer held when it was sent back, until each is confirmed.
    `lost_because` is the reason of any ending. `next_step` is what is planned, `steps` counts the plans so far, and
    `planning_since` is when the first of them was made after the last activity. `questions` are those that one of us
    asked another about it.
    `renewal` is when a won deal comes up again, `renewed` the id of the renewal that was started. `imported` is when it
    came from a file, and `claim` what that file says of it beyond what is proven. `claimed` are the file's answers to
    exits that only a buyer, a team or a manager can attest, in canonical words.
    """

    id: str
    account: str
    name: str
    owner: str
    playbook: str
    stage: str
    began: datetime
    entered: datetime
    touched: datetime
    state: DealState = "open"
    amount: Money | None = None
    close_date: date | None = None
    product: str = ""
    complexity: Complexity = "standard"
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    items: tuple[ListItem, ...] = ()
    engaged: tuple[Engagement, ...] = ()
    approval: Approval | None = None
    account_manager: str = ""
    wait: Wait | None = None
    lost_because: str = ""
    cycle: int = 1
    kind: CycleKind = "new"
    parent: str = ""
    version: int = 0
    passed: datetime | None = None
    contacted: datetime | None = None
    won: datetime | None = None
    gates: int = 0
    doubted: tuple[str, ...] = ()
    opener: str = ""
    proved: Mapping[str, datetime] = field(default_factory=dict)
    helped: Mapping[str, Mapping[str, datetime]] = field(default_factory=dict)
    handed: datetime | None = None
    noes: tuple[Evidence, ...] = ()
    complexity_set: bool = False
    lowered: tuple[Lowered, ...] = ()
    contacts: tuple[Contact, ...] = ()
    lost_as: str = ""
    next_step: NextStep | None = None
    steps: int = 0
    planning_since: datetime | None = None
    imported: datetime | None = None
    claim: Claim | None = None
    claimed: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    renewal: Renewal | None = None
    renewed: str = ""

    @property
    def is_won(self) -> bool:
        """Whether it is won, for the gate as for the figures."""
        return counts_as_won(self.state, self.won is not None)

    def listed(self, name: ListName) -> tuple[ListItem, ...]:
        """The items of one list, in the order they were opened."""
        return tuple(item for item in self.items if item.list == name)

    def item(self, name: ListName, number: int) -> ListItem | None:
        """One item by its number on its list."""
        return next((item for item in self.items if item.list == name and item.number == number), None)

    def value(self, exit_key: str) -> str:
        """The answer to an exit, or nothing."""
        evidence = self.evidence.get(exit_key)
        return evidence.value if evidence else ""

    def proved_by(self, person: str, at: datetime) -> Mapping[str, datetime]:
        """When each owner last proved something, once this person has; only an owner counts."""
        return {**self.proved, person: at} if person == self.owner else self.proved

    def helped_by(self, person: str, at: datetime) -> Mapping[str, Mapping[str, datetime]]:
        """When others last proved something for each owner, once this person has."""
        if person == self.owner:
            return self.helped
        return {**self.helped, self.owner: {**self.helped.get(self.owner, {}), person: at}}

    @property
    def complexity_known(self) -> bool:
        """Whether a person has set the complexity; "standard" alone can be where a deal begins."""
        return self.complexity_set or self.complexity != "standard"

    def first_date(self) -> date | None:
        """The first day from which on the clock has to look at what is open: a date, a plan, a team called in...

        Of a deal that is complete only its renewal, of one that ended otherwise nothing.
        """
        renewal = [self.renewal.ask] if self.renewal and not self.renewed else []
        if self.state != "open":
            return renewal[0] if renewal and self.state == "completed" else None
        days = renewal
        days += [item.due for item in self.items if item.open and item.due]
        days += [self.close_date] if self.close_date else []
        days += [self.next_step.day] if self.next_step else []
        days += [one.at.date() for one in self.engaged]
        days += [self.approval.asked_at.date()] if self.approval and self.approval.live else []
        return min(days, default=None)
