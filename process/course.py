"""The deal's course: it begins, changes, rests, is reopened, and leads to the next."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from process import contacts, lowering, proof, rights
from process.asks_less import asks_less_of
from process.context import Context
from process.deal import NEXT_CYCLES, CycleKind, Deal
from process.evidence import Evidence
from process.facts import (
    Activity,
    Assigned,
    Began,
    Changed,
    Decided,
    Linked,
    Logged,
    PlaybookMoved,
    Reopened,
    Waited,
)
from process.gate import first_unsatisfied
from process.outcome import Outcome, happened, refused
from process.playbook import Playbook
from process.playbook_fit import fits
from process.reasons.gates import NotForDeal
from process.reasons.rights import AsksLess, LowersDeal, NotYours
from process.reasons.route import ChangesWin
from process.reasons.state import CompletedForGood, NotAcceptedYet, NotOpen, OpenAlready, SameOwner, SamePlaybook
from process.reasons.values import BadContact, NotAColleague, NotToCome, OwnerWaived
from process.walk import returned
from process.win import changes_win, is_behind


def begin(context: Context, deal_id: str, account: str, name: str) -> Outcome:
    """Open a deal in the first stage of the context's playbook, owned by the one who opens it."""
    stage, now = context.playbook.stage[0].key, context.now
    me = context.by.id
    deal = Deal(deal_id, account, name, me, context.playbook.version, stage, now, now, now, opener=me)
    return happened(deal, context, Began(deal))


def change(deal: Deal, context: Context, changed: Changed) -> Outcome:
    """Set an attribute, as owner or manager; complexity is lowered by a manager only, never on their own deal."""
    if not rights.may_own(deal, context.by):
        return refused(deal, NotYours("change"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "change"))
    if lowering.is_lower(deal, changed, context.playbook) and not rights.may_waive(deal, context):
        return refused(deal, NotYours("lower complexity"))
    if changed.changes_nothing(deal):
        return Outcome(deal)
    if changes_win(deal, changed) and not rights.may_waive(deal, context):
        return refused(deal, ChangesWin(changed.attribute), changed.attribute.replace(" ", "_"))
    if fault := lowering.unsound(changed, context.playbook):
        return refused(deal, fault, changed.attribute)
    drops = lowering.dropped(deal, changed, context)
    if drops and not rights.may_waive(deal, context):
        return refused(deal, LowersDeal(changed.attribute, drops))
    return happened(deal, context, replace(changed, drops=drops))


def assign(deal: Deal, context: Context, owner: str) -> Outcome:
    """Give the deal another owner."""
    if not rights.may_own(deal, context.by):
        return refused(deal, NotYours("hand over"))
    if context.company.find(owner) is None:
        return refused(deal, NotAColleague("deal"), "colleague")
    if owner == deal.owner:
        return refused(deal, SameOwner())
    if waived := _waived_by(deal, context, owner):
        return refused(deal, OwnerWaived(waived), "colleague")
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "hand over"))
    return happened(deal, context, Assigned(owner, deal.owner))


def _waived_by(deal: Deal, context: Context, owner: str) -> tuple[str, ...]:
    """The keys of the exits that this person waived on the deal, from any of their accounts."""
    one = context.company.one
    return tuple(key for key, waiver in deal.waivers.items() if one(waiver.by) == one(owner))


def wait(deal: Deal, context: Context, until: date, reason: str) -> Outcome:
    """Let a deal rest until a day that is still to come, with a reason."""
    if not rights.may_work(deal, context.by):
        return refused(deal, NotYours("wait"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "wait"))
    if until <= context.today:
        return refused(deal, NotToCome(), "until")
    return happened(deal, context, Waited(until, reason))


def reopen(deal: Deal, context: Context, reason: str) -> Outcome:
    """Open an ended deal again, in its first unsatisfied stage and never beyond where it ended."""
    if not rights.may_reopen(deal, context):
        return refused(deal, NotYours("reopen ended" if deal.state in ("churned", "withdrawn") else "reopen"))
    if deal.state == "completed":
        return refused(deal, CompletedForGood())
    if deal.state == "open":
        return refused(deal, OpenAlready())
    stage = _no_further(deal, context.playbook, deal.stage)
    return happened(deal, context, Reopened(deal.stage, stage, reason, returned(deal, context.playbook, stage)))


def _no_further(deal: Deal, playbook: Playbook, limit: str) -> str:
    first = first_unsatisfied(deal, playbook).key
    return min(first, limit, key=lambda key: playbook.order[key])


def log(
    deal: Deal, context: Context, activity: Activity, note: str, contact: str = "", *, said: datetime | None = None
) -> Outcome:
    """Keep a contact with the customer, for example a call, or a note.

    `said` is when the words of the note were said; it is kept where that was on an earlier day.
    """
    engaged = context.by.active and any(one.team in context.by.teams for one in deal.engaged)
    if not (rights.may_work(deal, context.by) or engaged):
        return refused(deal, NotYours("log"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "log"))
    if contact and (stranger := contacts.contact_fault(contact, deal, context)):
        return refused(deal, BadContact(stranger), "contact")
    people = contacts.added(deal, context, [contact])
    earlier = said if said and said.astimezone(context.zone).date() < context.today else None
    logged = Logged(activity, note, contacts.called(contact, deal, context), earlier)
    return happened(deal, context, *people, logged)


