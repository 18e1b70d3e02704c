"""Reasons of rights, in words."""

from collections.abc import Mapping

from adapters.card import Words
from bot.views.reasons.table import WordsOf
from bot.views.words import both, command, exit_name, stage_name
from process.context import Context
from process.playbook import Playbook
from process.reasons import rights
from process.reasons.rights import Action

NOT_YOURS: Mapping[Action, str] = {
    "advance": "Only the deal's owner, a manager or its account manager can advance it.",
    "send back": "Only the deal's owner, a manager or its account manager can send it back.",
    "change": "Only the deal's owner or a manager changes what it is.",
    "lower complexity": "Complexity is lowered by a manager, and never on a deal of their own.",
    "hand over": "Only the deal's owner or a manager can hand it to another owner.",
    "move playbook": "Only the deal's owner or a manager moves it to another playbook.",
    "wait": "Only those who work on the deal can let it wait.",
    "lose": "Only those who work on the deal can mark it as lost.",
    "reopen": "Only those who work on the deal reopen it. A manager of another's deal ends a churn or a withdrawal.",
    "log": "Only those who work on the deal log what happened.",
    "next cycle": "Only those who work on the deal open its next cycle.",
    "list": "Only those who work on the deal change its lists.",
    "buyer step": "Only those who work on the deal keep the buyer's track.",
    "engage": "Only those who work on the deal engage a specialist team.",
    "give evidence": "Only those who work on the deal give evidence.",
    "take back": "Only those who work on the deal take evidence back.",
    "waive": "Only a manager waives an exit.",
    "decide": "Only a manager, or their stand-in, decides a handoff.",
    "accept": "Only the account manager named on the deal accepts it.",
    "churn": "Only a manager lets a won deal churn, and never one of their own.",
    "withdraw": "The owner withdraws a deal before its first gate; later a manager does, never their own.",
}


def not_yours(reason: rights.NotYours, context: Context) -> str:
    return NOT_YOURS[reason.action]


def not_your_list(reason: rights.NotYourList, context: Context) -> str:
    if reason.closes:
        return f"Only those who work on the deal, or who own the {reason.list}, close it."
    return f"Only those who work on the deal put something on its {reason.list} list."


def not_yours_to_attest(reason: rights.NotYoursToAttest, context: Context) -> str | Words:
    name, team = reason.exit.name, reason.exit.attest
    match team:
        case "rep" | "buyer":
            return f"{name} is for the deal's owner or a manager to prove."
        case "manager":
            return f"{name} is a manager's to attest, and never the deal's own owner's."
        case "account manager":
            return f"{name} is the account manager's to attest."
    return f"{name} counts only in the words of {team.title()}; engage them with ", command("engage"), "."


def not_yours_to_take_back(reason: rights.NotYoursToTakeBack, context: Context) -> str:
    return f"{reason.exit.name} is taken back by those who can attest it, or by a manager."


def waiver_not_yours(reason: rights.WaiverNotYours, context: Context) -> str:
    return f"{reason.exit.name} was waived; a manager takes that back, and never on a deal of their own."


def own_deal(reason: rights.OwnDeal, context: Context) -> str:
    if reason.action == "waive":
        return "You can't waive on a deal of your own; ask another manager."
    return "You can't approve a deal of your own."


def own_request(reason: rights.OwnRequest, context: Context) -> str:
    return "You can't approve what you asked for yourself."


def acts_for_owner(reason: rights.ActsForOwner, context: Context) -> str:
    return "You stand in for the one who owns the deal or asked for this, so another manager has to decide."


def not_vouched(reason: rights.NotVouched, context: Context) -> str:
    return "Your account is not matched to a vouched colleague, so it cannot approve."


def asks_less(reason: rights.AsksLess, context: Context) -> str:
    names = [stage_or_exit(context.playbook, key) for key in reason.dropped[:3]]
    more = len(reason.dropped) - len(names)
    what = both([*names, f"{more} more"] if more else names)
    return f"{reason.playbook} asks less: {what}. A manager who doesn't own this deal can move it."


def stage_or_exit(playbook: Playbook, key: str) -> str:
    """The name of what a playbook asks: an exit, or the approval at the end of a stage."""
    if key in playbook.order:
        return f"the approval of {stage_name(playbook, key)}"
    return exit_name(playbook, key)


WORDS: WordsOf = {
    rights.NotYours: not_yours,
    rights.NotYourList: not_your_list,
    rights.NotYoursToAttest: not_yours_to_attest,
    rights.NotYoursToTakeBack: not_yours_to_take_back,
    rights.WaiverNotYours: waiver_not_yours,
    rights.OwnDeal: own_deal,
    rights.OwnRequest: own_request,
    rights.ActsForOwner: acts_for_owner,
    rights.NotVouched: not_vouched,
    rights.AsksLess: asks_less,
}
