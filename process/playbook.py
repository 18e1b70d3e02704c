"""The playbook: a company's stages, their exits, and the buyer's steps."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from process.deal import Complexity, CycleKind
from process.exit_kinds import KINDS, Kind
from process.limits import Limits
from process.list_item import ListName
from process.money import Money
from process.playbook_faults import AttestedList, BadMoney, Flawed, KeysOfKind, StrayStep

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
Short = Annotated[str, StringConstraints(max_length=40, strip_whitespace=True)]
Sentence = Annotated[str, StringConstraints(min_length=3, max_length=600, strip_whitespace=True)]
Amount = Annotated[Money, BeforeValidator(lambda written: _amount(written))]  # noqa: PLW0108  # it stands below
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Rate = Annotated[Decimal, Field(gt=0)]
Need = Literal["amount", "close date", "product", "complexity"]
"""What a stage can need to know of the deal itself."""
SPEAKERS = ("rep", "buyer", "manager", "account manager")


def _amount(written: object) -> Money:
    if isinstance(written, Money):
        return written
    try:
        return Money.of(str(written))
    except ValueError:
        raise Flawed(BadMoney(str(written))) from None


class Plain(BaseModel):
    """A value that never changes and admits no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class When(Plain):
    """Facts that, all of them together, make an exit required; a fact not known yet counts as given."""

    amount_at_least: Amount | None = None
    product: tuple[str, ...] = ()
    complexity: tuple[Complexity, ...] = ()
    evidence: Mapping[str, str] = Field(default_factory=dict)


class For(Plain):
    """Which deals a playbook is for: from an amount, below an amount, and which kinds of deal; nothing means any."""

    amount_at_least: Amount | None = None
    amount_below: Amount | None = None
    kinds: tuple[CycleKind, ...] = ()

    @property
    def by_amount(self) -> bool:
        """Whether the amount of a deal has to be known, to say whether it is for this playbook."""
        return self.amount_at_least is not None or self.amount_below is not None


class Exit(Plain):
    """What must be proven to leave a stage.

    `attest` says who answers for it: rep, buyer, manager, account manager or a specialist team. `when` lists
    alternatives: any one of them makes the exit required, none at all means always. For the kind `list`, `of`
    names the list and `want` says whether its items must be named (one at least), all closed, or both; "closed or
    asked" takes a contact who was asked and had none, too. `step` names the one buyer step that has to be taken.
    `words` are the company's own words for it, by which a sentence is understood. `short` is how a sentence calls it:
    "who owns the problem".
    """

    key: Key
    name: Name
    short: Short = ""
    question: Sentence
    kind: Kind = "text"
    attest: str = "rep"
    choices: tuple[Name, ...] = ()
    must: Literal["", "yes"] = ""
    past: bool = False
    role: Literal["", "account manager", "manager"] = ""
    of: ListName | None = None
    want: Literal["", "named", "closed", "named and closed", "closed or asked"] = ""
    step: str = ""
    when: tuple[When, ...] = ()
    waivable: bool = True
    carried: bool = False
    hint: str = ""
    words: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        for kind in KINDS.values():
            given = [bool(getattr(self, key)) for key in kind.keys]
            lacks = kind.needed and self.kind == kind.name and not all(given)
            strays = self.kind != kind.name and any(given)
            if lacks or strays:
                raise Flawed(KeysOfKind(kind.name, kind.keys, kind.needed))
        if self.step and self.of != "buyer step":
            raise Flawed(StrayStep())
        if self.by_list and self.attest != "rep":
            raise Flawed(AttestedList())
        return self

    @cached_property
    def by_list(self) -> bool:
        """Whether a list of the deal proves this exit, and no answer."""
        return KINDS[self.kind].by_list


class Handoff(Plain):
    """What leaving a stage needs besides its exits: a manager's approval and, named by an exit, who accepts.

    `win` says that the approval wins the deal.
    """

    acceptance: str = ""
    win: bool = False


class Stage(Plain):
    """One stage; `needs` is what must be known of the deal besides its exits.

    Its limits are working days (0: none): without activity, in all, without contact with the customer.
    """

    key: Key
    name: Name
    purpose: Sentence
    coaching: Sentence
    exit: tuple[Exit, ...] = ()
    needs: tuple[Need, ...] = ()
    handoff: Handoff | None = None
    quiet_days: int = Field(default=14, ge=0, le=400)
    long_days: int = Field(default=0, ge=0, le=400)
    contact_days: int = Field(default=0, ge=0, le=400)
    words: tuple[Name, ...] = ()


