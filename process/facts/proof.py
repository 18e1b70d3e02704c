"""Facts of proof: evidence is given or taken back, and exits are waived."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from process.deal import Deal
from process.evidence import Evidence, Waiver
from process.fields import with_fields


@dataclass(frozen=True, slots=True)
class Met:
    """Evidence was given, for one exit or for several at once."""

    evidence: tuple[Evidence, ...]
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        given = {**deal.evidence, **{one.exit: one for one in self.evidence}}
        spoke = at if any(one.contact and one.where for one in self.evidence) else deal.contacted
        noes = (*deal.noes, *(one for one in self.evidence if one.note))
        proved = deal.proved_by(by, at)
        return with_fields(deal, evidence=given, noes=noes, touched=at, contacted=spoke, passed=None, proved=proved)


@dataclass(frozen=True, slots=True)
class Unmet:
    """Evidence, or a waiver, was taken back."""

    exit: str
    reason: str
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        evidence = {key: one for key, one in deal.evidence.items() if key != self.exit}
        waivers = {key: one for key, one in deal.waivers.items() if key != self.exit}
        return with_fields(deal, evidence=evidence, waivers=waivers, touched=at, passed=None)


@dataclass(frozen=True, slots=True)
class Waived:
    """A manager waived an exit on this deal."""

    waiver: Waiver
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, waivers={**deal.waivers, self.waiver.exit: self.waiver}, touched=at, passed=None)
