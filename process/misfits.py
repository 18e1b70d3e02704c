"""Misfits: what is wrong with an answer to an exit, where the exit itself says the rest."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Empty:
    """There is no answer."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """The answer has `length` characters, more than the `most` that are taken."""

    most: int
    length: int


@dataclass(frozen=True, slots=True)
class NotAChoice:
    """The answer is not among the exit's choices."""


@dataclass(frozen=True, slots=True)
class NotYesOrNo:
    """The answer is neither yes nor no."""


@dataclass(frozen=True, slots=True)
class NotMoney:
    """The answer is no amount above zero in a currency."""


@dataclass(frozen=True, slots=True)
class NotADate:
    """The answer is no date."""


@dataclass(frozen=True, slots=True)
class StillToCome:
    """The day is after today, though it must have been."""

    day: date


@dataclass(frozen=True, slots=True)
class NotALink:
    """The answer is no address of a web page."""


@dataclass(frozen=True, slots=True)
class NoColleague:
    """No active colleague has this id."""


@dataclass(frozen=True, slots=True)
class OtherRole:
    """The colleague of this name doesn't have the role that the exit takes."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ByList:
    """A list of the deal proves the exit; no answer does."""


Misfit = (
    Empty | TooLong | NotAChoice | NotYesOrNo | NotMoney | NotADate | StillToCome | NotALink | NoColleague
    | OtherRole | ByList
)  # fmt: skip  # one a line would hide that it is a list
