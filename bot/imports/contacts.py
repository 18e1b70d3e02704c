"""Contacts and accounts of a file: kept by account, and contacts are added to its open deals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.records.known_rows import KnownRow
from bot.records.problems import Problem
from bot.store import deals, import_changes, imports
from bot.store.deal_json import read_deal
from bot.store.import_changes import RowChange
from bot.store.imports import Import, ImportedRow
from bot.store.names import company_key
from bot.store.tenants import Tenant
from process import contacts as people_there
from process.contact import Contact
from process.context import Context
from process.deal import Deal
from process.facts import Entry

MOST_DEALS = 100
"""Open deals of one account that get a contact at once."""


@dataclass(frozen=True, slots=True)
class ContactWriter:
    """Brings contacts and accounts in, within one transaction."""

    tx: Connection
    tenant: Tenant
    context: Context
    of: Import
    key: str

    def write(self, rows: Sequence[KnownRow]) -> list[Problem]:
        """Keep these rows; returns what stood in the way."""
        known = imports.known_rows(self.tx, self.tenant.id, self.of.kind, [row.key for row in rows])
        new = [row for row in rows if row.key not in known]
        imports.add_rows(self.tx, self.tenant.id, [self._row(row) for row in new])
        for row in rows:
            if row.key in known and known[row.key].body != row.body:
                changed = replace(self._row(row), import_id=known[row.key].import_id)
                imports.save_row(self.tx, self.tenant.id, changed)
                import_changes.add(self.tx, self.tenant.id, self.of.id, RowChange(known[row.key], row.body))
        if self.of.kind == "contacts":
            for row in new:
                self._add(row)
        return []

    def _row(self, row: KnownRow) -> ImportedRow:
        key = company_key(row.account) if row.account else ""
        return ImportedRow(
            self.of.kind, row.key, self.of.id, row.number, "known", row.name, row.account, key, "", row.body
        )

    def _add(self, row: KnownRow) -> None:
        """Add a contact to every open deal of its account that doesn't know it yet."""
        if not row.account:
            return
        contact = people_there.read_contact(row.body)
        for deal in self._open(row.account):
            if contact.key not in {one.key for one in deal.contacts}:
                self._give(deal, contact)

    def _open(self, account: str) -> list[Deal]:
        rows = self.tx.execute(
            deals.OF_ACCOUNT, {"tenant": self.tenant.id, "accounts": [company_key(account)], "limit": MOST_DEALS}
        )
        found = [read_deal(row.body) for row in rows]
        return [deal for deal in found if deal.state == "open"]

    def _give(self, deal: Deal, contact: Contact) -> None:
        outcome = people_there.add(deal, self.context, contact)
        entries = [Entry(fact, self.context.by.id, self.context.now) for fact in outcome.facts]
        if entries:
            deals.save(self.tx, self.tenant.id, deal, outcome.deal, entries, self.key)
