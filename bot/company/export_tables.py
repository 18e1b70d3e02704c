"""The tables of an export: deals, contacts and the ledger, under headings that an import knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import Connection

from bot.company import playbooks
from bot.company.playbooks import Playbooks
from bot.store import deal_queries, ledger, people
from bot.store.people import Person
from bot.store.tenants import Tenant
from bot.views.sentences import fact_words
from bot.views.words import GONE, stage_name
from process.colleague import CLOCK, Company
from process.context import Context
from process.deal import Deal
from process.facts import Entry

Value = str | int | Decimal | date | datetime | None
DEALS = (
    *("Deal ID", "Deal name", "Account name", "Product", "Amount", "Currency", "Deal stage", "Status", "Deal owner"),
    *("Owner email", "Account manager", "Create date", "Close date", "Closed date", "Lost reason", "Contact"),
    *("Contact email", "Next step", "Waivers", "Playbook"),
)
CONTACTS = ("Contact name", "Job title", "Email", "Account name", "Deal name", "Deal ID", "Part")
LEDGER = ("Deal ID", "Deal name", "Date", "Who", "What", "Stage", "Amount", "Currency", "Close date", "Kind", "Link")


@dataclass(frozen=True, slots=True)
class ExportTables:
    """The tables of one tenant, read row by row. Each begins with its headings."""

    tx: Connection
    tenant: Tenant
    known_playbooks: Playbooks
    colleagues: dict[str, Person]

    @classmethod
    def of(cls, tx: Connection, tenant: Tenant) -> "ExportTables":
        """The tables of this tenant."""
        colleagues = {one.id: one for one in people.everyone(tx, tenant.id)}
        return cls(tx, tenant, playbooks.load(tx, tenant.id), colleagues)

    def deals(self) -> Iterator[tuple[Value, ...]]:
        """A row a deal, with its first contact."""
        yield DEALS
        for deal in deal_queries.every(self.tx, self.tenant.id):
            yield self._deal(deal)

    def _deal(self, deal: Deal) -> tuple[Value, ...]:
        contact = next(iter(deal.contacts), None)
        owner = self.colleagues.get(deal.owner)
        return (
            *(deal.id, deal.name, deal.account, deal.product),
            *(deal.amount.amount if deal.amount else None, deal.amount.currency if deal.amount else ""),
            *(self._stage(deal, deal.stage), status(deal), self._name(deal.owner), owner.email if owner else ""),
            *(self._name(deal.account_manager), self._day(deal.began), deal.close_date, self._closed(deal)),
            *(deal.lost_as or deal.lost_because, contact.name if contact else "", contact.email if contact else ""),
            *(
                deal.next_step.note if deal.next_step else "",
                len(deal.waivers),
                self.known_playbooks.of(deal.playbook).name,
            ),
        )

    def _stage(self, deal: Deal, key: str) -> str:
        return stage_name(self.known_playbooks.of(deal.playbook), key)

    def _name(self, person: str) -> str:
        if not person or person == CLOCK.id:
            return CLOCK.name if person else ""
        found = self.colleagues.get(person)
        return found.colleague.name if found else GONE

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.tenant.zone_for()).date()

    def _closed(self, deal: Deal) -> date | None:
        """The day it was won, or the day something last happened to a deal that ended otherwise."""
        if deal.won and deal.is_won:
            return self._day(deal.won)
        return None if deal.state == "open" else self._day(deal.touched)

    def contacts(self) -> Iterator[tuple[Value, ...]]:
        """A row for each contact of each deal."""
        yield CONTACTS
        for deal in deal_queries.every(self.tx, self.tenant.id):
            for contact in deal.contacts:
                part = ", ".join(contact.part)
                yield contact.name, contact.role, contact.email, deal.account, deal.name, deal.id, part

    def ledger(self) -> Iterator[tuple[Value, ...]]:
        """A row for each fact, with the stage, amount and close date that the deal had afterwards."""
        yield LEDGER
        for deal in deal_queries.every(self.tx, self.tenant.id):
            now = deal
            for entry in ledger.of_deal(self.tx, self.tenant.id, deal.id):
                now = entry.fact.on(now, entry.by, entry.at)
                yield self._fact(deal, now, entry)

    def _fact(self, deal: Deal, now: Deal, entry: Entry) -> tuple[Value, ...]:
        context = self._context(now, entry)
        amount = now.amount
        return (
            *(deal.id, deal.name, entry.at.astimezone(UTC), self._name(entry.by)),
            *(fact_words(entry.fact, deal, context), self._stage(now, now.stage)),
            *(amount.amount if amount else None, amount.currency if amount else "", now.close_date),
            *(type(entry.fact).__name__, entry.link),
        )

    def _context(self, deal: Deal, entry: Entry) -> Context:
        company = Company({key: one.colleague for key, one in self.colleagues.items()})
        return Context(
            self.known_playbooks.of(deal.playbook),
            company,
            CLOCK,
            entry.at,
            self._day(entry.at),
            self.tenant.zone_for(),
        )


def status(deal: Deal) -> str:
    """What other systems call the state of a deal: open, won, lost, withdrawn or churned."""
    if deal.state in ("lost", "withdrawn", "churned"):
        return deal.state
    return "won" if deal.is_won else "open"
