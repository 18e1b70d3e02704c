"""Facts of the walk: gates open or stay shut, and deals go back."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from process.deal import Deal
from process.fields import with_fields


@dataclass(frozen=True, slots=True)
class Advanced:
    """The gate opened: the deal left one stage for the next. `waivers` are those it passed on."""

    left: str
    stage: str
    waivers: tuple[str, ...] = ()
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        gates = deal.gates + 1
        return with_fields(deal, stage=self.stage, entered=at, touched=at, passed=at, wait=None, gates=gates)


@dataclass(frozen=True, slots=True)
class CycleClosed:
    """The last gate opened: one turn of the flywheel is complete. A deal that wasn't won is won by it."""

    stage: str
    waivers: tuple[str, ...] = ()
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        gates = deal.gates + 1
        done = with_fields(deal, state="completed", touched=at, passed=None, wait=None, gates=gates)
        return with_fields(done, next_step=None, won=deal.won or at)


@dataclass(frozen=True, slots=True)
class Refused:
    """The gate stayed shut on a plain request; `missing` are the exits."""

    stage: str
    missing: tuple[str, ...]
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return deal


@dataclass(frozen=True, slots=True)
class SkipAttempted:
    """A colleague asked for a stage beyond the next, and was stopped before it."""

    asked: str
    stage: str
    missing: tuple[str, ...]
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return deal


@dataclass(frozen=True, slots=True)
class SentBack:
    """The deal went back to an earlier stage.

    `returned`: it is back before its acceptance, so its account manager is cleared. `doubted` are the exits that no
    longer hold; each has to be confirmed before a gate asks for it again.
    """

    left: str
    stage: str
    reason: str
    returned: bool = False
    doubted: tuple[str, ...] = ()
    material: ClassVar[bool] = True

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        manager = "" if self.returned else deal.account_manager
        doubted = tuple(dict.fromkeys((*deal.doubted, *self.doubted)))
        return with_fields(
            deal,
            stage=self.stage,
            entered=at,
            touched=at,
            passed=None,
            account_manager=manager,
            handed=None,
            doubted=doubted,
        )
