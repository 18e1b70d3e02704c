"""Problems: what is odd about a row of a file, as a closed list. `bot.views.import_problems` has the words."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """One kind of problem. Its value says whether the row is left out for it."""

    def __init__(self, key: str, leaves_out: bool) -> None:
        self.key, self.leaves_out = key, leaves_out

    NO_NAME = "no name", True
    TWICE = "twice", True
    SAME_KEY = "same key", True
    TOTAL = "total", True
    NOTE = "note", True
    HEADINGS_AGAIN = "headings again", True
    BELOW = "below", True
    NAME_TAKEN = "name taken", True
    OPEN_HERE = "open here", True
    OTHER_DEAL = "other deal", True
    WON_BEFORE = "won before", True
    NO_EMAIL = "no e-mail", True
    NAMED_AGAIN = "named again", False
    NAME_CHANGED = "name changed", False
    NEAR_NAME = "near name", False
    STATE_AND_STAGE = "state and stage", False
    UNKNOWN_STAGE = "unknown stage", False
    UNKNOWN_STATE = "unknown state", False
    NO_DAY = "no day", False
    NAME_AS_DAY = "name as day", False
    CLOSED_BEFORE_CREATED = "closed before created", False
    NO_AMOUNT = "no amount", False
    BELOW_ZERO = "below zero", False
    UNKNOWN_CURRENCY = "unknown currency", False
    WON_WITHOUT_AMOUNT = "won without amount", False
    UNKNOWN_OWNER = "unknown owner", False
    TWO_OWNERS = "two owners", False
    CHANGED_HERE = "changed here", False
    CLOSED_THERE = "closed there", False
    AFTER_WIN = "after win", False
    NOT_CHANGED = "not changed", False
    BAD_ANSWER = "bad answer", False
    CELL_FAULT = "cell fault", False
    NO_RESULT = "no result", False
    UNKNOWN_ROLE = "unknown role", False
    UNKNOWN_MANAGER = "unknown manager", False


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of one row: `words` are the file's own, `other` what they are compared with."""

    kind: Kind
    row: int
    words: str = ""
    other: str = ""
