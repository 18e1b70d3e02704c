"""Faults of a playbook file, as values: where each is, and what is wrong there.

`bot/views/playbook_faults.py` has the words for each.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Part:
    """A key of the file and, where it holds several things, which: by its own key, or else its number from 1."""

    name: str
    which: str | int = ""


Path = tuple[Part, ...]
"""Where in the file, from the outside in; empty for the whole file."""


Wanted = Literal["text", "number", "whole number", "yes/no", "list", "tables", "table"]
"""What a key can take; `tables` are a list of tables."""

Given = Literal["text", "number", "yes/no", "list", "table", "day"]
"""What a file can have there instead."""


@dataclass(frozen=True, slots=True)
class NotToml:
    """The file isn't TOML, from this line on; `text` is the line."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class MissingKey:
    """A key that has to be there isn't; `wanted` is what it takes."""

    key: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """There is no such key; `near` is one that is spelt nearly so."""

    near: str


@dataclass(frozen=True, slots=True)
class WrongType:
    """The key takes something else; `in_list` where it is one thing of the key's list."""

    key: str
    wanted: Wanted
    given: Given
    in_list: bool = False


@dataclass(frozen=True, slots=True)
class NotAmong:
    """The value is none of those known."""

    value: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotAKey:
    """The value can't be a key: small letters, digits and underscores, 2 to 40 of them, a letter first."""

    value: str


@dataclass(frozen=True, slots=True)
class NotACurrency:
    """The value isn't the code of a currency, three capitals."""

    value: str


@dataclass(frozen=True, slots=True)
class OutOfBounds:
    """A number below the least or above the most; `above` where the least itself is too little."""

    least: int | None = None
    most: int | None = None
    above: bool = False


@dataclass(frozen=True, slots=True)
class NotFinite:
    """The number is infinite, or none at all: TOML knows `inf` and `nan`."""

    key: str


@dataclass(frozen=True, slots=True)
class WrongLength:
    """A text or a list with too few or too many letters or things."""

    of: Literal["letters", "things"]
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class BadValue:
    """A value that the key doesn't take, for another reason than those above."""


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
    """A buyer step is to be proven by an exit that there isn't (`unknown`), or that a buyer step proves itself."""

    exit: str
    unknown: bool = False


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
    NotToml | MissingKey | UnknownKey | WrongType | NotAmong | NotAKey | NotACurrency | OutOfBounds | NotFinite
    | WrongLength | BadValue | BadMoney | KeysOfKind | AttestedList | KeyTwice | UnknownAttest | UnknownInWhen
    | StrayStep | UnknownStep | NoProof | ImpossibleAnswer | UnknownTeam
    | UnknownProduct | UnknownStage | BadAcceptance | LateAcceptance
)  # fmt: skip  # one a line would hide that it is a list


@dataclass(frozen=True, slots=True)
class Fault:
    """One flaw and its place; `line` counts from 1, and is 0 where no line is to blame."""

    path: Path
    flaw: Flaw
    line: int = field(default=0, compare=False)


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
