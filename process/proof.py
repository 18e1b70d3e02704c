"""Proof: evidence is given for an exit or taken back, and a manager waives."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from process import contacts, exit_kinds, lowering, rights, substance
from process.context import Context
from process.days_to_come import to_come
from process.deal import Deal
from process.decision_marks import Mark
from process.evidence import Evidence, Waiver
from process.exit_kinds import Around
from process.facts import Confirmed, Met, Unmet, Waived
from process.four_eyes import FourEyes
from process.gate import stands
from process.misfits import NoReason
from process.outcome import Outcome, happened, refused
from process.playbook import Exit, Playbook
from process.reasons import Reason
from process.reasons.rights import (
    DoubtfulRole,
    LowersDeal,
    NotATeams,
    NotYours,
    NotYoursToAttest,
    NotYoursToTakeBack,
    OwnDeal,
    OwnSpecialist,
    TeamAnswers,
    TeamEmpty,
    WaiverNotYours,
)
from process.reasons.route import NothingDoubted
from process.reasons.state import NeverWaived, NothingToTakeBack, NotOpen, ProvenAlready, WaiversSpent
from process.reasons.values import AskedUnnamed, BadAnswer, BadContact, BuyerUnnamed, ReasonNeeded, SaidTooEarly


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
    """Give evidence for one or several exits: all of it is taken, or none; no evidence changes nothing.

    Who can attest each is checked here.
    """
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "give evidence"))
    signed: list[Evidence] = []
    for one in evidence:
        item = context.playbook.exits[one.exit]
        vote = rights.attestation(item, deal, context)
        if vote is None:
            return refused(deal, _why_not(item, deal, context))
        if wrong := fault(one, item, context, other_texts(deal, context, item, signed)):
            return refused(deal, wrong)
        if stranger := unknown_person(one, item, deal, context):
            return refused(deal, stranger)
        contact = contacts.called(one.contact, deal, context)
        signed.append(replace(_signed(one, item, context, vote.marks), contact=contact))
    if not signed:
        return happened(deal, context)
    met = Met(tuple(signed), lowering.dropped_by(deal, Met(tuple(signed)), context))
    if met.drops and not rights.may_waive(deal, context):
        return refused(deal, LowersDeal(met.changed(deal)[0].exit, met.drops))
    return happened(deal, context, *contacts.added(deal, context, contacts.named_in(signed, context)), met)


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


def _signed(one: Evidence, item: Exit, context: Context, marks: tuple[Mark, ...]) -> Evidence:
    """The evidence in the name of the one who gave it, not of the one it names itself.

    The buyer's words have a day: today, unless another is given.
    """
    spoken = item.attest == "buyer" or item.by_list
    on = context.today if spoken and one.on is None else one.on
    thin = is_thin(item, one.value, context.playbook)
    signed = replace(one, word=item.attest, by=context.by.id, at=context.now, on=on, thin=thin)
    return replace(signed, marks=marks, because="")


def substantial(value: str, item: Exit, playbook: Playbook) -> bool:
    """Whether a text that was taken elsewhere says something by this playbook: moving there is no way round."""
    if item.kind != "text" or not playbook.min_letters:
        return True
    return not substance.faults_of(value, question=item.question, placeholders=playbook.placeholders)


def is_thin(item: Exit, value: str, playbook: Playbook) -> bool:
    """Whether an answer to this exit says little, by the playbook's `min_letters`."""
    return item.kind == "text" and substance.thin(value, playbook.min_letters)


def _why_not(item: Exit, deal: Deal, context: Context) -> Reason:
    """Why the asker's word doesn't count for an exit: who has to say it instead."""
    team, eyes = item.attest, FourEyes(deal, context.company, context.now)
    if team not in context.playbook.teams:
        return NotYoursToAttest(item)
    if not (able := eyes.answerers(team)):
        return TeamEmpty(item, tuple(vote.person.id for vote in eyes.clearers(team)))
    if team in context.by.teams:
        return OwnSpecialist(item, tuple(vote.person.id for vote in able))
    return NotYoursToAttest(item)


