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
class NotAPerson:
    """The answer names no person and no role."""


@dataclass(frozen=True, slots=True)
class OurColleague:
    """The answer names a colleague of ours, and the account has no contact of that name."""

    name: str


@dataclass(frozen=True, slots=True)
class NoReason:
    """The answer is a no where a yes is wanted, without a reason."""


@dataclass(frozen=True, slots=True)
class NotMoney:
    """The answer isn't an amount above zero in a currency."""


@dataclass(frozen=True, slots=True)
class NotADate:
    """The answer isn't a date."""


@dataclass(frozen=True, slots=True)
class StillToCome:
    """The day is after today, though it must have been."""

    day: date


@dataclass(frozen=True, slots=True)
class NotALink:
    """The answer isn't the address of a web page."""


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


@dataclass(frozen=True, slots=True)
class NoWords:
    """The answer is made of symbols alone."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """The answer stands where one should be: "tbd", "n/a", "ok"."""


@dataclass(frozen=True, slots=True)
class OneWord:
    """The answer is one word again and again."""


@dataclass(frozen=True, slots=True)
class TheQuestion:
    """The answer is the question itself."""


@dataclass(frozen=True, slots=True)
class AnotherAnswer:
    """The answer is that of another exit."""


Substance = NoWords | Placeholder | OneWord | TheQuestion | AnotherAnswer
"""What keeps a text from saying anything."""

Misfit = (
    Substance | NoReason | NotAPerson | OurColleague
    | Empty | TooLong | NotAChoice | NotYesOrNo | NotMoney | NotADate | StillToCome | NotALink | NoColleague
    | OtherRole | ByList
)  # fmt: skip  # one a line would hide that it is a list
