"""Reasons of state, in words."""

from collections.abc import Mapping

from adapters.card import Words
from bot.views.decision_marks import able_words
from bot.views.reasons.table import WordsOf
from bot.views.words import capital, command, count, name, stage_name
from process.context import Context
from process.reasons import state
from process.reasons.rights import Action

NOT_OPEN: Mapping[Action, str] = {
    "reply": "its questions are closed too",
    "advance": "you can't advance it",
    "send back": "you can't send it back",
    "change": "reopen it before changing it",
    "lower complexity": "reopen it before changing it",
    "hand over": "reopen it before handing it over",
    "move playbook": "you can't change its playbook",
    "wait": "you can't let it wait",
    "reopen": "you can't reopen it",
    "log": "you can't log anything on it",
    "next cycle": "reopen it before its next cycle",
    "list": "you can't change its lists",
    "buyer step": "you can't change the buyer's steps",
    "add a contact": "you can't add a contact to it",
    "engage": "you can't engage a team on it",
    "give evidence": "you can't change its evidence",
    "take back": "you can't change its evidence",
    "waive": "there is nothing to waive",
    "decide": "there is nothing to decide",
    "accept": "there is nothing to accept",
    "churn": "reopen it before it can churn",
    "withdraw": "reopen it before you withdraw it",
    "plan": "reopen it before you plan on it",
    "reopen ended": "it can't be reopened",
}


def not_open(reason: state.NotOpen, context: Context) -> str:
    then = NOT_OPEN.get(reason.action)
    return f"This deal is {reason.state}: {then}." if then else f"This deal is already {reason.state}."


def open_already(reason: state.OpenAlready, context: Context) -> str:
    return "This deal is already open."


def completed_for_good(reason: state.CompletedForGood, context: Context) -> Words:
    return "This deal is completed. Open its next cycle instead with ", command("next"), "."


def already_there(reason: state.AlreadyThere, context: Context) -> str:
    here = f"The deal is already in {stage_name(context.playbook, reason.stage)}."
    return f"{here} To move on, name the next stage." if reason.again else here


def already_past(reason: state.AlreadyPast, context: Context) -> str:
    here, there = stage_name(context.playbook, reason.stage), stage_name(context.playbook, reason.asked)
    return f"The deal is in {here}, past {there}. To return, send it back with a reason."


def not_earlier(reason: state.NotEarlier, context: Context) -> str:
    here, there = stage_name(context.playbook, reason.stage), stage_name(context.playbook, reason.asked)
    return f"{there} isn't before {here}. Choose an earlier stage."


def same_owner(reason: state.SameOwner, context: Context) -> str:
    return "They already own this deal."


def not_accepted_yet(reason: state.NotAcceptedYet, context: Context) -> str:
    return "You can open the next cycle once the account manager has accepted the deal."


def same_playbook(reason: state.SamePlaybook, context: Context) -> str:
    return "The deal is already on this version of the playbook."


def item_closed(reason: state.ItemClosed, context: Context) -> str:
    return f"{capital(reason.list)} {reason.number} is already closed."


def listed_already(reason: state.ListedAlready, context: Context) -> str:
    return f"{capital(reason.list)} {reason.number} on this deal is the same, and it is still open."


def step_known(reason: state.StepKnown, context: Context) -> str:
    if reason.taken:
        return f"The buyer has already taken the step {reason.name}."
    return f"The buyer's step {reason.name} is already listed."


def engaged_already(reason: state.EngagedAlready, context: Context) -> str:
    return f"{reason.team.title()} is already engaged on this deal."


def nothing_to_take_back(reason: state.NothingToTakeBack, context: Context) -> str:
    return f"{reason.exit.name} isn't proven yet, so there is nothing to take back."


def never_waived(reason: state.NeverWaived, context: Context) -> str:
    return f"No one can waive {reason.exit.name}, on any deal."


def proven_already(reason: state.ProvenAlready, context: Context) -> str:
    return f"{reason.exit.name} is already proven, so there is nothing to waive."


def waivers_spent(reason: state.WaiversSpent, context: Context) -> str:
    most = count(reason.most, "exit")
    return f"You waived {most} on this deal, which is the most. {able_words(reason.able, context, 'waive more')}"


def not_lost(reason: state.NotLost, context: Context) -> str:
    return "This deal isn't lost, so there is no reason to count."


def nothing_planned(reason: state.NothingPlanned, context: Context) -> Words:
    if reason.other:
        return ("This step isn't planned any more. The deal has another next step now.",)
    return "Nothing is planned on this deal. Plan its next step with ", command("plan"), "."


def asked_yourself(reason: state.AskedYourself, context: Context) -> str:
    return "You are the one to ask about this deal. Its answers are yours to give."


def no_such_question(reason: state.NoSuchQuestion, context: Context) -> str:
    return "This deal has no question of that number."


def question_answered(reason: state.QuestionAnswered, context: Context) -> str:
    return f"{name(context, reason.by)} already answered this question."


WORDS: WordsOf = {
    state.AskedYourself: asked_yourself,
    state.NoSuchQuestion: no_such_question,
    state.QuestionAnswered: question_answered,
    state.NothingPlanned: nothing_planned,
    state.NotLost: not_lost,
    state.NotOpen: not_open,
    state.OpenAlready: open_already,
    state.CompletedForGood: completed_for_good,
    state.AlreadyThere: already_there,
    state.AlreadyPast: already_past,
    state.NotEarlier: not_earlier,
    state.SameOwner: same_owner,
    state.NotAcceptedYet: not_accepted_yet,
    state.SamePlaybook: same_playbook,
    state.ItemClosed: item_closed,
    state.ListedAlready: listed_already,
    state.StepKnown: step_known,
    state.EngagedAlready: engaged_already,
    state.NothingToTakeBack: nothing_to_take_back,
    state.NeverWaived: never_waived,
    state.ProvenAlready: proven_already,
    state.WaiversSpent: waivers_spent,
}
