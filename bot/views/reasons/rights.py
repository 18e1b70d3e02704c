"""Reasons of rights, in words."""

from collections.abc import Mapping

from adapters.card import Words
from bot.views.decision_marks import able_words
from bot.views.reasons.table import WordsOf
from bot.views.words import both, capital, command, exit_name, stage_name
from process.context import Context
from process.playbook import Playbook
from process.reasons import rights
from process.reasons.rights import Action

NOT_YOURS: Mapping[Action, str] = {
    "advance": "Only the deal's owner, a manager or its account manager can advance it.",
    "send back": "Only the deal's owner, a manager or its account manager can send it back.",
    "change": "Only the deal's owner or a manager can change it.",
    "lower complexity": "Only a manager can lower the complexity, and not on their own deal.",
    "hand over": "Only the deal's owner or a manager can hand it to another owner.",
    "move playbook": "Only the deal's owner or a manager can move it to another playbook.",
    "wait": "Only the deal's owner, a manager or its account manager can let it wait.",
    "lose": "Only the deal's owner, a manager or its account manager can mark it as lost.",
    "reopen": "Only the deal's owner, a manager or its account manager can reopen it.",
    "reopen ended": "Only a manager who doesn't own this deal can reopen it now.",
    "log": "Only the deal's owner, a manager or its account manager can log what happened.",
    "next cycle": "Only the deal's owner, a manager or its account manager can open its next cycle.",
    "list": "Only the deal's owner, a manager or its account manager can change its lists.",
    "buyer step": "Only the deal's owner, a manager or its account manager can change the buyer's steps.",
    "engage": "Only the deal's owner, a manager or its account manager can engage a specialist team.",
    "give evidence": "Only the deal's owner, a manager or its account manager can give evidence.",
    "take back": "Only the deal's owner, a manager or its account manager can take evidence back.",
    "waive": "Only a manager can waive an exit.",
    "decide": "Only a manager or their stand-in can decide on a handoff.",
    "add a contact": "Only the deal's owner, a manager or its account manager can add a contact.",
    "accept": "Only the account manager named on the deal can accept it.",
    "churn": "Only a manager can let a won deal churn, and never one of their own.",
    "reply": "Only who was asked, or someone who works on the deal, can answer this question.",
    "plan": "Only the people who work on the deal can plan its next step. The colleague it is for can end it.",
    "withdraw": "The owner can withdraw a deal before its first gate. Later a manager can, never their own.",
}


def not_yours(reason: rights.NotYours, context: Context) -> str:
    return NOT_YOURS[reason.action]


def not_your_list(reason: rights.NotYourList, context: Context) -> str:
    if reason.closes:
        return f"Only the people who work on the deal or own the {reason.list} can close it."
    return f"Only the deal's owner, a manager or its account manager can add to its {reason.list}s."


def not_yours_to_attest(reason: rights.NotYoursToAttest, context: Context) -> str | Words:
    name, team = reason.exit.name, reason.exit.attest
    match team:
        case "rep" | "buyer":
            return f"Only the deal's owner or a manager can give evidence for {name}."
        case "manager":
            return f"Only a manager can attest {name}, and not on their own deal."
        case "account manager":
            return f"Only the account manager can attest {name}."
    what = "this" if team.casefold() == name.casefold() else name
    return f"Only {team.title()} can attest {what}. Engage them with ", command("engage"), "."


def not_yours_to_take_back(reason: rights.NotYoursToTakeBack, context: Context) -> str:
    return f"Only a manager, or a person who can attest {reason.exit.name}, can take it back."


def waiver_not_yours(reason: rights.WaiverNotYours, context: Context) -> str:
    return f"{reason.exit.name} was waived. Only a manager can take that back, and not on their own deal."


def own_deal(reason: rights.OwnDeal, context: Context) -> str:
    if reason.action == "waive":
        return f"You can't waive an exit on your own deal. {able_words(reason.able, context, 'waive it')}"
    return f"You can't approve your own deal. {able_words(reason.able, context, 'approve it')}"


