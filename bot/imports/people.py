"""People of a file: colleagues by name and e-mail, with a role and a manager, named as an admin can name them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from secrets import token_hex

from sqlalchemy import Connection

from bot.effects import team_changes
from bot.records.owners import Owners
from bot.records.people_rows import PersonRow
from bot.records.problems import Kind, Problem
from bot.store import people, tenants
from bot.store.people import Person
from bot.store.tenants import Tenant
from process.colleague import Colleague, Company, Role
from process.context import Context
from process.team_change import TeamChange


@dataclass(frozen=True, slots=True)
class PeopleWriter:
    """Names the colleagues of a file, within one transaction. Nothing is taken from anyone."""

    tx: Connection
    tenant: Tenant
    context: Context

    def write(self, rows: Sequence[PersonRow]) -> list[Problem]:
        """Name these colleagues, then whom each reports to; returns what stood in the way."""
        tenants.alone(self.tx, self.tenant.id)
        for row in rows:
            self._give_role(self._known(row), row.role)
        problems = [problem for row in rows if (problem := self._report(row))]
        team_changes.notify_managers(self.tx, self.tenant, self.context)
        return problems

    def _known(self, row: PersonRow) -> Person:
        """The colleague with that e-mail. A new one can't decide anything before their chat vouches for them."""
        known = people.by_email(self.tx, self.tenant.id, row.email)
        if known:
            return known
        colleague = Colleague(f"file-{token_hex(6)}", row.name, vouched=False)
        return people.expect(self.tx, self.tenant.id, colleague, row.email)

    def _give_role(self, person: Person, role: Role) -> None:
        if role not in person.colleague.roles:
            roles = person.colleague.roles | {role}
            self._save(person, replace(person.colleague, roles=roles), role)

    def _report(self, row: PersonRow) -> Problem | None:
        """Set whom a colleague reports to, unless they are unknown or the line would be a circle."""
        if not row.manager:
            return None
        everyone = people.everyone(self.tx, self.tenant.id)
        meant = Owners.of(everyone).meant(row.manager)
        person = people.by_email(self.tx, self.tenant.id, row.email)
        company = Company({one.id: one.colleague for one in everyone})
        if person is None or len(meant) != 1 or person.id in {meant[0], *(one.id for one in company.line(meant[0]))}:
            return Problem(Kind.UNKNOWN_MANAGER, row.number, row.manager)
        if person.colleague.boss != meant[0]:
            self._save(person, replace(person.colleague, boss=meant[0]), "reports to")
        return None

    def _save(self, person: Person, who: Colleague, what: str) -> None:
        change = TeamChange(self.context.now, self.context.by.id, who.id, what, other=who.boss)
        team_changes.save(self.tx, self.tenant, person, replace(person, colleague=who), change)
