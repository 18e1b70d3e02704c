"""What someone did last: a step of a deal, or a deal that they snoozed. It is what an undo takes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from adapters.chat import Place
from bot.store import dues, ledger
from bot.store.dues import Due
from process.colleague import Company
from process.facts import Entry, Undone
from process.undo import WITHIN, steps_of
from process.undoable import TRACELESS

SNOOZED = "s"
"""Begins the mark of a snooze; a number alone is the mark of a deal's step."""


@dataclass(frozen=True, slots=True)
class LastDone:
    """What was done to which deal (its id), when and where. `mark` names it on a button: "12", or "s20260601".

    `place` is empty for a snooze, which counts everywhere.
    """

    deal: str
    mark: str
    at: datetime
    place: str = ""


def name_of(place: Place) -> str:
    """A place as the ledger names it."""
    return f"{place.platform}:{place.workspace}:{place.id}"


def mark_of(snooze: Due) -> str:
    """The mark of a snooze."""
    return f"{SNOOZED}{snooze.day:%Y%m%d}"


def until(mark: str) -> date | None:
    """The day of a snooze by its mark; None for the mark of a step, or of no day."""
    try:
        return date.fromisoformat(mark.removeprefix(SNOOZED)) if mark.startswith(SNOOZED) else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Doer:
    """One person in all of their accounts, at a moment."""

    tx: Connection
    tenant: str
    accounts: frozenset[str]
    now: datetime

    def lately(self) -> list[LastDone]:
        """What they did within the time that an undo reaches, the latest first; without what they undid."""
        entries = ledger.lately(self.tx, self.tenant, self.accounts, self.now - WITHIN)
        undone = {(deal, entry.fact.step) for deal, entry in entries if isinstance(entry.fact, Undone)}
        found: dict[tuple[str, int], LastDone] = {}
        for deal, entry in entries:
            key = (deal, entry.step)
            if key not in undone and not isinstance(entry.fact, TRACELESS):
                found.setdefault(key, LastDone(deal, str(entry.step), entry.at, entry.place))
        snoozes = [_snoozed(one) for one in self._snoozes() if self.now - one.due <= WITHIN]
        return sorted([*found.values(), *snoozes], key=lambda one: one.at, reverse=True)

    def here(self, place: Place) -> LastDone | None:
        """The last thing that they did lately in this place, else anywhere; None for nothing."""
        done = self.lately()
        near = [one for one in done if one.place in ("", name_of(place))]
        return next(iter(near or done), None)

    def on(self, deal: str, entries: Sequence[Entry]) -> LastDone | None:
        """What they did last on a deal, at any time; else what anyone did last there, or None.

        `entries` is the deal's ledger.
        """
        steps = [LastDone(deal, str(step.number), step.at) for step in steps_of(entries) if step.by in self.accounts]
        steps += [_snoozed(one) for one in self._snoozes() if one.subject == deal]
        if steps:
            return max(steps, key=lambda one: one.at)
        others = steps_of(entries)[-1:]
        return LastDone(deal, str(others[0].number), others[0].at) if others else None

    def _snoozes(self) -> list[Due]:
        # Until a day that is still to come somewhere.
        yesterday = (self.now - timedelta(days=1)).date()
        return [one for one in dues.said(self.tx, self.tenant, "snooze", yesterday) if one.recipient in self.accounts]


def doer(tx: Connection, tenant: str, company: Company, person: str, now: datetime) -> Doer:
    """A person of the company, with all accounts that are linked to theirs."""
    one = company.one(person)
    linked = [other for other in company.people if company.one(other) == one]
    return Doer(tx, tenant, frozenset({person, *linked}), now)


def _snoozed(due: Due) -> LastDone:
    return LastDone(due.subject, mark_of(due), due.due)