def doubtful_role(reason: rights.DoubtfulRole, context: Context) -> str:
    who = able_words(reason.able, context, "decide")
    return f"You are a manager here by the owner's word, or only since this was asked for. {who}"


def owned_before(reason: rights.OwnedBefore, context: Context) -> str:
    return f"You owned this deal and proved some of it. {able_words(reason.able, context, 'decide')}"


def waived_here(reason: rights.WaivedHere, context: Context) -> str:
    return f"You waived an exit on this deal. {able_words(reason.able, context, 'approve it')}"


def own_specialist(reason: rights.OwnSpecialist, context: Context) -> str:
    team = capital(reason.exit.attest)
    return f"No one answers for {team} on a deal of their own. {able_words(reason.able, context, 'answer')}"


def team_empty(reason: rights.TeamEmpty, context: Context) -> Words:
    team = capital(reason.exit.attest)
    who = able_words(reason.able, context, "clear it")
    return f"No one in {team} can answer on this deal. {who} They type ", command(f"clear … {reason.exit.key}"), "."


def team_answers(reason: rights.TeamAnswers, context: Context) -> str:
    who = able_words(reason.able, context, "answer")
    return f"{capital(reason.exit.attest)} has to answer here. {who}"


def not_a_teams(reason: rights.NotATeams, context: Context) -> str:
    return f"{reason.exit.name} isn't for a team to prove, so no one clears it."


def own_request(reason: rights.OwnRequest, context: Context) -> str:
    return "You asked for this yourself, so another manager has to decide."


def acts_for_owner(reason: rights.ActsForOwner, context: Context) -> str:
    return "You stand in for the person who owns the deal or asked for this. Another manager has to decide."


def not_vouched(reason: rights.NotVouched, context: Context) -> str:
    return "Your account isn't matched to a colleague yet, so you can't approve. Ask an admin."


def lowers_deal(reason: rights.LowersDeal, context: Context) -> str:
    exits = both([exit_name(context.playbook, key) for key in reason.exits])
    return (
        f"With this {_attribute(reason, context)} the deal no longer needs {exits}. "
        "Ask a manager who doesn't own the deal to change it."
    )


def _attribute(reason: rights.LowersDeal, context: Context) -> str:
    """What would be changed: an attribute of the deal, or the answer to an exit by its name."""
    answered = reason.attribute in context.playbook.exits
    return f"answer to {exit_name(context.playbook, reason.attribute)}" if answered else reason.attribute


def asks_less(reason: rights.AsksLess, context: Context) -> str:
    names = [stage_or_exit(context.playbook, key) for key in reason.dropped[:3]]
    more = len(reason.dropped) - len(names)
    what = both([*names, f"{more} more"] if more else names)
    return f"{reason.playbook} asks less: {what}. A manager who doesn't own this deal can move it."


RULES = {
    "confirm_after_back": "to confirm what a way back reopened",
    "contacts": "people as contacts",
    "for": "a playbook that fits the deal",
    "lowering": "a manager for changes that ask for less",
    "min_letters": "answers that say something",
    "placeholders": "words that don't count as answers",
    "waivers_each": "a limit on waivers",
}


def stage_or_exit(playbook: Playbook, key: str) -> str:
    """The name of what a playbook asks: an exit, a rule, or the approval at the end of a stage."""
    if key in RULES:
        return RULES[key]
    if key in playbook.order:
        return f"the approval of {stage_name(playbook, key)}"
    return exit_name(playbook, key)


WORDS: WordsOf = {
    rights.LowersDeal: lowers_deal,
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
    rights.DoubtfulRole: doubtful_role,
    rights.OwnedBefore: owned_before,
    rights.WaivedHere: waived_here,
    rights.OwnSpecialist: own_specialist,
    rights.TeamEmpty: team_empty,
    rights.TeamAnswers: team_answers,
    rights.NotATeams: not_a_teams,
}
