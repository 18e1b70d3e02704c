"""Facts of proof: evidence is given or taken back, and exits are waived."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from process.deal import Deal, Lowered
from process.evidence import Evidence, Waiver
from process.fields import with_fields


@dataclass(frozen=True, slots=True)
class Met:
    """Evidence was given, for one exit or for several at once.

    `drops` are the keys of the exits that are no longer required, since an answer was changed.
    """

    evidence: tuple[Evidence, ...]
    drops: tuple[str, ...] = ()
    material: ClassVar[bool] = True

    def changed(self, deal: Deal) -> tuple[Evidence, ...]:
        """What is given in place of another answer."""
        return tuple(one for one in self.evidence if deal.value(one.exit) not in ("", one.value))

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        given = {**deal.evidence, **{one.exit: one for one in self.evidence}}
        spoke = at if any(one.contact and one.where for one in self.evidence) else deal.contacted
        noes = (*deal.noes, *(one for one in self.evidence if one.note))
        doubted = without(deal.doubted, [one.exit for one in self.evidence])
        return with_fields(
            deal,
            lowered=(*deal.lowered, *self._lowered(deal, by, at)),
            evidence=given,
            noes=noes,
            touched=at,
            contacted=spoke,
            passed=None,
            proved=deal.proved_by(by, at),
            helped=deal.helped_by(by, at),
            doubted=doubted,
        )

    def _lowered(self, deal: Deal, by: str, at: datetime) -> tuple[Lowered, ...]:
        changed = self.changed(deal) if self.drops else ()
        return tuple(Lowered(one.exit, deal.value(one.exit), one.value, self.drops, by, at) for one in changed)


@dataclass(frozen=True, slots=True)
class Unmet:
    """Evidence, or a waiver, was taken back. `drops` are the keys of the exits that are no longer required by it."""

    exit: str
    reason: str
    drops: tuple[str, ...] = ()
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        evidence = {key: one for key, one in deal.evidence.items() if key != self.exit}
        waivers = {key: one for key, one in deal.waivers.items() if key != self.exit}
        doubted = without(deal.doubted, [self.exit])
        if self.drops:
            lowered = Lowered(self.exit, deal.value(self.exit), "nothing", self.drops, by, at)
            deal = with_fields(deal, lowered=(*deal.lowered, lowered))
        return with_fields(deal, evidence=evidence, waivers=waivers, touched=at, passed=None, doubted=doubted)


@dataclass(frozen=True, slots=True)
class Waived:
    """A manager waived an exit on this deal."""

    waiver: Waiver
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        waivers = {**deal.waivers, self.waiver.exit: self.waiver}
        doubted = without(deal.doubted, [self.waiver.exit])
        return with_fields(deal, waivers=waivers, touched=at, passed=None, doubted=doubted)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was doubted when the deal was sent back holds after all."""

    exits: tuple[str, ...]
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, doubted=without(deal.doubted, self.exits), touched=at, passed=None)


def without(doubted: tuple[str, ...], keys: Collection[str]) -> tuple[str, ...]:
    """What is still doubted once these exits are proven again, confirmed or given up."""
    return tuple(key for key in doubted if key not in keys) if doubted else doubted
