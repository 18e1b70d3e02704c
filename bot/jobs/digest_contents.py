"""Digest contents: what is in a digest, from the deals, their approvals and the ledger."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.company import personal_hours
from bot.company.snapshot import Snapshot
from bot.store import claims, deals, ledger, many_deals
from bot.store.digests import Digest
from bot.store.figures import Asked
from bot.store.many_deals import Whose
from bot.views.digest import MOST_DATES, ComingDate, DigestContents
from bot.views.digest_settings import only_words
from bot.views.moves import MOVES, SKIPS_AND_WAIVERS, LedgerLine, not_shown
from bot.views.stalled import StalledDeal
from process.clock_rules import stalls
from process.colleague import Colleague
from process.context import Context
from process.deal import Deal
from process.facts import Entry, PlanMoved
from process.working_days import working_day_before
from process.worth import Worth, worth

STAGECOACH = Colleague("stagecoach", "Stagecoach", frozenset())
MOST_CHANGES = 500
MOST_OPEN = 1_000
"""So many open deals, those that close first, are looked through for the next dates."""
SOON = timedelta(weeks=2)
Only = Callable[[Deal | Whose], bool]


def _every(deal: Deal | Whose) -> bool:
    """Any deal is wanted."""
    return True


@dataclass(frozen=True, slots=True)
class Report:
    """What a digest reports on: what happened `since` a moment; `known` was stalled on the day `before` already."""

    since: datetime
    before: date | None = None
    known: frozenset[str] = frozenset()

    @property
    def note(self) -> str:
        """It as one line, for the row of the digest's due."""
        return f"{self.since.isoformat()} {self.before or '-'} {' '.join(sorted(self.known))}".rstrip()


def read_report(note: str) -> Report:
    """The report of a digest that went out; rows of earlier releases have its moment alone."""
    since, *rest = note.split(" ")
    before = date.fromisoformat(rest[0]) if rest and rest[0] != "-" else None
    return Report(datetime.fromisoformat(since), before, frozenset(rest[1:]))


