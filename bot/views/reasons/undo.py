"""Reasons of undo, in words: why something stays, and what to do instead."""

from collections.abc import Mapping

from adapters.card import Words
from bot.views.reasons.table import WordsOf
from bot.views.undo_words import KINDS
from bot.views.words import capital, command, moment, name
from process import facts
from process.context import Context
from process.facts import Fact
from process.reasons import undo

DONE: Mapping[type, str] = {
    facts.Advanced: "advanced the deal",
    facts.CycleClosed: "completed the deal",
    facts.ApprovalAsked: "asked for a handoff",
    facts.Decided: "decided on a handoff",
    facts.Waived: "waived an exit",
    facts.SentBack: "sent the deal back",
    facts.Lost: "marked the deal as lost",
    facts.LostSorted: "sorted why it was lost",
    facts.Churned: "let the deal churn",
    facts.Withdrawn: "withdrew the deal",
    facts.Reopened: "reopened the deal",
    facts.Confirmed: "confirmed evidence",
    facts.PlaybookMoved: "moved its playbook",
    facts.Linked: "opened the next deal",
    facts.Engaged: "called in a team",
    facts.Asked: "asked a question",
    facts.Replied: "answered a question",
    facts.Referred: "named who referred it",
    facts.ContactAdded: "added a contact",
    facts.Began: "began the deal",
    facts.Changed: "changed the deal",
    facts.Assigned: "handed the deal over",
    facts.Met: "gave evidence",
    facts.Unmet: "took evidence back",
    facts.Logged: "logged an activity",
    facts.Listed: "put an item on a list",
    facts.Closed: "closed an item",
    facts.Rescheduled: "moved an item",
    facts.Waited: "let the deal wait",
    facts.Planned: "planned the next step",
    facts.PlanMoved: "moved the next step",
    facts.PlanDone: "marked the next step as done",
    facts.PlanDropped: "dropped the next step",
    facts.Imported: "imported the deal",
    facts.Claimed: "imported a claim",
    facts.AnswersClaimed: "imported answers",
    facts.Unclaimed: "said that a claim isn't true",
    facts.ImportUndone: "undid the import",
    facts.ImportPutBack: "undid the import",
    facts.RenewalSet: "set the renewal",
    facts.NoRenewal: "said that it won't renew",
}
"""What someone did, behind their name."""

INSTEAD: Mapping[type, str] = {
    facts.Advanced: "back",
    facts.SentBack: "advance",
    facts.Lost: "reopen",
    facts.Churned: "reopen",
    facts.Withdrawn: "reopen",
    facts.Reopened: "lose",
    facts.Waived: "unmet",
    facts.Confirmed: "unmet",
    facts.PlaybookMoved: "playbook move",
    facts.Began: "withdraw",
    facts.Changed: "set",
    facts.Assigned: "assign",
    facts.Met: "unmet",
    facts.Unmet: "met",
    facts.Waited: "wait",
    facts.Rescheduled: "trigger",
    facts.RenewalSet: "renewal",
    facts.NoRenewal: "renewal",
}
"""The command that changes it now, where there is one."""


def _instead(fact: Fact | None) -> Words:
    """What to do in place of an undo."""
    if fact is None:
        return (" It ends by itself on its day.",)
    if isinstance(fact, facts.Logged):
        return (" Log what is right, and the history shows both.",)
    if verb := INSTEAD.get(type(fact)):
        return " To change it now, type ", command(verb), "."
    return (" The history keeps it.",)


def done_words(fact: Fact) -> str:
    """What someone did, to follow their name: "changed the deal"."""
    return DONE.get(type(fact), "changed the deal")


def nothing_done(reason: undo.NothingDone, context: Context) -> str:
    return "There is nothing here to undo. Its history shows what happened."


def undone_already(reason: undo.UndoneAlready, context: Context) -> str:
    return "This is undone already. To do it after all, enter it again."


def not_yours_to_undo(reason: undo.NotYoursToUndo, context: Context) -> str:
    who = name(context, reason.by)
    return f"{who} {done_words(reason.fact)}, so only {who} can undo it."


def too_late_to_undo(reason: undo.TooLateToUndo, context: Context) -> Words:
    when = moment(reason.at, context)
    return f"You did this at {when}. You can undo something for ten minutes.", *_instead(reason.fact)


def built_on(reason: undo.BuiltOn, context: Context) -> Words:
    who = "You have" if reason.by == context.by.id else f"{name(context, reason.by)} has"
    since = f"{who} {_perfect(reason.later)} since then, which builds on it."
    return f"{since} {capital(KINDS.get(type(reason.fact).__name__, 'it'))} stays.", *_instead(reason.fact)


def _perfect(fact: Fact) -> str:
    """What someone has done: the words of `DONE` read the same but for a few verbs."""
    words = done_words(fact)
    for past, done in (("began", "begun"), ("gave", "given"), ("took", "taken"), ("withdrew", "withdrawn")):
        words = words.replace(past, done)
    return words


def never_undone(reason: undo.NeverUndone, context: Context) -> Words:
    if reason.because == "approval":
        return ("This made an approval void, so it stays. Change the deal again, and advance it to ask again.",)
    if reason.because == "waiver":
        return ("This took a waiver back, so it stays. A manager can waive the exit again.",)
    return f"You {done_words(reason.fact)}. That can't be undone.", *_instead(reason.fact)


WORDS: WordsOf = {
    undo.NothingDone: nothing_done,
    undo.UndoneAlready: undone_already,
    undo.NotYoursToUndo: not_yours_to_undo,
    undo.TooLateToUndo: too_late_to_undo,
    undo.BuiltOn: built_on,
    undo.NeverUndone: never_undone,
}