class BuyerStep(Plain):
    """A step of the buyer's own process, and the stage of ours it goes with.

    `proven_by` are the keys of the exits that, all of them proven, show that the step is taken.
    """

    key: Key
    name: Name
    stage: str
    proven_by: tuple[str, ...] = ()
    words: tuple[Name, ...] = ()


class Renewing(Plain):
    """When won deals come up again: `after_months` from the win (0: only where someone sets a day).

    It is for these `products`, or for any. A renewal is proposed `days_ahead` days before its day.
    """

    after_months: int = Field(default=0, ge=0, le=120)
    days_ahead: int = Field(default=60, ge=1, le=400)
    products: tuple[Name, ...] = ()


class FirstDay(Plain):
    """One thing that the account manager has to do within so many days after the handoff."""

    what: Name
    day: int = Field(ge=1, le=90)


class Playbook(Plain):
    """A whole process. `version` is the hash of what it asks (`process.playbook_words`).

    Where `min_letters` is set, text answers need substance, and shorter ones are thin; `placeholders` are words that
    don't count as an answer in this company, besides those of `process/placeholders.toml`. With `contacts`, those who
    are named at the customer's are people, known by name or role. `lowering` says who makes a change after which fewer
    exits are required: empty for those who can change the deal.
    `confirm_after_back`: what a way back doubts has to be confirmed. `referral` names the exit and its answer that
    say a deal came by a referral. `renewal` says when won deals come up again; without it no renewal is proposed.
    `first_days` are offered to the account manager who accepts a handoff.
    """

    name: Name
    made_for: For = Field(default=For(), alias="for")
    approval_hours: int = Field(default=72, ge=72, le=24 * 60)
    waivers_each: int = Field(default=0, ge=0, le=100)
    min_letters: int = Field(default=0, ge=0, le=200)
    placeholders: tuple[Name, ...] = ()
    contacts: bool = False
    lowering: Literal["", "manager"] = ""
    teams: tuple[Name, ...] = ()
    products: tuple[Name, ...] = ()
    lost_reasons: tuple[Name, ...] = ()
    rates: Mapping[Currency, Rate] = Field(default_factory=dict)
    stage: tuple[Stage, ...] = Field(min_length=2, max_length=20)
    buyer: tuple[BuyerStep, ...] = ()
    clock: Limits = Limits()
    confirm_after_back: bool = False
    referral: Mapping[str, str] = Field(default_factory=dict)
    renewal: Renewing | None = None
    first_days: tuple[FirstDay, ...] = Field(default=(), max_length=10)
    version: str = ""

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Each stage's place on the route, from 0."""
        return {stage.key: place for place, stage in enumerate(self.stage)}

    @cached_property
    def exits(self) -> Mapping[str, Exit]:
        """Every exit by its key."""
        return {item.key: item for stage in self.stage for item in stage.exit}

    @cached_property
    def steps(self) -> Mapping[str, BuyerStep]:
        """Every buyer step by its key."""
        return {step.key: step for step in self.buyer}

    @cached_property
    def needed(self) -> frozenset[Need]:
        """What any stage needs to know of the deal."""
        return frozenset(need for stage in self.stage for need in stage.needs)

    @cached_property
    def stage_of(self) -> Mapping[str, Stage]:
        """The stage each exit belongs to."""
        return {item.key: stage for stage in self.stage for item in stage.exit}

    @property
    def last(self) -> Stage:
        return self.stage[-1]

    def at(self, key: str) -> Stage:
        """The stage of that key; raises KeyError where there is none."""
        return self.stage[self.order[key]]

    def handed_over(self, key: str) -> bool:
        """Whether a deal that stands in this stage has been through a handoff that was accepted."""
        return any(stage.handoff and stage.handoff.acceptance for stage in self.stage[: self.order[key]])

    def after(self, key: str) -> Stage | None:
        """The stage behind this one's gate, or None at the end of the route."""
        place = self.order[key] + 1
        return self.stage[place] if place < len(self.stage) else None
