"""Reasons of gates, in words."""

from collections.abc import Mapping

from adapters.card import Words
from bot.views.reasons.table import WordsOf
from bot.views.words import command, count, cut, name, stage_name
from process.approval import ApprovalState
from process.context import Context
from process.reasons import gates

NOT_IN_STATE: Mapping[ApprovalState, str] = {
    "asked": "A manager has to approve this handoff first.",
    "approved": "A manager already approved this handoff. The account manager has to accept it.",
    "done": "This handoff is already decided, and the deal has moved on.",
    "declined": "This handoff is already declined.",
    "void": "The deal has changed since, so the approval is void. The owner can ask again with advance.",
    "expired": "This approval expired. The owner can ask again with advance.",
}


def exits_missing(reason: gates.ExitsMissing, context: Context) -> str:
    missing = count(reason.count, "thing is", "things are")
    return f"The deal can't leave {stage_name(context.playbook, reason.stage)} yet: {missing} missing."


def missing_since(reason: gates.MissingSince, context: Context) -> str:
    return "Something has become missing since the rep asked for this."


def approval_awaited(reason: gates.ApprovalAwaited, context: Context) -> str:
    if not reason.new:
        return "The handoff is already requested and waits for a manager."
    stage = stage_name(context.playbook, reason.stage)
    return f"Everything is proven. Before the deal leaves {stage}, a manager has to approve the handoff."


def acceptance_awaited(reason: gates.AcceptanceAwaited, context: Context) -> str:
    return "A manager approved the handoff. Now the account manager has to accept it."


def no_approver(reason: gates.NoApprover, context: Context) -> Words:
    words = (
        "Everything is proven. Now you need a manager who neither owns the deal nor asked for it. "
        "A colleague joins by typing any command here. An admin then types "
    )
    return words, command("team @someone is manager"), "."


def still_declined(reason: gates.StillDeclined, context: Context) -> str:
    words = "Nothing has changed since. Change an answer, an objection, the amount, a date or a waiver, then ask again."
    return f"{name(context, reason.by)} declined this handoff: {cut(reason.reason, 200).rstrip('.')}. {words}"


def nothing_asked(reason: gates.NothingAsked, context: Context) -> str:
    if reason.wanted == "acceptance":
        return "There is nothing to accept on this deal."
    return "There is nothing to approve on this deal."


def older_card(reason: gates.OlderCard, context: Context) -> str:
    return "This card is out of date. A later approval took its place."


def not_in_state(reason: gates.NotInState, context: Context) -> str:
    return NOT_IN_STATE[reason.state]


def outgrown(reason: gates.Outgrown, context: Context) -> Words:
    words = f"This deal has outgrown the playbook {reason.playbook}. Take it to one that fits with "
    return words, command("playbook move"), ", then advance."


def not_for_deal(reason: gates.NotForDeal, context: Context) -> str:
    return f"The playbook {reason.playbook} is for deals of another amount or kind. Choose another playbook."


WORDS: WordsOf = {
    gates.ExitsMissing: exits_missing,
    gates.MissingSince: missing_since,
    gates.ApprovalAwaited: approval_awaited,
    gates.AcceptanceAwaited: acceptance_awaited,
    gates.NoApprover: no_approver,
    gates.NothingAsked: nothing_asked,
    gates.OlderCard: older_card,
    gates.NotInState: not_in_state,
    gates.Outgrown: outgrown,
    gates.NotForDeal: not_for_deal,
    gates.StillDeclined: still_declined,
}
