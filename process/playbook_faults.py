"""Faults of a playbook file, as values: where each is, and what is wrong there.

`bot/views/playbook_faults.py` has the words for each.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A key of the file and, where it holds several things, which: by its own key, or else its number from 1."""

    name: str
    which: str | int = ""


Path = tuple[Part, ...]
"""Where in the file, from the outside in; empty for the whole file."""


@dataclass(frozen=True, slots=True)
class NotToml:
    """The file isn't TOML; `detail` is the parser's message."""

    detail: str


@dataclass(frozen=True, slots=True)
class BadValue:
    """A value of another shape than the key takes; `detail` is pydantic's message."""

    detail: str


@dataclass(frozen=True, slots=True)
class BadMoney:
    """The value isn't an amount of money."""

    value: str


@dataclass(frozen=True, slots=True)
class KeysOfKind:
    """An exit lacks the keys that its kind needs, or has keys that only exits of this kind take."""

    kind: str
    keys: tuple[str, ...]
    needed: bool


@dataclass(frozen=True, slots=True)
class AttestedList:
    """An exit that a list proves names who attests it."""


@dataclass(frozen=True, slots=True)
class StrayStep:
    """An exit names a buyer step, and isn't of the kind list of buyer steps."""


@dataclass(frozen=True, slots=True)
class UnknownStep:
    """An exit names a buyer step that the playbook doesn't have."""

    step: str


@dataclass(frozen=True, slots=True)
class NoProof:
    """A buyer step is to be proven by an exit that there isn't, or that a buyer step proves itself."""

    exit: str


@dataclass(frozen=True, slots=True)
class KeyTwice:
    """Two stages or exits have the same key."""

    key: str


@dataclass(frozen=True, slots=True)
class UnknownAttest:
    """`attest` is none of those known."""

    attest: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownInWhen:
    """`when` names a product or an exit that the playbook doesn't have."""

    what: str
    name: str


@dataclass(frozen=True, slots=True)
class ImpossibleAnswer:
    """`when` waits for an answer that this exit can never have."""

    value: str
    exit: str


@dataclass(frozen=True, slots=True)
class UnknownTeam:
    """The clock's `team_days` name a team that the playbook doesn't have."""

    team: str


@dataclass(frozen=True, slots=True)
class UnknownProduct:
    """`renewal` names a product that the playbook doesn't have."""

    product: str


@dataclass(frozen=True, slots=True)
class UnknownStage:
    """A buyer step goes with a stage that the playbook doesn't have."""

    stage: str


@dataclass(frozen=True, slots=True)
class BadAcceptance:
    """`acceptance` names no exit of kind colleague that is always required and never waived."""


@dataclass(frozen=True, slots=True)
class LateAcceptance:
    """The exit that `acceptance` names belongs to a later stage than the handoff."""

    exit: str


Flaw = (
    NotToml | BadValue | BadMoney | KeysOfKind | AttestedList | KeyTwice | UnknownAttest | UnknownInWhen
    | StrayStep | UnknownStep | NoProof | ImpossibleAnswer | UnknownTeam
    | UnknownProduct | UnknownStage | BadAcceptance | LateAcceptance
)  # fmt: skip  # one a line would hide that it is a list


@dataclass(frozen=True, slots=True)
class Fault:
    """One flaw and its place."""

    path: Path
    flaw: Flaw


class Flawed(ValueError):
    """What a validator raises for a flaw; pydantic adds the place and collects it with the others."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(type(flaw).__name__)
        self.flaw = flaw


class BadPlaybook(Exception):
    """The playbook can't be used; `faults` says where and why, and `file` in which file."""

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        super().__init__(f"{file}: {len(faults)} faults: {faults}")
        self.file, self.faults = file, tuple(faults)
