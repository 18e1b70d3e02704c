"""What the answers of a file come to before it is brought in: where new deals would begin, and what isn't taken."""

from collections import Counter
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from bot.company import playbooks
from bot.records.deal_rows import DealRow
from bot.records.problems import Kind, Problem
from bot.store import people
from bot.store.tenants import Tenant
from process import imports as from_file
from process.colleague import CLOCK
from process.context import Context
from process.imports import FromFile


class FileAnswers:
    """Judges the answers of new deals. `begins` counts the stages, by name, in which those with answers would begin.

    `now` is by the tenant's clock; only its day counts, for dates that are still to come.
    """

    def __init__(self, tx: Connection, tenant: Tenant, by: str, file: str, now: datetime) -> None:
        self.tx, self.tenant, self.by, self.file, self.now = tx, tenant, by, file, now
        self.begins: Counter[str] = Counter()

    @cached_property
    def context(self) -> Context:
        company, zone = people.company(self.tx, self.tenant.id), self.tenant.zone_for()
        who = company.people.get(self.by, CLOCK)
        playbook = playbooks.load(self.tx, self.tenant.id).default
        return Context(playbook, company, who, self.now, self.now.astimezone(zone).date(), zone)

    def problems(self, row: DealRow) -> list[Problem]:
        """What of a new deal's answers isn't taken."""
        if not row.answers:
            return []
        of = new_deal(row, self.by, self.file)
        stage = from_file.bring_in(self.context, of).deal.stage
        self.begins[self.context.playbook.stage[self.context.playbook.order[stage]].name] += 1
        exits, said = self.context.playbook.exits, dict(row.answers)
        wrong = from_file.faults(self.context, of)
        return [Problem(Kind.BAD_ANSWER, row.number, said[one.exit], exits[one.exit].name) for one in wrong]


def new_deal(row: DealRow, by: str, file: str, deal_id: str = "") -> FromFile:
    """A row as the process takes it; `by` gets it where its owner isn't known."""
    return FromFile(
        deal_id,
        row.account or row.name,
        row.name,
        row.owner or by,
        file,
        row.number,
        row.amount,
        row.close_date,
        row.product,
        row.claim,
        row.stage,
        answers=dict(row.answers),
    )
