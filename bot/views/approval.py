"""Approvals: what a manager decides on, what an account manager accepts, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Facts, Text, Tone, Words
from bot.views.account_past import PastDeal, past_elements
from bot.views.approver_notes import approver_notes
from bot.views.changes import changes_words
from bot.views.evidence import evidence_words
from bot.views.exit_fields import exit_value
from bot.views.forms import reason_form
from bot.views.marks import marks_words
from bot.views.missing import tally
from bot.views.waivers import waivers
from bot.views.words import (
    both,
    capital,
    cut,
    day,
    moment,
    money,
    name,
    stage_name,
    taking_over,
)
from bot.views.words import gate_words as gate
from process.approval import Approval, ApprovalState, Ticket
from process.context import Context
from process.deal import Deal
from process.facts import Entry
from process.four_eyes import FourEyes
from process.handoff import acceptance, awaits
from process.playbook import Exit, Stage

ENDS: Mapping[ApprovalState, str] = {
    "void": "the deal changed after it was asked for",
    "expired": "no one decided in time",
}
"""Why an approval ended by itself; a ledger of an earlier release may hold its own words for it."""


def standing_card(
    deal: Deal, context: Context, approval: Approval, changed: Sequence[Entry] = (), past: Sequence[PastDeal] = ()
) -> Card:
    """An approval as it is now for its reader, with buttons for people who can press them."""
    if approval.expired(context.now) or not approval.live:
        return decided_card(deal, context, approval, changed=changed)
    card = asking_card(deal, context, approval, past)
    if decision_buttons(deal, context, approval):
        return card
    return replace(card, body=tuple(part for part in card.body if not isinstance(part, Buttons)))


def asking_card(deal: Deal, context: Context, approval: Approval, past: Sequence[PastDeal] = ()) -> Card:
    """What a live approval asks for now: a manager's decision, or the account manager's word."""
    if approval.state == "asked":
        return approval_card(deal, context, approval, past=past)
    return acceptance_card(deal, context, approval)


def approval_card(
    deal: Deal, context: Context, approval: Approval, only: Sequence[str] = (), past: Sequence[PastDeal] = ()
) -> Card:
    """What a manager decides on, with buttons bound to this approval and its version.

    `only` are the platform's users who may decide, where others see it too. `past` are the account's deals that came
    to nothing of late.
    """
    closes = (("Close date", day(deal.close_date, context)),) if deal.close_date else ()
    facts = (
        ("Deal", cut(deal.name)),
        ("Amount", money(deal.amount)),
        *closes,
        ("Gate", gate(context.playbook, approval.stage)),
        ("Owner", name(context, deal.owner)),
        ("Asked by", f"{name(context, approval.requester)}, {moment(approval.asked_at, context)}"),
        ("Open until", moment(approval.expires_at, context)),
    )
    body: list[Element] = [Facts(facts), *waivers(deal, context), *approver_notes(deal, context)]
    press, said = _press(deal, context, approval)
    body += [*past_elements(past, context), *_proven(deal, context, approval.stage), *said]
    buttons = (
        Button(press, f"approve {approval.id} {approval.version}", "primary"),
        Button("Decline", f"decline {approval.id} {approval.version}", "danger"),
    )
    title = f"{cut(deal.name, 60)}: approve the handoff out of {stage_name(context.playbook, approval.stage)}?"
    tone: Tone = "warning" if deal.waivers else "plain"
    return Card(title, (*body, Buttons(buttons, tuple(only))), tone, refresh_command=_refresh_command(approval))


def _press(deal: Deal, context: Context, approval: Approval) -> tuple[str, tuple[Element, ...]]:
    """What the button that approves is called, and what the ledger will say of everyone who can press it."""
    votes = FourEyes(deal, context.company, context.now, approval.requester).deciders()
    marks = votes[0].marks if votes else ()
    if not marks:
        return "Approve", ()
    words = f"The ledger will mark this decision{marks_words(marks)}."
    return "Confirm alone" if "alone" in marks else "Approve", (Text((words,), small=True),)


def _refresh_command(approval: Approval) -> str:
    return f"show approval {approval.id}"


def alone_card(deal: Deal, context: Context, ticket: Ticket) -> Card:
    """What the only one of us confirms."""
    words = "You are the only active person here, so you confirm this alone. The ledger says so."
    form = reason_form(f"approve {ticket.id} {ticket.version}", "Confirm alone", "Why is this deal ready?")
    body = (Text((words,)), *waivers(deal, context), *_proven(deal, context, deal.stage), form)
    return Card(f"{cut(deal.name, 60)}: confirm the handoff alone", body, "warning")


def _proven(deal: Deal, context: Context, stage: str) -> tuple[Element, ...]:
    """The evidence of this stage, and that of the others in short."""
    if stage not in context.playbook.order:
        return ()
    here = context.playbook.at(stage).exit
    pairs = tuple(
        (item.name, evidence_words(deal.evidence[item.key], item, context))
        for item in here
        if item.key in deal.evidence
    )
    lists = tuple((item.name, tally(deal, item)) for item in here if item.of and deal.listed(item.of))
    facts: tuple[Element, ...] = (Facts(pairs + lists),) if pairs + lists else ()
    before = tuple(
        line for one in context.playbook.stage if one.key != stage and (line := _in_short(deal, context, one))
    )
    return (Text((Bold("Proven"),)), *facts, *((Bullets(before),) if before else ()))


def _in_short(deal: Deal, context: Context, stage: Stage) -> Words:
    """The evidence of an earlier stage on one line; nothing where there is none."""
    said = [
        f"{item.name} – {cut(exit_value(item, deal.value(item.key), context), 60)}{_thin(deal, item)}"
        for item in stage.exit
        if item.key in deal.evidence
    ]
    return (Bold(stage.name), f": {' · '.join(said)}") if said else ()


def _thin(deal: Deal, item: Exit) -> str:
    return " (thin)" if deal.evidence[item.key].thin else ""


def acceptance_card(deal: Deal, context: Context, approval: Approval) -> Card:
    """What an account manager takes over, with buttons bound to this approval and its version."""
    promises = deal.listed("obligation")
    facts = [
        ("Customer", cut(deal.account or deal.name)),
        ("Amount", money(deal.amount)),
        ("From", name(context, deal.owner)),
        ("To", name(context, acceptor(deal, context))),
        ("Approved by", name(context, approval.decider) if approval.decider else "not yet"),
        ("Open until", moment(approval.expires_at, context)),
    ]
    if promises:
        facts.append(("Promised so far", both([cut(item.text, 60) for item in promises])))
    words = (
        "Once you accept, you look after the promises and the payments. "
        "If something is missing, decline and write what it is."
    )
    buttons = (
        Button("Accept", f"accept {approval.id} {approval.version}", "primary"),
        Button("Decline", f"decline {approval.id} {approval.version}", "danger"),
    )
    body = (
        Facts(tuple(facts)),
        *waivers(deal, context),
        *_proven(deal, context, approval.stage),
        Text((words,)),
        Buttons(buttons),
    )
    return Card(
        f"{cut(deal.name, 60)}: will you take over this customer?", body, refresh_command=_refresh_command(approval)
    )


def acceptor(deal: Deal, context: Context) -> str:
    """The id of the account manager who accepts the current handoff; "" if there is none."""
    if deal.stage in context.playbook.order and (key := acceptance(context.playbook, deal.stage)):
        return deal.value(key)
    return taking_over(deal, context.playbook)


def decided_card(
    deal: Deal, context: Context, approval: Approval, gate_words: str = "", changed: Sequence[Entry] = ()
) -> Card:
    """What became of an approval, to stand in place of the card that asked. No buttons: nothing is left to press.

    `changed` is what made it void.
    """
    passes = gate_words or gate(context.playbook, approval.stage)
    facts: list[tuple[str, str]] = [("Gate", passes), ("Amount", money(deal.amount))]
    facts.append(("Asked by", f"{name(context, approval.requester)}, {moment(approval.asked_at, context)}"))
    if approval.decider and approval.decided_at:
        who = name(context, approval.decider) + marks_words(approval.marks)
        facts.append(("Decided by", f"{who}, {moment(approval.decided_at, context)}"))
    if approval.acceptor:
        facts.append(("Accepted by", name(context, approval.acceptor)))
    if changed:
        facts.append(("Changed by", f"{name(context, changed[-1].by)}, {moment(changed[-1].at, context)}"))
    elif ended := approval.reason or ENDS.get(approval.state):
        facts.append(("Why", cut(ended, 600)))
    why = (Text((words,)),) if (words := changes_words(changed, context)) else ()
    title = f"{cut(deal.name, 60)}: {state_words(deal, context, approval)}"
    good = approval.state in ("approved", "done")
    return Card(title, (*why, Facts(tuple(facts)), *waivers(deal, context)), "good" if good else "warning")


def state_words(deal: Deal, context: Context, approval: Approval) -> str:
    """Where an approval stands, in half a sentence."""
    decider = name(context, approval.decider) + marks_words(approval.marks) if approval.decider else "a manager"
    accepted = f", {name(context, approval.acceptor)} accepted it" if approval.acceptor else ""
    states: Mapping[ApprovalState, str] = {
        "asked": "a manager has to decide on the handoff",
        "approved": f"{decider} approved the handoff, {name(context, acceptor(deal, context))} has to accept it",
        "done": f"{decider} approved the handoff{accepted}",
        "declined": f"{decider} declined the handoff",
        "void": "the approval is void",
        "expired": "the approval expired",
    }
    return states["expired" if approval.expired(context.now) else approval.state]


def asked_words(context: Context, approval: Approval) -> str:
    """Who asked for an approval, and until when it can be given."""
    asked = f"{name(context, approval.requester)} asked on {moment(approval.asked_at, context)}."
    return capital(f"{asked} The request is open until {moment(approval.expires_at, context)}.")


def decision_buttons(deal: Deal, context: Context, approval: Approval) -> Sequence[Button]:
    """The buttons this person may press on a live approval; none for anyone else."""
    if approval != deal.approval or not awaits(deal, context):
        return ()
    bound = f"{approval.id} {approval.version}"
    decline = Button("Decline", f"decline {bound}", "danger")
    if approval.state == "approved":
        return Button("Accept", f"accept {bound}", "primary"), decline
    return Button(_press(deal, context, approval)[0], f"approve {bound}", "primary"), decline
