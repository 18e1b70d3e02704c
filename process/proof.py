"""Proof: evidence is given for an exit or taken back, and a manager waives."""

from collections.abc import Sequence
from dataclasses import replace

from process import exit_kinds, rights
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence, Waiver
from process.exit_kinds import Around
from process.facts import Confirmed, Met, Unmet, Waived
from process.gate import stands
from process.happened import to_come
from process.outcome import Outcome, happened, refused
from process.playbook import Exit
from process.reasons import Reason
from process.reasons.rights import NotYours, NotYoursToAttest, NotYoursToTakeBack, OwnDeal, WaiverNotYours
from process.reasons.route import NothingDoubted
from process.reasons.state import NeverWaived, NothingToTakeBack, NotOpen, ProvenAlready
from process.reasons.values import BadAnswer, BuyerUnnamed, SaidTooEarly


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
        if not rights.may_attest(item, deal, context.by):
            return refused(deal, NotYoursToAttest(item))
        if wrong := fault(one, item, context):
            return refused(deal, wrong)
        signed.append(_signed(one, item, context))
    return happened(deal, context, Met(tuple(signed)))


def _signed(one: Evidence, item: Exit, context: Context) -> Evidence:
    """The evidence in the name of the one who gave it, not of the one it names itself."""
    if one.word == item.attest and one.by == context.by.id and one.at == context.now:
        return one
    return replace(one, word=item.attest, by=context.by.id, at=context.now)


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
