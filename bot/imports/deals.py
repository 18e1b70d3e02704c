"""Deals of a file: judged against what is here, and brought in a few hundred at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from secrets import token_hex

from sqlalchemy import Connection

from bot.effects import notify
from bot.imports.contexts import context_on
from bot.imports.file_answers import new_deal
from bot.imports.verdicts import Verdict, body_of, judge
from bot.records.checked_rows import CheckedRow
from bot.records.deal_rows import DealRow
from bot.records.problems import Kind, Problem
from bot.store import deals, import_changes, imports, many_deals
from bot.store.import_changes import RowChange
from bot.store.imports import Import, ImportedRow
from bot.store.names import company_key, name_key
from bot.store.tenants import Tenant
from process import course, file_answers
from process import imports as from_file
from process.contact import Contact
from process.contacts import read_contact
from process.context import Context
from process.deal import Deal
from process.facts import Changed, Entry
from process.imports import FromFile
from process.outcome import Outcome, together


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its verdict, the row as it was imported before, and the deal that it became."""

    one: CheckedRow
    verdict: Verdict
    known: ImportedRow | None
    deal: Deal | None


def judged(tx: Connection, tenant: str, rows: Sequence[CheckedRow], by: str) -> list[Judged]:
    """The verdict on each of these rows; `by` gets the deals whose owner isn't known."""
    known = imports.known_rows(tx, tenant, "deals", [one.key for one in rows])
    ids = [row.deal for row in known.values() if row.deal]
    became = {deal.id: deal for deal in many_deals.of_ids(tx, tenant, ids)}
    new = [one.row for one in rows if one.key not in known]
    named = deals.named(tx, tenant, {name_key(row.name) for row in new}, (deals.NAMED_OPEN,))
    of_names = many_deals.of_ids(tx, tenant, [brief.id for brief in named])
    namesakes = {name_key(deal.name): deal for deal in of_names}
    found: list[Judged] = []
    for one in rows:
        row = known.get(one.key)
        deal = became.get(row.deal) if row else None
        verdict = judge(one, row, deal, namesakes.get(name_key(one.row.name)), one.row.owner or by)
        found.append(Judged(one, verdict, row, deal))
    return found


