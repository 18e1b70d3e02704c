"""What was understood: operations to propose, something to read, a question, or nothing.

Nothing here is a sentence for people, and nothing writes: each operation is a command that only a press carries out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Mood = Literal["fact", "question", "if", "guess", "hearsay", "plan", "denial", "quoted", "report"]
"""What kind of sentence it is; an order is a fact that has yet to happen, and is read by the same rules."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to do to a deal. `verb` is its command, `deal` the deal's id, empty where it needs none.

    `slots` are the values that were read, by the names that the command's form gives them. `complete` says that the
    command needs nothing else. `rule` names the rule that read it. `readings` has everything that the words in a slot
    can mean, where that is several things: then the slot has the words as typed.
    """

    verb: str
    deal: str
    slots: Mapping[str, str] = field(default_factory=dict)
    complete: bool = True
    rule: str = ""
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def each(self) -> tuple["Operation", ...]:
        """What it can mean, each with one reading of the first slot in doubt; itself where nothing is in doubt."""
        for slot, readings in self.readings.items():
            rest = {key: words for key, words in self.readings.items() if key != slot}
            return tuple(replace(self, slots={**self.slots, slot: one}, readings=rest) for one in readings)
        return (self,)


@dataclass(frozen=True, slots=True)
class Propose:
    """Operations that the sentences mean, in their order."""

    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A command that changes nothing and answers a question at once: "show #1", "list".

    `denies` says that the words are a no, `spoken` that they name the deal.
    """

    command: str
    rule: str = ""
    denies: bool = False
    spoken: bool = True


@dataclass(frozen=True, slots=True)
class WhichDeal:
    """The operation is clear and its deal isn't: each candidate with the operation on it."""

    choices: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """Nothing was read surely. `deal` is the one that was spoken of, `offers` what it could be about, likeliest first.

    `mood` says why a fact isn't proposed.
    """

    deal: str
    offers: tuple[Operation, ...] = ()
    mood: Mood = "fact"


@dataclass(frozen=True, slots=True)
class UnknownDeal:
    """A deal was asked for by a name that no deal has."""

    name: str


SmallTalkKind = Literal["hello", "thanks", "bye", "who are you", "acknowledged", "other"]


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Nothing about deals."""

    kind: SmallTalkKind


@dataclass(frozen=True, slots=True)
class TakeBack:
    """What this person did last is to be undone; on the `deal` with this id where one is named."""

    deal: str = ""


Understood = TakeBack | Propose | Read | WhichDeal | Unsure | UnknownDeal | SmallTalk
