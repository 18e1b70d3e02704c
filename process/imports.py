"""Imports: what a file's row makes of a deal. No row sets a stage or passes a gate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from process import rights
from process.contact import Contact
from process.contacts import contact_fault
from process.context import Context
from process.deal import Claim, Deal
from process.facts import Claimed, ContactAdded, Fact, Imported, ImportUndone, Unclaimed
from process.file_answers import Wrong, facts_of, first_open, sort_answers, to_confirm
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
    answers: Mapping[str, str] = field(default_factory=dict)


def bring_in(context: Context, of: FromFile) -> Outcome:
    """A deal of a file, in the first stage of the context's playbook that its evidence leaves open.

    Its clocks start now. Importing doesn't count as opening it as one's own, and no gate counts as passed.
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
    known = happened(deal, context, *_contacts(of, deal, context))
    answered = facts_of(known.deal, context, sort_answers(known.deal, context, of.answers))
    stage = first_open(happened(known.deal, context, *answered).deal, context.playbook)
    deal = replace(deal, stage=stage)
    facts: list[Fact] = [Imported(deal, of.file, of.row), *known.facts, *answered]
    if claims_more(deal, context, of.claim):
        facts.append(Claimed(of.claim, of.words))
    return happened(deal, context, *facts)


def faults(context: Context, of: FromFile) -> Sequence[Wrong]:
    """What isn't taken of a new deal's answers, and why."""
    if not of.answers:
        return ()
    now = context.now
    deal = Deal(of.id, of.account, of.name, of.owner, "", context.playbook.stage[0].key, now, now, now)
    return sort_answers(deal, context, of.answers).wrong


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
    if deal.claim is None and not deal.claimed:
        return Outcome(deal)
    claim = deal.claim or Claim("", "")
    return happened(deal, context, Unclaimed(claim.stage, claim.words))


def open_claim(deal: Deal, context: Context) -> bool:
    """Whether a claim is still ahead of what is proven: a stage, or answers that are still to be confirmed."""
    if deal.state != "open":
        return False
    ahead = deal.claim is not None and claims_more(deal, context, deal.claim.stage)
    return ahead or bool(to_confirm(deal, context))


def take_out(deal: Deal, context: Context, file: str) -> Outcome:
    """Undo a deal's import: as if it had never come, but for its history."""
    return happened(deal, context, ImportUndone(file))