@dataclass(frozen=True, slots=True)
class DealWriter:
    """Brings rows of deals in, within one transaction. `on` is the context by the playbook of new deals."""

    tx: Connection
    tenant: Tenant
    context: Context
    of: Import
    key: str

    def write(self, rows: Sequence[CheckedRow]) -> list[Problem]:
        """Bring these rows in; returns what stood in the way. Raises NameTaken if a name was taken at that moment."""
        problems: list[Problem] = []
        new: list[CheckedRow] = []
        kept: list[ImportedRow] = []
        for one in judged(self.tx, self.tenant.id, rows, self.of.by):
            problems += one.verdict.problems
            match one.verdict.what:
                case "new":
                    new.append(one.one)
                case "history":
                    kept.append(self._row(one.one, "", 0))
                case "changed":
                    problems += self._change(one)
                case _:
                    pass
        kept += self._bring(new)
        imports.add_rows(self.tx, self.tenant.id, kept)
        return problems

    def _bring(self, rows: Sequence[CheckedRow]) -> list[ImportedRow]:
        """Begin these deals, each with its ledger; returns their rows."""
        known = self._contacts({company_key(one.row.account or one.row.name) for one in rows})
        new: list[tuple[Deal, list[Entry]]] = []
        for one in rows:
            outcome = from_file.bring_in(self.context, self._from_file(one.row, known))
            new.append((outcome.deal, self._entries(outcome)))
        saved = many_deals.add_all(self.tx, self.tenant.id, new, self.key)
        return [self._row(one, deal.id, deal.version) for one, deal in zip(rows, saved, strict=True)]

    def _entries(self, outcome: Outcome) -> list[Entry]:
        return [Entry(fact, self.context.by.id, self.context.now) for fact in outcome.facts]

    def _contacts(self, accounts: set[str]) -> dict[str, list[Contact]]:
        """The contacts that were imported before for these accounts."""
        found: dict[str, list[Contact]] = {}
        for row in imports.of_account(self.tx, self.tenant.id, "contacts", accounts):
            found.setdefault(row.account_key, []).append(contact_of(row))
        return found

    def _from_file(self, row: DealRow, known: dict[str, list[Contact]]) -> FromFile:
        account = row.account or row.name
        contacts = {one.key: one for one in known.get(company_key(account), [])}
        if row.contact or row.contact_email:
            theirs = read_contact(", ".join(part for part in (row.contact, row.contact_email) if part))
            contacts.setdefault(theirs.key, theirs)
        of = new_deal(row, self.of.by, self.of.file, token_hex(6))
        return replace(of, contacts=tuple(contacts.values()))

    def _row(self, one: CheckedRow, deal: str, version: int) -> ImportedRow:
        row = one.row
        return ImportedRow(
            "deals",
            one.key,
            self.of.id,
            row.number,
            row.state,
            row.name,
            row.account,
            company_key(row.account) if row.account else "",
            row.owner,
            body_of(row, row.owner or self.of.by),
            deal,
            version,
            row.amount.amount if row.amount else None,
            row.amount.currency if row.amount else None,
            row.created,
            row.closed or row.close_date,
        )

    def _change(self, one: Judged) -> list[Problem]:
        """Change what the file changed since the last import; returns what can't be changed, with nothing changed."""
        if one.known is None:
            return []
        after = replace(self._row(one.one, one.known.deal, one.known.version), import_id=one.known.import_id)
        version = 0
        if one.deal is not None:
            context = context_on(self.tx, self.tenant.id, self.context, one.deal)
            outcome = changed(one.deal, one, context)
            if outcome.refusal:
                return [Problem(Kind.NOT_CHANGED, one.one.row.number, one.deal.name)]
            if outcome.facts:
                version = self._save(one.deal, outcome, context).version
                if one.deal.version == one.known.version:
                    after = replace(after, version=version)  # no one but imports worked on it
        imports.save_row(self.tx, self.tenant.id, after)
        import_changes.add(self.tx, self.tenant.id, self.of.id, RowChange(one.known, after.body, version))
        return []

    def _save(self, deal: Deal, outcome: Outcome, context: Context) -> Deal:
        saved = deals.save(self.tx, self.tenant.id, deal, outcome.deal, self._entries(outcome), self.key)
        notify.notify(self.tx, self.tenant, context, saved, outcome, among_others=True)
        return saved


def changed(deal: Deal, one: Judged, context: Context) -> Outcome:
    """What a row that is judged to change a deal comes to, by the rules that hold for a person."""
    verdict, row = one.verdict, one.one.row
    steps: list[Callable[[Deal], Outcome]] = [partial(_change, context, change) for change in verdict.changes]
    if verdict.owner:
        steps.append(partial(_assign, context, verdict.owner))
    if verdict.claim:
        steps.append(partial(_claim, context, row))
    if verdict.answers:
        steps.append(partial(_answer, context, verdict.answers))
    return together(deal, steps)


def _change(context: Context, change: Changed, deal: Deal) -> Outcome:
    return course.change(deal, context, change)


def _assign(context: Context, owner: str, deal: Deal) -> Outcome:
    return course.assign(deal, context, owner)


def _claim(context: Context, row: DealRow, deal: Deal) -> Outcome:
    return from_file.claim(deal, context, row.claim, row.stage)


def _answer(context: Context, answers: Mapping[str, str], deal: Deal) -> Outcome:
    return file_answers.give(deal, context, answers)


def contact_of(row: ImportedRow) -> Contact:
    """The contact that a row of contacts holds."""
    return read_contact(row.body)
