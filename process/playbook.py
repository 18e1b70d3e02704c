"""The playbook: a company's stages and exits, read from TOML and checked."""

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from process.deal import Complexity
from process.item import ListName
from process.limits import Limits
from process.money import Money

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
Sentence = Annotated[str, StringConstraints(min_length=3, max_length=600, strip_whitespace=True)]
Amount = Annotated[Money, BeforeValidator(lambda words: Money.of(words) if isinstance(words, str) else words)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Rate = Annotated[Decimal, Field(gt=0)]
Kind = Literal["text", "choice", "money", "date", "contact", "colleague", "link", "yes/no", "list"]
SPEAKERS = ("rep", "buyer", "manager", "account manager")


class Plain(BaseModel):
    """A value that never changes and admits no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class When(Plain):
    """Facts that, all of them together, make an exit required; a fact not known yet counts as given."""

    amount_at_least: Amount | None = None
    product: tuple[str, ...] = ()
    complexity: tuple[Complexity, ...] = ()
    evidence: Mapping[str, str] = Field(default_factory=dict)


class Exit(Plain):
    """What must be proven to leave a stage.

    `attest` says whose word counts: rep, buyer, manager, account manager or a specialist team. `when` lists
    alternatives: any one of them makes the exit required, none at all means always. For the kind `list`, `of`
    names the list and `want` says whether its items must be named (one at least), all closed, or both.
    """

    key: Key
    name: Name
    question: Sentence
    kind: Kind = "text"
    attest: str = "rep"
    choices: tuple[Name, ...] = ()
    must: Literal["", "yes"] = ""
    past: bool = False
    role: Literal["", "account manager", "manager"] = ""
    of: ListName | None = None
    want: Literal["", "named", "closed", "named and closed"] = ""
    when: tuple[When, ...] = ()
    waivable: bool = True
    carried: bool = False
    hint: str = ""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        faults = {
            "a choice needs `choices`, and only a choice has them": (self.kind == "choice") != bool(self.choices),
            "a list needs `of` and `want`, and only a list has them": (self.kind == "list")
            != bool(self.of and self.want),
            '`must = "yes"` is for yes/no only': bool(self.must) and self.kind != "yes/no",
            "`past` is for a date only": self.past and self.kind != "date",
            "`role` is for a colleague only": bool(self.role) and self.kind != "colleague",
            "a list is attested by what stands on it; leave `attest` out": self.kind == "list" and self.attest != "rep",
        }
        for fault, found in faults.items():
            if found:
                raise ValueError(fault)
        return self


class Handoff(Plain):
    """What leaving a stage needs besides its exits: a manager's approval and, named by an exit, who accepts."""

    acceptance: str = ""


class Stage(Plain):
    """One stage, and its limits in working days (0: none): without activity, in all, without the customer's word."""

    key: Key
    name: Name
    purpose: Sentence
    coaching: Sentence
    exit: tuple[Exit, ...] = ()
    handoff: Handoff | None = None
    quiet_days: int = Field(default=14, ge=0, le=400)
    long_days: int = Field(default=0, ge=0, le=400)
    contact_days: int = Field(default=0, ge=0, le=400)


class BuyerStep(Plain):
    """A step of the buyer's own process, and the stage of ours it goes with."""

    key: Key
    name: Name
    stage: str


class Playbook(Plain):
    """A whole process. `version` is the hash of its text."""

    name: Name
    approval_hours: int = Field(default=72, ge=72, le=24 * 60)
    teams: tuple[Name, ...] = ()
    products: tuple[Name, ...] = ()
    rates: Mapping[Currency, Rate] = Field(default_factory=dict)
    stage: tuple[Stage, ...] = Field(min_length=2, max_length=20)
    buyer: tuple[BuyerStep, ...] = ()
    clock: Limits = Limits()
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
        """Whether a deal that stands in this stage has been through a handoff that somebody accepted."""
        return any(stage.handoff and stage.handoff.acceptance for stage in self.stage[: self.order[key]])

    def after(self, key: str) -> Stage | None:
        """The stage behind this one's gate, or None at the end of the route."""
        place = self.order[key] + 1
        return self.stage[place] if place < len(self.stage) else None


class BadPlaybook(Exception):
    """The playbook cannot be used; `faults` says where and why, a sentence each."""

    def __init__(self, file: str, faults: Sequence[str]) -> None:
        super().__init__("\n".join(f"{file}: {fault}" for fault in faults))
        self.faults = tuple(faults)


def read(text: str, file: str = "playbook") -> Playbook:
    """Read and check a playbook; raises BadPlaybook naming the file, the stage and the exit of every fault."""
    try:
        raw = tomllib.loads(text)
        playbook = Playbook.model_validate({**raw, "version": version(text)})
    except tomllib.TOMLDecodeError as error:
        raise BadPlaybook(file, [f"not TOML: {error}"]) from None
    except ValidationError as error:
        raise BadPlaybook(file, [_spoken(raw, fault["loc"], fault["msg"]) for fault in error.errors()]) from None
    if faults := _contradictions(playbook):
        raise BadPlaybook(file, faults)
    return playbook


def version(text: str) -> str:
    """The version of a playbook: the hash of its content, line ends aside."""
    return sha256("\n".join(text.splitlines()).encode()).hexdigest()[:16]


def _spoken(raw: Mapping[str, Any], loc: Sequence[int | str], message: str) -> str:
    """A fault's place in the words of the playbook: stage 'closing', exit 'terms', key 'kind'."""
    said: list[str] = []
    here: Any = raw
    for step in loc:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        if isinstance(step, int):
            said[-1] += f" {here['key']!r}" if isinstance(here, dict) and "key" in here else f" {step + 1}"
        else:
            said.append(step)
    return f"{', '.join(said) or 'the file'}: {message.removeprefix('Value error, ')}"


def _contradictions(playbook: Playbook) -> list[str]:
    keys = [stage.key for stage in playbook.stage] + [item.key for stage in playbook.stage for item in stage.exit]
    faults = [f"{key!r} is the key of two things" for key in sorted({key for key in keys if keys.count(key) > 1})]
    for stage in playbook.stage:
        faults += [
            f"stage {stage.key!r}, exit {item.key!r}: {fault}"
            for item in stage.exit
            for fault in _stray(playbook, item)
        ]
        if stage.handoff and stage.handoff.acceptance:
            faults += _acceptance(playbook, stage)
    faults += [f"clock: there is no team {name!r}" for name in playbook.clock.team_days if name not in playbook.teams]
    faults += [
        f"buyer {step.key!r}: there is no stage {step.stage!r}"
        for step in playbook.buyer
        if step.stage not in playbook.order
    ]
    return faults


def _stray(playbook: Playbook, item: Exit) -> list[str]:
    known = (*SPEAKERS, *playbook.teams)
    faults = [] if item.attest in known else [f"nobody is {item.attest!r}; known are {', '.join(known)}"]
    for when in item.when:
        faults += [
            f"`when` names the unknown product {name!r}" for name in when.product if name not in playbook.products
        ]
        faults += [f"`when` names the unknown exit {key!r}" for key in when.evidence if key not in playbook.exits]
        faults += [
            f"`when` waits for {value!r}, which is no answer to {key!r}"
            for key, value in when.evidence.items()
            if key in playbook.exits and not _answers(playbook.exits[key], value)
        ]
    return faults


def _answers(item: Exit, value: str) -> bool:
    known = {"choice": item.choices, "yes/no": ("yes", "no"), "list": ()}.get(item.kind)
    return known is None or value in known


def _acceptance(playbook: Playbook, stage: Stage) -> list[str]:
    key = stage.handoff.acceptance if stage.handoff else ""
    named = playbook.exits.get(key)
    if named is None or named.kind != "colleague" or named.when or named.waivable:
        rule = "acceptance must name an exit of kind colleague that is always required and cannot be waived"
        return [f"stage {stage.key!r}, handoff: {rule}"]
    if playbook.order[playbook.stage_of[key].key] > playbook.order[stage.key]:
        return [f"stage {stage.key!r}, handoff: {key!r} is asked for only after this stage"]
    return []
