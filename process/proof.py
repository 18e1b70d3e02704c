"""Proof: evidence is given for an exit or taken back, and a manager waives."""

from collections.abc import Sequence
from dataclasses import replace

from process import exit_kinds, rights
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence, Waiver
from process.exit_kinds import Around
from process.facts import Met, Unmet, Waived
from process.four_eyes import FourEyes
from process.gate import stands
from process.happened import to_come
from process.marks import Mark
from process.outcome import Outcome, happened, refused
from process.playbook import Exit
from process.reasons import Reason
from process.reasons.rights import (
    DoubtfulRole,
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
from process.reasons.state import NeverWaived, NothingToTakeBack, NotOpen, ProvenAlready, WaiversSpent
from process.reasons.values import BadAnswer, BuyerUnnamed, ReasonNeeded, SaidTooEarly


def fault(one: Evidence, item: Exit, context: Context) -> Reason | None:
    """What is wrong with what is given for an exit, or None where it fits."""
    if wrong := misfit(item, one.value, context):
        return wrong
    if item.attest == "buyer" and not (one.contact.strip() and one.where.strip()):
        return BuyerUnnamed(item)
    if one.on and to_come(one.on, context.today):
        return SaidTooEarly(item, one.on)
    return None


def misfit(item: Exit, value: str, context: Context) -> BadAnswer | None:
    """What is wrong with a value by itself, or None where it fits.

    It is in canonical words: money "50000 EUR", a date "2026-05-03", yes/no "yes", a colleague's id.
    """
    found = exit_kinds.misfit(item.kind, value, item, Around(context.company, context.today))
    return BadAnswer(item, found) if found else None


def meet(deal: Deal, context: Context, evidence: Sequence[Evidence]) -> Outcome:
    """Give evidence for one or several exits: all of it is taken, or none. Who can attest each is checked here."""
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "give evidence"))
    signed = []
    for one in evidence:
        item = context.playbook.exits[one.exit]
        vote = rights.attestation(item, deal, context)
        if vote is None:
            return refused(deal, _why_not(item, deal, context))
        if wrong := fault(one, item, context):
            return refused(deal, wrong)
        signed.append(_signed(one, item, context, vote.marks))
    return happened(deal, context, Met(tuple(signed)))


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


def _signed(one: Evidence, item: Exit, context: Context, marks: tuple[Mark, ...]) -> Evidence:
    """The evidence in the name of the one who gave it, not of the one it names itself."""
    same = one.word == item.attest and one.by == context.by.id and one.at == context.now
    if same and one.marks == marks and not one.because:
        return one
    return replace(one, word=item.attest, by=context.by.id, at=context.now, marks=marks, because="")


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
    if not reason.strip():
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
    return happened(deal, context, Unmet(key, reason))


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
    if stands(item, deal):
        return refused(deal, ProvenAlready(item))
    most = context.playbook.waivers_each
    if most and key not in deal.waivers and _waived(deal, context) >= most:
        return refused(deal, WaiversSpent(most, _others(deal, context)))
    return happened(deal, context, Waived(Waiver(key, reason, context.by.id, context.now, vote.marks)))


def _why_no_waiver(deal: Deal, context: Context) -> Reason:
    """Why the asker can't waive here, and who can."""
    if not context.by.manages:
        return NotYours("waive")
    owns = FourEyes(deal, context.company, context.now).owns(context.by.id)
    return OwnDeal("waive", _others(deal, context)) if owns else DoubtfulRole(_others(deal, context))


def _waived(deal: Deal, context: Context) -> int:
    """How many exits the asker waived on this deal."""
    one = context.company.one
    return sum(1 for waiver in deal.waivers.values() if one(waiver.by) == one(context.by.id))


def _others(deal: Deal, context: Context) -> tuple[str, ...]:
    """The ids of those who can overrule on this deal, the asker aside."""
    votes = FourEyes(deal, context.company, context.now).overrulers()
    return tuple(vote.person.id for vote in votes if vote.person.id != context.by.id)