def clear(deal: Deal, context: Context, key: str, reason: str) -> Outcome:
    """Clear the exit of a team that no one can answer for, with a reason: a manager of another's deal does."""
    item, eyes = context.playbook.exits[key], FourEyes(deal, context.company, context.now)
    if item.attest not in context.playbook.teams:
        return refused(deal, NotATeams(item))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "give evidence"))
    if able := eyes.answerers(item.attest):
        return refused(deal, TeamAnswers(item, tuple(vote.person.id for vote in able)))
    vote = rights.clearance(item, deal, context)
    if vote is None:
        return refused(deal, TeamEmpty(item, tuple(one.person.id for one in eyes.clearers(item.attest))))
    if substance.faults_of(reason, placeholders=context.playbook.placeholders):
        return refused(deal, ReasonNeeded(), "reason")
    value = item.must or reason
    if wrong := misfit(item, value, context):
        return refused(deal, wrong)
    me = context.by.id
    given = Evidence(key, value, item.attest, me, context.now, marks=vote.marks, because=reason)
    return happened(deal, context, Met((given,)))


def unmeet(deal: Deal, context: Context, key: str, reason: str) -> Outcome:
    """Take back evidence (or a waiver) for an exit, with a reason."""
    item = context.playbook.exits[key]
    if not (rights.may_attest(item, deal, context) or context.by.manages):
        return refused(deal, NotYoursToTakeBack(item))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "take back"))
    if key in deal.waivers and not rights.may_waive(deal, context):
        return refused(deal, WaiverNotYours(item))
    if key not in deal.evidence and key not in deal.waivers:
        return refused(deal, NothingToTakeBack(item))
    unmet = Unmet(key, reason, lowering.dropped_by(deal, Unmet(key, reason), context))
    if unmet.drops and not rights.may_waive(deal, context):
        return refused(deal, LowersDeal(key, unmet.drops))
    return happened(deal, context, unmet)


def confirm(deal: Deal, context: Context, keys: Sequence[str]) -> Outcome:
    """Confirm what was doubted when the deal was sent back: as those who attest each, all of it or none."""
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "give evidence"))
    wanted = tuple(key for key in keys if key in deal.doubted)
    if not wanted:
        return refused(deal, NothingDoubted())
    for key in wanted:
        item = context.playbook.exits[key]
        if not rights.may_attest(item, deal, context):
            return refused(deal, NotYoursToAttest(item))
    return happened(deal, context, Confirmed(wanted))


def waive(deal: Deal, context: Context, key: str, reason: str) -> Outcome:
    """Waive an exit on this deal, with a reason, as a manager of another's deal."""
    item = context.playbook.exits[key]
    vote = rights.overruling(deal, context)
    if vote is None:
        return refused(deal, _why_no_waiver(deal, context))
    if not item.waivable:
        return refused(deal, NeverWaived(item))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "waive"))
    if stands(item, deal, context.playbook):
        return refused(deal, ProvenAlready(item))
    most = context.playbook.waivers_each
    if most and substance.faults_of(reason, placeholders=context.playbook.placeholders):
        return refused(deal, ReasonNeeded(), "reason")
    if most and _waived(deal, context, besides=key) >= most:
        return refused(deal, WaiversSpent(most, _others(deal, context)))
    return happened(deal, context, Waived(Waiver(key, reason, context.by.id, context.now, vote.marks)))


def _why_no_waiver(deal: Deal, context: Context) -> Reason:
    """Why the asker can't waive here, and who can."""
    if not context.by.manages:
        return NotYours("waive")
    owns = FourEyes(deal, context.company, context.now).owns(context.by.id)
    return OwnDeal("waive", _others(deal, context)) if owns else DoubtfulRole(_others(deal, context))


def _waived(deal: Deal, context: Context, besides: str) -> int:
    """How many other exits the asker waived on this deal; to take over another's waiver counts like a new one."""
    one = context.company.one
    others = [waiver for key, waiver in deal.waivers.items() if key != besides]
    return sum(1 for waiver in others if one(waiver.by) == one(context.by.id))


def _others(deal: Deal, context: Context) -> tuple[str, ...]:
    """The ids of those who can overrule on this deal, the asker aside."""
    votes = FourEyes(deal, context.company, context.now).overrulers()
    return tuple(vote.person.id for vote in votes if vote.person.id != context.by.id)
