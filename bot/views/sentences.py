"""Sentences: each kind of fact as what a person did; they follow that person's name."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.views import attribute_words, contact_sentences, import_sentences, planned, question_cards, renewals
from bot.views.dates import full_day, plain_day
from bot.views.decision_marks import marks_words
from bot.views.evidence import evidence_words
from bot.views.undo_words import undone
from bot.views.words import an, around, both, cut, exit_name, gate_words, name, stage_name
from process import facts
from process.activity import NOTE
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence
from process.list_item import ListName


def fact_words(fact: facts.Fact, deal: Deal, context: Context) -> str:
    """A fact as what a person did, without their name: "advanced it from Prospecting to Qualification."."""
    return WORDS[type(fact)](fact, deal, context)


def began(fact: facts.Began, deal: Deal, context: Context) -> str:
    kind = f" as {an(fact.deal.kind)}" if fact.deal.parent else ""
    return f"opened the deal{kind} in {stage_name(context.playbook, fact.deal.stage)}."


def assigned(fact: facts.Assigned, deal: Deal, context: Context) -> str:
    return f"handed the deal from {name(context, fact.was)} to {name(context, fact.owner)}."


def met(fact: facts.Met, deal: Deal, context: Context) -> str:
    return f"gave evidence: {' · '.join(evidence_line(one, context) for one in fact.evidence)}."


def evidence_line(one: Evidence, context: Context) -> str:
    """An exit with its answer: "Budget – 50,000 EUR, said by Carla Chen (call)"."""
    item = context.playbook.exits.get(one.exit)
    said = evidence_words(one, item, context) if item else cut(one.value)
    on = f" on {plain_day(one.on)}" if one.on else ""
    return f"{exit_name(context.playbook, one.exit)} – {said}{on}"


def unmet(fact: facts.Unmet, deal: Deal, context: Context) -> str:
    return f"took back {exit_name(context.playbook, fact.exit)}: {cut(fact.reason)}"


def waived(fact: facts.Waived, deal: Deal, context: Context) -> str:
    waiver = fact.waiver
    return f"waived {exit_name(context.playbook, waiver.exit)}{marks_words(waiver.marks)}: {cut(waiver.reason)}"


def advanced(fact: facts.Advanced, deal: Deal, context: Context) -> str:
    from_, to = stage_name(context.playbook, fact.left), stage_name(context.playbook, fact.stage)
    return f"advanced it from {from_} to {to}{_on_waivers(fact.waivers, context)}."


def cycle_closed(fact: facts.CycleClosed, deal: Deal, context: Context) -> str:
    stage = stage_name(context.playbook, fact.stage)
    return f"completed {stage} and this turn{_on_waivers(fact.waivers, context)}."


def _on_waivers(keys: tuple[str, ...], context: Context) -> str:
    return around(", with a waiver of ", _exits(keys, context))


def _exits(keys: tuple[str, ...], context: Context) -> str:
    return both([exit_name(context.playbook, key) for key in keys])


def refused(fact: facts.Refused, deal: Deal, context: Context) -> str:
    missing = _exits(fact.missing, context)
    return f"couldn't leave {stage_name(context.playbook, fact.stage)} yet: {missing} missing."


def skip_attempted(fact: facts.SkipAttempted, deal: Deal, context: Context) -> str:
    asked, stage = stage_name(context.playbook, fact.asked), stage_name(context.playbook, fact.stage)
    return f"tried to skip to {asked} and was stopped in {stage}: {_exits(fact.missing, context)} missing."


def sent_back(fact: facts.SentBack, deal: Deal, context: Context) -> str:
    left, stage = stage_name(context.playbook, fact.left), stage_name(context.playbook, fact.stage)
    return f"sent it back from {left} to {stage}: {cut(fact.reason)}{doubt_words(fact, context)}"


def doubt_words(fact: facts.SentBack, context: Context) -> str:
    """What has to be confirmed again, behind the reason of a way back."""
    return around(". To confirm again: ", _exits(fact.doubted, context), ".")


def waited(fact: facts.Waited, deal: Deal, context: Context) -> str:
    return f"set it to wait until {full_day(fact.until)}: {cut(fact.reason)}"


def lost(fact: facts.Lost, deal: Deal, context: Context) -> str:
    return f"marked it as lost in {stage_name(context.playbook, fact.stage)}: {cut(fact.reason)}"


def churned(fact: facts.Churned, deal: Deal, context: Context) -> str:
    return f"counted the customer as gone in {stage_name(context.playbook, fact.stage)}: {cut(fact.reason)}"


def withdrawn(fact: facts.Withdrawn, deal: Deal, context: Context) -> str:
    return f"withdrew the deal, so it counts in no figure: {cut(fact.reason)}"


def confirmed(fact: facts.Confirmed, deal: Deal, context: Context) -> str:
    return f"confirmed that {_exits(fact.exits, context)} still {'holds' if len(fact.exits) == 1 else 'hold'}."


def referred(fact: facts.Referred, deal: Deal, context: Context) -> str:
    return f"named {cut(fact.account, 80)} as the customer who referred them."


def reopened(fact: facts.Reopened, deal: Deal, context: Context) -> str:
    return f"reopened it in {stage_name(context.playbook, fact.stage)}: {cut(fact.reason)}"


def approval_asked(fact: facts.ApprovalAsked, deal: Deal, context: Context) -> str:
    return f"asked for the handoff from {gate_words(context.playbook, fact.approval.stage)}."


def decided(fact: facts.Decided, deal: Deal, context: Context) -> str:
    why = marks_words(fact.marks) + (around(": ", cut(fact.reason)) or ".")
    match fact.state:
        case "approved":
            return f"approved the handoff{why}"
        case "done":
            return f"accepted the handoff{why}" if fact.acceptor else f"approved the handoff{why}"
        case "declined":
            return f"declined the handoff{why}"
        case "expired":
            return "ended the approval: no one decided in time."
        case _:
            return "changed the deal, so its approval is void."


def listed(fact: facts.Listed, deal: Deal, context: Context) -> str:
    item = fact.item
    by = around(", from ", cut(item.contact, 60))
    who = f", for {name(context, item.owner)}" if item.owner else ""
    due = f", due {full_day(item.due)}" if item.due else ""
    return f"added {item.list} {item.number}: {cut(item.text)}{by}{who}{due}."


def closed(fact: facts.Closed, deal: Deal, context: Context) -> str:
    words: dict[ListName, str] = {
        "objection": "removed objection {}",
        "trigger": "saw trigger {} happen",
        "buyer step": "saw the buyer take step {}",
        "obligation": "kept obligation {}",
        "payment": "received payment {}",
    }
    item = deal.item(fact.list, fact.number)
    which = f" ({cut(item.text, 80)})" if item else ""
    said = around(", said by ", cut(fact.said_by, 60))
    what = f"dropped {fact.list} {fact.number}" if fact.dropped else words[fact.list].format(fact.number)
    on = f" on {plain_day(fact.day)}" if fact.day else ""
    return f"{what}{which}{on}: {cut(fact.how)}{said}."


def engaged(fact: facts.Engaged, deal: Deal, context: Context) -> str:
    return f"engaged {fact.team.capitalize()}{around(': ', cut(fact.note)) or '.'}"


def logged(fact: facts.Logged, deal: Deal, context: Context) -> str:
    whom = around(" with ", cut(fact.contact, 60))
    said = f" (said on {plain_day(fact.said.astimezone(context.zone).date())})" if fact.said else ""
    does = "noted" if fact.activity == NOTE else f"logged {an(fact.activity)}"
    return f"{does}{whom}: {cut(fact.note)}{said}"


def rescheduled(fact: facts.Rescheduled, deal: Deal, context: Context) -> str:
    return f"moved {fact.list} {fact.number} to {full_day(fact.due)}: {cut(fact.reason)}"


def lost_sorted(fact: facts.LostSorted, deal: Deal, context: Context) -> str:
    return f"counted it as lost because of: {fact.category}."


def linked(fact: facts.Linked, deal: Deal, context: Context) -> str:
    return f"opened {cut(fact.name, 80)} out of it, {an(fact.kind)}."


def playbook_moved(fact: facts.PlaybookMoved, deal: Deal, context: Context) -> str:
    stage = stage_name(context.playbook, fact.stage)
    dropped = around(" No longer proven: ", _exits(fact.dropped, context), ".")
    return f"moved the deal to another version of the playbook, in {stage}.{dropped}"


WORDS: Mapping[type, Callable[[Any, Deal, Context], str]] = {
    facts.Began: began,
    facts.Changed: attribute_words.changed,
    facts.Assigned: assigned,
    facts.Met: met,
    facts.Unmet: unmet,
    facts.Waived: waived,
    facts.Advanced: advanced,
    facts.CycleClosed: cycle_closed,
    facts.Refused: refused,
    facts.SkipAttempted: skip_attempted,
    facts.SentBack: sent_back,
    facts.Waited: waited,
    facts.Lost: lost,
    facts.Churned: churned,
    facts.Withdrawn: withdrawn,
    facts.Confirmed: confirmed,
    facts.Referred: referred,
    facts.Reopened: reopened,
    facts.ApprovalAsked: approval_asked,
    facts.Decided: decided,
    facts.Listed: listed,
    facts.Closed: closed,
    facts.Engaged: engaged,
    facts.Logged: logged,
    facts.Linked: linked,
    facts.Rescheduled: rescheduled,
    facts.LostSorted: lost_sorted,
    facts.ContactAdded: contact_sentences.added,
    facts.ContactErased: contact_sentences.erased,
    facts.PlaybookMoved: playbook_moved,
    **planned.WORDS,
    **question_cards.WORDS,
    **renewals.WORDS,
    **import_sentences.WORDS,
    facts.Undone: undone,
}
