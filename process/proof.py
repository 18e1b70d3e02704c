"""Proof: evidence is given for an exit or taken back, and a manager waives."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from process import contacts, exit_kinds, rights, substance
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence, Waiver
from process.exit_kinds import Around
from process.facts import Confirmed, Met, Unmet, Waived
from process.gate import stands
from process.happened import to_come
from process.misfits import NoReason
from process.outcome import Outcome, happened, refused
from process.playbook import Exit, Playbook
from process.reasons import Reason
from process.reasons.rights import NotYours, NotYoursToAttest, NotYoursToTakeBack, OwnDeal, WaiverNotYours
from process.reasons.route import NothingDoubted
from process.reasons.state import NeverWaived, NothingToTakeBack, NotOpen, ProvenAlready
from process.reasons.values import AskedUnnamed, BadAnswer, BadContact, BuyerUnnamed, SaidTooEarly


def fault(one: Evidence, item: Exit, context: Context, others: Collection[str] = ()) -> Reason | None:
    """What is wrong with what is given for an exit, or None where it fits; `others` are the answers to other exits."""
    if wrong := misfit(item, one.value, context, others):
        return wrong
    if wrong := unreasoned(one, item, context):
        return wrong
    if item.by_list and not one.contact.strip():
        return AskedUnnamed(item)
    if item.attest == "buyer" and not (one.contact.strip() and one.where.strip()):
        return BuyerUnnamed(item)
    if one.on and to_come(one.on, context.today):
        return SaidTooEarly(item, one.on)
    return None


def unreasoned(one: Evidence, item: Exit, context: Context) -> BadAnswer | None:
    """A no where a yes opens the gate says why, in a playbook that asks for substance."""
    playbook = context.playbook
    if not item.must or one.value == item.must or not playbook.min_letters:
        return None
    unsaid = substance.faults_of(one.note, question=item.question, placeholders=playbook.placeholders)
    return BadAnswer(item, NoReason()) if unsaid else None


def misfit(item: Exit, value: str, context: Context, others: Collection[str] = ()) -> BadAnswer | None:
    """What is wrong with a value by itself, or None where it fits.

    It is in canonical words: money "50000 EUR", a date "2026-05-03", yes/no "yes", a colleague's id.
    """
    playbook = context.playbook
    around = Around(context.company, context.today, playbook.min_letters, playbook.placeholders, others)
    found = exit_kinds.misfit(item.kind, value, item, around)
    return BadAnswer(item, found) if found else None


def meet(deal: Deal, context: Context, evidence: Sequence[Evidence]) -> Outcome:
    """Give evidence for one or several exits: all of it is taken, or none. Who can attest each is checked here."""
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "give evidence"))
    signed: list[Evidence] = []
    for one in evidence:
        item = context.playbook.exits[one.exit]
        if not rights.may_attest(item, deal, context.by):
            return refused(deal, NotYoursToAttest(item))
        if wrong := fault(one, item, context, other_texts(deal, context, item, signed)):
            return refused(deal, wrong)
        if stranger := unknown_person(one, item, deal, context):
            return refused(deal, stranger)
        signed.append(replace(_signed(one, item, context), contact=contacts.called(one.contact, deal, context)))
    return happened(deal, context, *contacts.added(deal, context, _named(signed, context)), Met(tuple(signed)))


def _named(signed: Sequence[Evidence], context: Context) -> list[str]:
    """The contacts that evidence names: in answers, and as those who said so."""
    texts = []
    for one in signed:
        if context.playbook.exits[one.exit].kind == "contact":
            texts.append(one.value)
        texts.append(one.contact)
    return texts


def unknown_person(one: Evidence, item: Exit, deal: Deal, context: Context) -> Reason | None:
    """What is wrong with the contact that evidence names, as its answer or as who said so."""
    if item.kind == "contact" and (wrong := contacts.contact_fault(one.value, deal, context)):
        return BadAnswer(item, wrong)
    if one.contact and (wrong := contacts.contact_fault(one.contact, deal, context)):
        return BadContact(wrong)
    return None


def other_texts(deal: Deal, context: Context, item: Exit, given: Sequence[Evidence] = ()) -> list[str]:
    """The texts that answer other exits: those of the deal, and those `given` in the same request."""
    answers = {**deal.evidence, **{one.exit: one for one in given}}
    found = []
    for key, one in answers.items():
        other = context.playbook.exits.get(key)
        if other is not None and other.kind == "text" and key != item.key:
            found.append(one.value)
    return found


def _signed(one: Evidence, item: Exit, context: Context) -> Evidence:
    """The evidence in the name of the one who gave it, not of the one it names itself.

    The buyer's words have a day: today, unless another is given.
    """
    spoken = item.attest == "buyer" or item.by_list
    on = context.today if spoken and one.on is None else one.on
    thin = is_thin(item, one.value, context.playbook)
    return replace(one, word=item.attest, by=context.by.id, at=context.now, on=on, thin=thin)


def is_thin(item: Exit, value: str, playbook: Playbook) -> bool:
    """Whether an answer to this exit says little, by the playbook's `min_letters`."""
    return item.kind == "text" and substance.thin(value, playbook.min_letters)


def unmeet(deal: Deal, context: Context, key: str, reason: str) -> Outcome:
    """Take back evidence (or a waiver) for an exit, with a reason."""
    item = context.playbook.exits[key]
    if not (rights.may_attest(item, deal, context.by) or context.by.manages):
        return refused(deal, NotYoursToTakeBack(item))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "take back"))
    if key in deal.waivers and not rights.may_waive(deal, context.by):
        return refused(deal, WaiverNotYours(item))
    if key not in deal.evidence and key not in deal.waivers:
        return refused(deal, NothingToTakeBack(item))
    return happened(deal, context, Unmet(key, reason))


def confirm(deal: Deal, context: Context, keys: Sequence[str]) -> Outcome:
    """Confirm what was doubted when the deal was sent back: as those who attest each, all of it or none."""
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "give evidence"))
    wanted = tuple(key for key in keys if key in deal.doubted)
    if not wanted:
        return refused(deal, NothingDoubted())
    for key in wanted:
        item = context.playbook.exits[key]
        if not rights.may_attest(item, deal, context.by):
            return refused(deal, NotYoursToAttest(item))
    return happened(deal, context, Confirmed(wanted))


def waive(deal: Deal, context: Context, key: str, reason: str) -> Outcome:
    """Waive an exit on this deal, with a reason, as a manager of another's deal."""
    item = context.playbook.exits[key]
    if not rights.may_waive(deal, context.by):
        own = context.by.manages and context.by.id == deal.owner
        return refused(deal, OwnDeal("waive") if own else NotYours("waive"))
    if not item.waivable:
        return refused(deal, NeverWaived(item))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "waive"))
    if stands(item, deal):
        return refused(deal, ProvenAlready(item))
    return happened(deal, context, Waived(Waiver(key, reason, context.by.id, context.now)))
