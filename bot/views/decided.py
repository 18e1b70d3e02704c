"""Decided: what became of an approval, to stand in place of the card that asked, and to those who asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from adapters.card import Button, Buttons, Card, Element, Text, Tone
from bot.views.approval import state_words
from bot.views.changes import changes_words
from bot.views.moved import moved_card
from bot.views.short_words import dated_moment, short_money, you
from bot.views.words import capital, cut, gate_words, name
from process.approval import Approval, ApprovalState
from process.context import Context
from process.deal import Deal
from process.facts import Entry

ENDS: Mapping[ApprovalState, str] = {
    "void": "The deal changed after it was asked for.",
    "expired": "No one decided in time.",
}
"""Why an approval ended by itself; a ledger of an earlier release may hold its own words for it."""

ASK_AGAIN = "You can ask again once an answer, an objection, the amount, a date or a waiver has changed."


def decided_card(deal: Deal, context: Context, approval: Approval, changed: Sequence[Entry] = ()) -> Card:
    """What became of an approval. No buttons: nothing is left to press. `changed` is what made it void."""
    why = changes_words(changed, context) or approval.reason or ENDS.get(_state(approval, context), "")
    by = f" {name(context, changed[-1].by)} changed it {dated_moment(changed[-1].at, context)}." if changed else ""
    body: list[Element] = [Text((cut(f"{why}{by}", 600),))] if why else []
    body.append(Text((_asked(deal, context, approval),), small=True))
    good = approval.state in ("approved", "done")
    return Card(_title(deal, context, approval), tuple(body), "good" if good else "warning")


def _title(deal: Deal, context: Context, approval: Approval) -> str:
    return f"{cut(deal.name, 60)}: {state_words(deal, context, approval)}"


def _state(approval: Approval, context: Context) -> ApprovalState:
    return "expired" if approval.expired(context.now) else approval.state


def _asked(deal: Deal, context: Context, approval: Approval) -> str:
    """What was asked for, by whom and when, and when it was decided."""
    said = f"{gate_words(context.playbook, approval.stage)} · {short_money(deal.amount)}"
    said += f" · {you(approval.requester, context)} asked {dated_moment(approval.asked_at, context)}"
    decided = approval.decided_at if approval.decider else None
    return f"{said} · decided {dated_moment(decided, context)}" if decided else said


def in_channel(deal: Deal, context: Context, approval: Approval) -> Card:
    """The same for a channel: how it ended, and neither who said no nor why."""
    ends: Mapping[ApprovalState, str] = {
        "approved": "approved",
        "done": "approved",
        "declined": "not yet",
        "void": "changed, so there is nothing to decide",
        "expired": "not decided in time",
    }
    words = ends.get(_state(approval, context), "waits for a decision")
    asked = f"{gate_words(context.playbook, approval.stage)} · {short_money(deal.amount)}"
    return Card(f"{cut(deal.name, 60)}: {words}", (Text((asked,), small=True),))


def decided_notice(deal: Deal, context: Context, approval: Approval, changed: Sequence[Entry] = ()) -> Card:
    """Tell the owner and the one who asked how it ended, with the way on.

    The owner of a deal that moved gets its next answers, since they are the one to give them.
    """
    if approval.state == "done" and context.by.id == deal.owner and not deal.account_manager:
        return replace(moved_card(deal, context, approval.stage), notification=_moved_on(deal, context, approval))
    card = decided_card(deal, context, approval, changed)
    again = (Text((ASK_AGAIN,), small=True),) if approval.state == "declined" else ()
    body = (*card.body, *again, Buttons(_ways(deal, context, approval)))
    return replace(card, body=body, notification=_notified(card, approval))


def _moved_on(deal: Deal, context: Context, approval: Approval) -> str:
    stage = context.playbook.at(deal.stage).name
    decider = capital(you(approval.decider, context)) if approval.decider else "A manager"
    return cut(f"{cut(deal.name, 60)} is in {stage}: {decider} approved it", 120)


def _notified(card: Card, approval: Approval) -> str:
    """The title, with the reason of a no."""
    reason = approval.reason if approval.state == "declined" else ""
    return cut(f"{card.title}: {reason}" if reason else card.title, 120)


def _ways(deal: Deal, context: Context, approval: Approval) -> tuple[Button, ...]:
    """What the reader can do next: after a no, ask the one who said it."""
    show = Button("Show deal", f"show #{deal.id}")
    if approval.state != "declined":
        return (show,)
    change = Button("Change the deal", f"set #{deal.id}")
    return (change, show) if context.by.id == deal.owner else (show,)


def passed_card(deal: Deal, context: Context, approval: Approval) -> Card:
    """What the one who decided reads in the place of the card that asked: what happened, and who goes on from here."""
    owner = name(context, deal.owner)
    decided = capital(state_words(deal, context, approval))
    words = {"declined": f"{owner} reads your reason.", "done": f"{decided}. {owner} has the next steps."}
    body: list[Element] = [Text((words.get(approval.state, f"{decided}."),))]
    if approval.state == "declined" and approval.reason:
        body.insert(0, Text((cut(approval.reason, 600),)))
    body.append(Text((_asked(deal, context, approval),), small=True))
    title = _title(deal, context, approval)
    if approval.state == "done" and deal.state == "open":
        title = f"{cut(deal.name, 60)} is in {context.playbook.at(deal.stage).name}"
    if approval.state == "approved":
        title = f"{cut(deal.name, 60)}: you approved it"
    tone: Tone = "warning" if approval.state == "declined" else "good"
    return Card(title, (*body, Buttons((Button("Show deal", f"show #{deal.id}"),))), tone)
