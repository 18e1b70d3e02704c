"""Facts of imports: a deal comes from another system's file, with what that file claims of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from process.deal import Claim, Deal
from process.fields import with_fields

UNDONE = "import undone"
"""What a deal whose import was undone is counted under: under nothing, not even the withdrawn."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A deal was brought in, from that row of that file. It stands where a deal that is opened here would stand."""

    deal: Deal
    file: str
    row: int
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return self.deal


@dataclass(frozen=True, slots=True)
class Claimed:
    """A file says that the deal is in a later `stage`, in its own `words`. That proves nothing."""

    stage: str
    words: str
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, claim=Claim(self.stage, self.words))


@dataclass(frozen=True, slots=True)
class AnswersClaimed:
    """A file answers exits that only a buyer, a team or a manager can attest. That proves nothing."""

    answers: Mapping[str, str]
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, claimed={**deal.claimed, **self.answers})


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Someone who works on the deal says that the claim isn't true."""

    stage: str
    words: str
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, claim=None, claimed={}, touched=at)


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """The import was taken back before anyone worked on the deal. It counts nowhere."""

    file: str
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        ended = with_fields(deal, state="withdrawn", lost_because=UNDONE, lost_as=UNDONE, claim=None)
        return with_fields(ended, wait=None, next_step=None, touched=at, passed=None)


@dataclass(frozen=True, slots=True)
class ImportPutBack:
    """What an import of that file changed on the deal is put back. The facts beside it say what, and to what."""

    file: str
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, touched=at)
