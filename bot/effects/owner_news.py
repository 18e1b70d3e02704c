"""The owner's news: what others did on a deal, in one message to the person who works it, edited as more comes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.effects import quiet_news
from bot.store import ledger, outbox, people
from bot.store.dues import Due
from bot.store.outbox import Posted
from bot.store.tenants import Tenant
from bot.views.news import news_card
from process import facts, news
from process.colleague import CLOCK
from process.context import Context
from process.deal import Deal
from process.facts import Entry, Fact

TOGETHER = timedelta(minutes=10)
"""What others do on a deal within so long after the first of it comes in one message."""


def send(tx: Connection, tenant: Tenant, context: Context, deal: Deal, done: Sequence[Fact]) -> None:
    """Notify those who work a deal of what someone else did on it; `deal` is the deal afterwards.

    What was undone is taken out of the message about it.
    """
    undone = [fact for fact in done if isinstance(fact, facts.Undone)]
    if context.by.id == CLOCK.id or not (undone or news.is_news(done)):
        return
    entries = ledger.of_deal(tx, tenant.id, deal.id)
    for person in news.readers(deal, done):
        letter = Letter(tx, tenant, context, deal, person)
        if undone:
            letter.withdraw(undone[0].done, entries)
        elif context.company.one(person) != context.company.one(context.by.id):
            letter.add(entries, quiet=news.is_quiet(done))


def quiet(tx: Connection, tenant: Tenant, context: Context, deal: Deal, due: Due) -> list[Entry]:
    """The quiet news of a due for its reader, who is the context's `by`, without what another message says."""
    began, end = quiet_news.began(tx, tenant.id, due), due.due
    entries = ledger.of_deal(tx, tenant.id, deal.id)
    letters = outbox.posted(tx, tenant.id, _subject(deal.id, due.recipient))
    found = []
    for one in entries:
        said = any(letter.at <= one.at <= letter.at + TOGETHER for letter in letters)
        if began < one.at <= end and isinstance(one.fact, news.QUIET) and not said:
            found.append(one)
    return news.news_for(found, entries, due.recipient, context.company)


def _subject(deal: str, person: str) -> str:
    return f"news:{deal}:{person}"


class Letter:
    """The messages to one person about what others did on one deal."""

    def __init__(self, tx: Connection, tenant: Tenant, context: Context, deal: Deal, person: str) -> None:
        self.tx, self.tenant, self.context, self.deal, self.person = tx, tenant, context, deal, person
        self.subject = _subject(deal.id, person)

    def add(self, entries: Sequence[Entry], *, quiet: bool) -> None:
        """Add what came last: in the message of a moment ago, or in a new one; what is quiet in the next nudge."""
        now = self.context.now
        last = next((one for one in self._posted() if now - one.at <= TOGETHER), None)
        if last is not None:
            self._edit(last, entries)
            return
        known = people.find(self.tx, self.tenant.id, self.person)
        place = people.reached(self.tx, self.tenant.id, known) if known and known.colleague.active else None
        if known is None or place is None:
            return
        entries_now = self._since(entries, now, now)
        if not entries_now:
            return  # none of it is news for this reader
        if quiet:
            quiet_news.put_down(self.tx, self.tenant, known, self.deal.id, now)
            return
        card = news_card(self.deal, self._read_by(known), entries_now)
        outbox.post(self.tx, self.tenant.id, place, card, self.subject, now)

    def withdraw(self, done: datetime, entries: Sequence[Entry]) -> None:
        """Take what was undone out of the message about it, if there is one."""
        last = next((one for one in self._posted() if one.at <= done <= one.at + TOGETHER), None)
        if last is not None:
            self._edit(last, entries)

    def _posted(self) -> list[Posted]:
        """The messages so far, the latest first."""
        return outbox.posted(self.tx, self.tenant.id, self.subject)[::-1]

    def _edit(self, last: Posted, entries: Sequence[Entry]) -> None:
        known = people.find(self.tx, self.tenant.id, self.person)
        if known is None:
            return
        entries_now = self._since(entries, last.at, last.at + TOGETHER)
        card = news_card(self.deal, self._read_by(known), entries_now)
        outbox.edit_one(self.tx, self.tenant.id, last, self.subject, card, self.context.now)

    def _since(self, entries: Sequence[Entry], first: datetime, end: datetime) -> list[Entry]:
        found = [one for one in entries if first <= one.at <= end]
        return news.news_for(found, entries, self.person, self.context.company)

    def _read_by(self, known: people.Person) -> Context:
        zone = self.tenant.zone_for(known.zone)
        today = self.context.now.astimezone(zone).date()
        return replace(self.context, by=known.colleague, zone=zone, today=today)
