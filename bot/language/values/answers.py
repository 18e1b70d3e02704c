"""What a reader answers: a value, a question with its readings, or that it couldn't read the words.

A reader never guesses and never raises. Its questions and its "couldn't read" carry a code; the sentence for it is a
view's.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Value(Generic[T_co]):
    """The words were read, and mean one thing."""

    it: T_co


@dataclass(frozen=True, slots=True)
class Choice(Generic[T_co]):
    """One thing the words can mean. The same reader reads `words` as exactly this value, without another question."""

    value: T_co
    words: str


@dataclass(frozen=True, slots=True)
class Question(Generic[T_co]):
    """The words can mean each of these two or three things, or the one thing that is too unusual not to be asked about.

    `why` is the reader's own code for what is unclear.
    """

    why: str
    choices: tuple[Choice[T_co], ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """The words mean nothing here; `why` is the reader's own code for what keeps them from being read."""

    why: str = ""
