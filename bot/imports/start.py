"""Starting: who brings in a file for which company, and the import that is made of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sqlalchemy import Connection

from bot.imports.planning import asks_of, plan, proposal_of
from bot.records.changes import after_change
from bot.records.mapping import ColumnMapping, NotSo, read_mapping, write_mapping
from bot.records.plan import Plan
from bot.records.source_file import SourceFile
from bot.store import imports
from bot.store.imports import LEASE, Import, ImportState
from bot.store.people import Person
from bot.store.tenants import Tenant
from process import rights
from process.colleague import Colleague, Company


def importers(people: Sequence[Person]) -> list[Person]:
    """Those who can bring in a file: managers and admins."""
    return [person for person in people if rights.may_import(person.colleague)]


def can_import(kind: str, by: Colleague) -> bool:
    """Whether this person can bring such a file in: people are an admin's to name."""
    return rights.may_import_people(by) if kind == "people" else rights.may_import(by)


def still_can_import(kind: str, by: str, company: Company) -> bool:
    """Whether a person can bring such a file in, by any of their accounts; no one who left can."""
    me = company.one(by)
    return any(can_import(kind, one) for one in company.people.values() if company.one(one.id) == me)


@dataclass(frozen=True, slots=True)
class Importing:
    """A file that a person wants to bring in for a company, within one transaction. `now` is by the company's clock."""

    tx: Connection
    tenant: Tenant
    by: str
    file: SourceFile
    now: datetime

    def planned(self, saved: ColumnMapping | None, changes: Sequence[str] = ()) -> Plan | NotSo:
        """The plan, by the proposed or `saved` mapping and these changes to it, each as "key=value"."""
        file = self.file.on_sheet(saved.sheet) if saved else self.file
        proposal, asks = proposal_of(self.tx, self.tenant, file, saved), asks_of(self.tx, self.tenant.id)
        for one in changes:
            key, _, value = one.partition("=")
            after = after_change(file, proposal, asks, key.strip(), value.strip())
            if isinstance(after, NotSo):
                return after
            file, proposal = after
        return plan(self.tx, self.tenant, file, proposal, self.by, now=self.now)

    def save(self, found: Plan, content: bytes, wall: datetime, state: ImportState) -> Import:
        """Save an import of this plan; one of the same bytes by the same person that was cut off goes on instead."""
        if known := imports.unfinished(self.tx, self.tenant.id, self.file.digest, self.by):
            return known
        one = Import(
            id=token_hex(6),
            file=self.file.name[:200],
            kind=found.mapping.kind,
            by=self.by,
            at=self.now,
            state=state,
            mapping=write_mapping(found.mapping),
            rows=found.rows,
            due=wall + LEASE if state == "confirmed" else wall,
            digest=self.file.digest,
            result=json.dumps(found.proposal.doubts) if state == "shown" else "",
        )
        imports.make(self.tx, self.tenant.id, one, content)
        return one


def latest_mapping(tx: Connection, tenant: str, file: SourceFile) -> ColumnMapping | None:
    """The mapping of the last import whose headings are all in this file."""
    for one in imports.latest(tx, tenant, 20):
        mapping = read_mapping(one.mapping)
        if mapping is None or one.state != "done":
            continue
        if set(mapping.columns.values()) <= set(file.on_sheet(mapping.sheet).table.columns):
            return mapping
    return None
