"""Digest contents: what is in a digest, from the deals, their approvals and the ledger."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.company.snapshot import Snapshot
from bot.store import deals, ledger
from bot.store.digests import Digest
from bot.views.digest import DigestContents
from bot.views.digest_settings import only_words
from bot.views.moves import MOVES, SKIPS_AND_WAIVERS, LedgerLine
from bot.views.stalled import StalledDeal
from process.clock_rules import stalls
from process.colleague import Colleague
from process.context import Context
from process.deal import Deal
from process.facts import PlanMoved

STAGECOACH = Colleague("stagecoach", "Stagecoach", frozenset())
MOST_CHANGES = 500
A_DAY = timedelta(days=1)
Only = Callable[[Deal], bool]


@dataclass(frozen=True)
class DigestWriter:
    """Gathers the contents of all digests of a tenant from one snapshot, which is read once."""

    snapshot: Snapshot
    by: Colleague = STAGECOACH

    def contents(self, digest: Digest, day: date, since: datetime, settled: tuple[str, ...] = ()) -> DigestContents:
        """The contents of a channel's digest on its local day: what is stalled now, and what happened after `since`."""
        only, zone = self._only(digest.only), self.snapshot.tenant.zone_for(digest.zone)
        stalled_deals = self.stalled_deals(day, zone, only)
        still = {one.deal.id for one in stalled_deals}
        gone = [deal.name for one in settled if one not in still and (deal := self._deal(one))]
        return DigestContents(
            self.context(self.snapshot.playbooks.default.version, day, zone),
            stalled_deals,
            self.waiting(day, zone, only),
            self._changes(day, zone, since, only),
            self.words(digest.only),
            gone,
            self.snapshot.now if gone else None,
        )

    def since(self, digest: Digest) -> datetime:
        """The moment after which a digest reports changes: that of the digest before, or else a day ago."""
        return digest.posted or self.snapshot.now - A_DAY

    def stalled_deals(self, day: date, zone: ZoneInfo, only: Only) -> list[StalledDeal]:
        """Every deal that is stalled on a day, of those that `only` wants."""
        found = []
        for deal in self._candidates:
            playbook = self.snapshot.playbooks.with_company_rules(deal.playbook)
            if only(deal) and (found_stalls := stalls(deal, playbook, self.snapshot.day(day))):
                found.append(StalledDeal(deal, self.context(deal.playbook, day, zone), found_stalls))
        return found

    @cached_property
    def _candidates(self) -> list[Deal]:
        return self.snapshot.stalled_deals()

    def context(self, version: str, day: date, zone: ZoneInfo) -> Context:
        """The context of a playbook version on a day, in the reader's zone."""
        playbook = self.snapshot.playbooks.with_company_rules(version)
        return Context(playbook, self.snapshot.escalation.company, self.by, self.snapshot.now, day, zone)

    def waiting(self, day: date, zone: ZoneInfo, only: Only) -> list[tuple[Deal, Context]]:
        """The handoffs that wait for a decision or an acceptance, oldest first."""
        awaited = deals.awaiting(self.snapshot.tx, self.snapshot.tenant.id)
        live = [deal for deal in awaited if deal.approval and not deal.approval.expired(self.snapshot.now)]
        return [(deal, self.context(deal.playbook, day, zone)) for deal in live if only(deal)]

    def _changes(self, day: date, zone: ZoneInfo, since: datetime, only: Only) -> list[LedgerLine]:
        kinds = [kind.__name__ for kind in (*MOVES, *SKIPS_AND_WAIVERS, PlanMoved)]
        lines = ledger.between(self.snapshot.tx, self.snapshot.tenant.id, kinds, since, self.snapshot.now, MOST_CHANGES)
        known = {deal_id: self._deal(deal_id) for deal_id, _ in lines}
        changes = ((known[deal_id], entry) for deal_id, entry in lines)
        return [
            LedgerLine(deal, self.context(deal.playbook, day, zone), entry)
            for deal, entry in changes
            if deal and only(deal)
        ]

    def _deal(self, deal_id: str) -> Deal | None:
        return deals.find(self.snapshot.tx, self.snapshot.tenant.id, deal_id)

    def _only(self, words: str) -> Only:
        """Which deals a digest is about: those of a stage, those of a person and their reports, or all."""
        kind, _, wanted = words.partition(" ")
        if kind == "stage":
            return lambda deal: deal.stage == wanted
        if kind == "of":
            theirs = frozenset(self._team(wanted))
            return lambda deal: deal.owner in theirs or deal.account_manager in theirs
        return lambda deal: True

    def _team(self, person: str) -> Iterator[str]:
        company = self.snapshot.escalation.company
        yield person
        yield from (one for one in company.people if any(boss.id == person for boss in company.line(one)))

    def words(self, only: str) -> str:
        """The same in words; empty for all deals."""
        context = self.context(self.snapshot.playbooks.default.version, self.snapshot.now.date(), ZoneInfo("UTC"))
        return only_words(only, context)
