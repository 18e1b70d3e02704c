"""Imports: what a file's row makes of a deal. No row sets a stage, proves an exit, or passes a gate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from process import rights
from process.contact import Contact
from process.contacts import contact_fault
from process.context import Context
from process.deal import Deal
from process.facts import Claimed, ContactAdded, Fact, Imported, ImportUndone, Unclaimed
from process.money import Money
from process.outcome import Outcome, happened, refused
from process.reasons.rights import NotYours
from process.reasons.state import NotOpen


@dataclass(frozen=True, slots=True)
class FromFile:
    """One deal of a file. `claim` is the key of the stage that the file says it is in, `words` how it says so."""

    id: str
    account: str
    name: str
    owner: str
    file: str
    row: int
    amount: Money | None = None
    close_date: date | None = None
    product: str = ""
    claim: str = ""
    words: str = ""
    contacts: Sequence[Contact] = ()


def bring_in(context: Context, of: FromFile) -> Outcome:
    """A deal of a file, in the first stage of the context's playbook: it has no evidence yet.

    Its clocks start now. Importing doesn't count as opening it as one's own.
    """
    stage, now = context.playbook.stage[0].key, context.now
    deal = Deal(
        of.id,
        of.account,
        of.name,
        of.owner,
        context.playbook.version,
        stage,
        now,
        now,
        now,
        amount=of.amount,
        close_date=of.close_date,
        product=of.product,
        imported=now,
    )
    facts: list[Fact] = [Imported(deal, of.file, of.row)]
    facts += _contacts(of, deal, context)
    if claims_more(deal, context, of.claim):
        facts.append(Claimed(of.claim, of.words))
    return happened(deal, context, *facts)


def _contacts(of: FromFile, deal: Deal, context: Context) -> Iterator[ContactAdded]:
    """The contacts that are people and none of ours."""
    for contact in of.contacts:
        if contact_fault(contact.name or contact.role or contact.email, deal, context) is None:
            yield ContactAdded(contact)


def claims_more(deal: Deal, context: Context, stage: str) -> bool:
    """Whether a stage is later than where the deal stands."""
    order = context.playbook.order
    return stage in order and deal.stage in order and order[stage] > order[deal.stage]


def claim(deal: Deal, context: Context, stage: str, words: str) -> Outcome:
    """What a later file says of a deal that was imported before; the same claim again adds nothing."""
    known = deal.claim is not None and deal.claim.stage == stage
    if deal.state != "open" or known or not claims_more(deal, context, stage):
        return Outcome(deal)
    return happened(deal, context, Claimed(stage, words))


def unclaim(deal: Deal, context: Context) -> Outcome:
    """Say that what the file claims isn't true: the owner, a manager."""
    if not rights.may_work(deal, context.by):
        return refused(deal, NotYours("change"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "change"))
    if deal.claim is None:
        return Outcome(deal)
    return happened(deal, context, Unclaimed(deal.claim.stage, deal.claim.words))


def open_claim(deal: Deal, context: Context) -> bool:
    """Whether a claim is still ahead of what is proven: the deal hasn't reached that stage."""
    return deal.state == "open" and deal.claim is not None and claims_more(deal, context, deal.claim.stage)


def take_out(deal: Deal, context: Context, file: str) -> Outcome:
    """Undo a deal's import: as if it had never come, but for its history."""
    return happened(deal, context, ImportUndone(file))