@dataclass(frozen=True, slots=True)
class Following:
    """The deal to open out of another: its id and name, and as what it follows."""

    id: str
    name: str
    kind: CycleKind


def next_cycle(deal: Deal, context: Context, new: Playbook, following: Following) -> tuple[Outcome, Outcome]:
    """Open the deal that follows this one: the outcome on this deal, and the new deal's.

    It starts in the first stage of the playbook `new`. The contacts come along, and the evidence that the playbook
    lets carry over. A referral is another customer's deal: it starts clean.
    A refusal is on the first outcome, and the second is then the same.
    """
    if not rights.may_work(deal, context.by):
        no = refused(deal, NotYours("next cycle"))
        return no, no
    kind = following.kind
    if deal.state not in ("open", "completed"):
        no = refused(deal, NotOpen(deal.state, "next cycle"))
        return no, no
    if not (deal.account_manager or deal.state == "completed") or kind not in NEXT_CYCLES:
        no = refused(deal, NotAcceptedYet())
        return no, no
    account = following.name if kind == "referral" else deal.account
    opened = begin(replace(context, playbook=new), following.id, account, following.name).deal
    carried = _carried(deal, context.playbook, new, kind)
    known = () if kind == "referral" else deal.contacts
    sells = kind in ("cross-sell", "up-sell", "referral") and context.company.find(deal.owner) is not None
    owner = deal.owner if sells else context.by.id
    opener = owner if owner == context.by.id else ""
    opened = replace(opened, owner=owner, opener=opener, evidence=carried, contacts=known)
    opened = replace(opened, cycle=deal.cycle + 1, kind=kind, parent=deal.id)
    return happened(deal, context, Linked(following.id, following.name, kind)), happened(opened, context, Began(opened))


def _carried(deal: Deal, old: Playbook, new: Playbook, kind: CycleKind) -> dict[str, Evidence]:
    """The evidence that comes along to the deal that follows."""
    if kind == "referral":
        return {}  # another customer's: what we know of this one's people proves nothing there
    return _holding(deal, old, new)


def _holding(deal: Deal, old: Playbook, new: Playbook) -> dict[str, Evidence]:
    return {key: one for key, one in deal.evidence.items() if _carries(deal, old, new, key)}


def _carries(deal: Deal, old: Playbook, new: Playbook, key: str) -> bool:
    holds = key in new.exits and key not in deal.doubted
    return holds and new.exits[key].carried and _still_fits(deal, old, new, key)


def move_playbook(deal: Deal, context: Context, old: Playbook, new: Playbook) -> Outcome:
    """Take a deal to another version of the process, to the first stage not satisfied there.

    It never gets further than where it stands; where its stage is gone, never past a handoff it has not been through.
    """
    if not rights.may_own(deal, context.by):
        return refused(deal, NotYours("move playbook"))
    if deal.state != "open":
        return refused(deal, NotOpen(deal.state, "move playbook"))
    # Earlier releases named a version by its text: what asks the same is the same, under any name.
    if new.version in (deal.playbook, old.version):
        return refused(deal, SamePlaybook())
    if not fits(new, deal.amount, deal.kind):
        return refused(deal, NotForDeal(new.name))
    if (less := asks_less_of(deal, old, new)) and not rights.may_waive(deal, context):
        return refused(deal, AsksLess(new.name, less))
    dropped = tuple(key for key in {**deal.evidence, **deal.waivers} if not _still_fits(deal, old, new, key))
    trimmed = replace(deal, evidence={key: one for key, one in deal.evidence.items() if key not in dropped})
    trimmed = replace(trimmed, waivers={key: one for key, one in deal.waivers.items() if key not in dropped})
    stage = _no_further(trimmed, new, _limit(deal, old, new))
    moved = PlaybookMoved(deal.playbook, new.version, deal.stage, stage, dropped, returned(deal, new, stage))
    if not deal.is_won and is_behind(new, stage):
        moved = replace(moved, won=True)
    return happened(deal, context, moved)


def _still_fits(deal: Deal, old: Playbook, new: Playbook, key: str) -> bool:
    item, was = new.exits.get(key), old.exits.get(key)
    if item is None or was is None:
        return False
    if key in deal.waivers and not item.waivable:
        return False
    evidence = deal.evidence.get(key)
    if evidence is None:
        return True
    same = evidence.word == item.attest and was.kind == item.kind and item.role in ("", was.role)
    answers = not item.choices or evidence.value in item.choices
    return same and answers and proof.substantial(evidence.value, item, new)


def _limit(deal: Deal, old: Playbook, new: Playbook) -> str:
    """The furthest stage of the new process that this deal's passed gates can stand for."""
    passed = {stage.key for stage in old.stage[: old.order[deal.stage]] if stage.handoff}
    for stage in new.stage:
        if stage.key == deal.stage or (stage.handoff and stage.key not in passed):
            return stage.key
    return new.last.key


def expire(deal: Deal, context: Context) -> Outcome:
    """Let a waiting approval expire when its time is over; without one, nothing happens."""
    if deal.approval is None or not deal.approval.expired(context.now):
        return Outcome(deal)
    return happened(deal, context, Decided(deal.approval.id, "expired"))
