"""Facts of the course: a deal begins, changes, rests, is lost or reopened, and leads to the next."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar, Literal

from process.activity import NOTE, Activity
from process.deal import Complexity, CycleKind, Deal, Lowered, Wait
from process.fields import with_fields
from process.money import Money


@dataclass(frozen=True, slots=True)
class Began:
    """A deal was opened, in the first stage."""

    deal: Deal
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return self.deal


@dataclass(frozen=True, slots=True)
class Changed:
    """An attribute was set. Only the attribute that changed is given; `was` says what it had been.

    `drops` are the keys of the exits that are no longer required by it.
    """

    attribute: Literal["name", "amount", "close date", "product", "complexity"]
    was: str
    name: str = ""
    amount: Money | None = None
    close_date: date | None = None
    product: str = ""
    complexity: Complexity = "standard"
    drops: tuple[str, ...] = ()
    material: ClassVar[bool] = True

    def changes_nothing(self, deal: Deal) -> bool:
        """Whether the deal has this attribute already; a complexity that no one set is not had."""
        if self.attribute == "complexity" and not deal.complexity_known:
            return False
        field = self.attribute.replace(" ", "_")
        return bool(getattr(self, field) == getattr(deal, field))

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        if self.drops:
            lowered = Lowered(self.attribute, self.was, self.now(), self.drops, by, at)
            deal = with_fields(deal, lowered=(*deal.lowered, lowered))
        match self.attribute:
            case "name":
                return with_fields(deal, name=self.name, touched=at, passed=None)
            case "amount":
                return with_fields(deal, amount=self.amount, touched=at, passed=None)
            case "close date":
                return with_fields(deal, close_date=self.close_date, touched=at, passed=None)
            case "product":
                return with_fields(deal, product=self.product, touched=at, passed=None)
            case "complexity":
                return with_fields(deal, complexity=self.complexity, complexity_set=True, touched=at, passed=None)

    def now(self) -> str:
        """What the attribute was set to, in canonical words."""
        return str(getattr(self, self.attribute.replace(" ", "_")))


@dataclass(frozen=True, slots=True)
class Assigned:
    """The deal has another owner."""

    owner: str
    was: str
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        step = deal.next_step
        if step is not None and step.who == self.was:
            step = replace(step, who=self.owner)  # what the owner had planned is the new owner's
        return with_fields(deal, owner=self.owner, next_step=step, touched=at, passed=None)


@dataclass(frozen=True, slots=True)
class Waited:
    """The deal waits until a day."""

    until: date
    reason: str
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, wait=Wait(self.until, self.reason), touched=at, passed=None)


@dataclass(frozen=True, slots=True)
class Logged:
    """An activity was logged: a contact with the customer, for example a call, or a note.

    `said` is when the words of the note were said, where that was on an earlier day than they were saved.
    """

    activity: Activity
    note: str
    contact: str = ""
    said: datetime | None = None
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return deal if self.activity == NOTE else with_fields(deal, touched=at, contacted=at, passed=None)


@dataclass(frozen=True, slots=True)
class Lost:
    """The deal is lost, in the stage where it stood; `category` is one of the playbook's reasons, to be counted."""

    stage: str
    reason: str
    category: str = ""
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        lost = with_fields(deal, state="lost", lost_because=self.reason, lost_as=self.category)
        return with_fields(lost, wait=None, next_step=None, touched=at, passed=None)


@dataclass(frozen=True, slots=True)
class LostSorted:
    """A deal that is lost already is counted under another of the playbook's reasons."""

    category: str
    was: str
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, lost_as=self.category)


@dataclass(frozen=True, slots=True)
class Reopened:
    """A lost deal is open again, in the first stage that today's facts leave unsatisfied.

    `returned`: it is back before its acceptance, so its account manager is cleared.
    """

    left: str
    stage: str
    reason: str
    returned: bool = False
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(
            deal,
            state="open",
            lost_because="",
            lost_as="",
            stage=self.stage,
            entered=at,
            touched=at,
            passed=None,
            handed=None,
            account_manager="" if self.returned else deal.account_manager,
        )


@dataclass(frozen=True, slots=True)
class PlaybookMoved:
    """The deal goes on by another version of the process, from the first stage not satisfied there.

    `dropped` are the exits whose evidence or waiver does not count there. `returned`: it is back before its
    acceptance, so its account manager is cleared. `won`: it is behind the handoff that wins there, and was not won.
    """

    was: str
    playbook: str
    left: str
    stage: str
    dropped: tuple[str, ...] = ()
    returned: bool = False
    won: bool = False
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        entered = deal.entered if self.left == self.stage else at
        remaining = {key: one for key, one in deal.evidence.items() if key not in self.dropped}
        waivers = {key: one for key, one in deal.waivers.items() if key not in self.dropped}
        return with_fields(
            deal,
            playbook=self.playbook,
            stage=self.stage,
            entered=entered,
            touched=at,
            passed=None,
            handed=deal.handed if self.left == self.stage else None,
            evidence=remaining,
            waivers=waivers,
            account_manager="" if self.returned else deal.account_manager,
            won=at if self.won and deal.won is None else deal.won,
        )


@dataclass(frozen=True, slots=True)
class Linked:
    """Another deal was opened out of this one."""

    deal: str
    name: str
    kind: CycleKind
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        renewed = self.deal if self.kind == "renewal" else deal.renewed
        return with_fields(deal, renewed=renewed, touched=at, passed=None)