@dataclass(frozen=True)
class DigestWriter:
    """Gathers the contents of all digests of a tenant from one snapshot, which is read once."""

    snapshot: Snapshot
    by: Colleague = STAGECOACH

    def contents(self, digest: Digest, day: date, report: Report, settled: tuple[str, ...] = ()) -> DigestContents:
        """The contents of a channel's digest on its local day: what is stalled now, and what happened since then.

        `settled` are the ids of deals that this very digest named before.
        """
        only, zone = self._only(digest.only), self.snapshot.tenant.zone_for(digest.zone)
        stalled_deals, waiting = self.stalled_deals(day, zone, only), self.waiting(day, zone, only)
        still = {*(one.deal.id for one in stalled_deals), *(deal.id for deal, _ in waiting)}
        gone = [deal.name for one in settled if one not in still and (deal := self._deal(one))]
        return DigestContents(
            self.context(self.snapshot.playbooks.default.version, day, zone),
            stalled_deals,
            waiting,
            self._with_deals(self._happened(report.since, only), day, zone),
            self.words(digest.only),
            gone,
            report.known,
            report.before,
            () if still else self._dates(day, only),
        )

    def stalled_now(self, digest: Digest, day: date, *, beside: bool = True) -> DigestContents:
        """What is stalled, without the news of a digest; `beside` it what waits for a decision and what moved."""
        only, zone = self._only(digest.only), self.snapshot.tenant.zone_for(digest.zone)
        context = self.context(self.snapshot.playbooks.default.version, day, zone)
        contents = DigestContents(context, self.stalled_deals(day, zone, only), only=self.words(digest.only))
        if not beside:
            return contents
        lines = self._happened(self._since(digest, self._working_day_before(day)), only)
        left_out = not_shown(lines)
        changes = self._with_deals([line for line in lines if line[0] not in left_out], day, zone)
        waiting = self.waiting(day, zone, only)
        return replace(contents, waiting=waiting, changes=changes, more_moved=len(left_out))

    def report(self, digest: Digest, day: date) -> Report:
        """Since when a digest reports: since the one before, or for a first one since the last working day.

        After another setting, deals that the one before didn't look at are judged like those of a first one.
        """
        if digest.posted and digest.day and digest.since <= digest.posted:
            return Report(digest.posted, digest.day, digest.stalled)
        zone, before = self.snapshot.tenant.zone_for(digest.zone), self._working_day_before(day)
        stalled_then = self.stalled_deals(before, zone, self._only(digest.only))
        return Report(self._since(digest, before), before, frozenset(one.deal.id for one in stalled_then))

    def _working_day_before(self, day: date) -> date:
        return working_day_before(day, self.snapshot.day(day).calendar)

    def _since(self, digest: Digest, before: date) -> datetime:
        """Since when something is news: since the last digest, or since its time of day on the working day `before`."""
        return digest.posted or personal_hours.moment(before, digest.at, self.snapshot.tenant.zone_for(digest.zone))

    def stalled_deals(self, day: date, zone: ZoneInfo, only: Only) -> list[StalledDeal]:
        """Every deal that is stalled on a day, of those that `only` wants."""
        return self.judged(filter(only, self._candidates), day, zone)

    def judged(self, deals: Iterable[Deal], day: date, zone: ZoneInfo) -> list[StalledDeal]:
        """Those of these deals that are stalled on a day."""
        found: list[StalledDeal] = []
        # Once for each playbook: for each deal it took a quarter of the time.
        contexts: dict[str, Context] = {}
        local = self.snapshot.day(day)
        for deal in deals:
            context = contexts.get(deal.playbook)
            if context is None:
                context = contexts[deal.playbook] = self.context(deal.playbook, day, zone)
            if found_stalls := stalls(deal, context.playbook, local):
                found.append(StalledDeal(deal, context, found_stalls))
        return found

    def claimed(self, digest: Digest) -> Worth:
        """What imports claim beyond what is proven, for a digest of all deals."""
        return Worth(0) if digest.only else self._claimed

    @cached_property
    def _claimed(self) -> Worth:
        """What imports claim of all open deals, beyond what is proven."""
        playbook = self.snapshot.playbooks.default
        claimed = claims.claimed(self.snapshot.tx, Asked(self.snapshot.tenant.id), playbook.order)
        return worth(claimed, playbook.rates)

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

    def _dates(self, day: date, only: Only) -> list[ComingDate]:
        """The next close dates and days of what is open on the lists, within the coming weeks."""
        found = []
        for deal in deals.all_open(self.snapshot.tx, self.snapshot.tenant.id, MOST_OPEN):
            if only(deal):
                closes = [ComingDate(deal, deal.close_date)] if deal.close_date and not deal.is_won else []
                found += closes + [ComingDate(deal, one.due, one.text) for one in deal.items if one.open and one.due]
        coming = [one for one in found if day <= one.day <= day + SOON]
        return sorted(coming, key=lambda one: (one.day, one.deal.name))[:MOST_DATES]

    def _happened(self, since: datetime, only: Only) -> list[tuple[str, Entry]]:
        """What happened since a moment to the deals that `only` wants, each with its deal's id."""
        tx, tenant, now = self.snapshot.tx, self.snapshot.tenant.id, self.snapshot.now
        kinds = [kind.__name__ for kind in (*MOVES, *SKIPS_AND_WAIVERS, PlanMoved)]
        lines = ledger.between(tx, tenant, kinds, since, now, MOST_CHANGES)
        if only is _every:
            return lines
        whose = many_deals.whose(tx, tenant, {deal for deal, _ in lines})
        wanted = {one.id for one in whose if only(one)}
        return [(deal, entry) for deal, entry in lines if deal in wanted]

    def _with_deals(self, lines: Sequence[tuple[str, Entry]], day: date, zone: ZoneInfo) -> list[LedgerLine]:
        found = many_deals.of_ids(self.snapshot.tx, self.snapshot.tenant.id, {deal for deal, _ in lines})
        known = {deal.id: (deal, self.context(deal.playbook, day, zone)) for deal in found}
        return [LedgerLine(*known[deal], entry) for deal, entry in lines]

    def _deal(self, deal_id: str) -> Deal | None:
        return deals.find(self.snapshot.tx, self.snapshot.tenant.id, deal_id)

    def _only(self, words: str) -> Only:
        """Which deals a digest is about: those of a stage, those of a person and their reports, or all."""
        kind, _, wanted = words.partition(" ")
        if kind == "stage":
            return lambda deal: deal.stage == wanted
        if kind == "of":
            theirs = self.snapshot.escalation.company.team(wanted)
            return lambda deal: deal.owner in theirs or deal.account_manager in theirs
        return _every

    def words(self, only: str) -> str:
        """The same in words; empty for all deals."""
        context = self.context(self.snapshot.playbooks.default.version, self.snapshot.now.date(), ZoneInfo("UTC"))
        return only_words(only, context)
