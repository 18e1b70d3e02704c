"""Clock rules: how a stall of each rule reads, the question that it asks, and the buttons that answer it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.views import missing, next_steps
from bot.views.next_steps import NextSteps, is_asked
from bot.views.short_words import first_name, short_day
from bot.views.stalled import StalledDeal, person_of
from bot.views.words import capital, count, cut, stage_name
from process.limits import Rule
from process.list_item import ListItem, ListName
from process.playbook import Exit
from process.stall import Stall, Wanted

WANTED: Mapping[Wanted, str] = {
    "next step": "the next step",
    "planned step": "the next step",
    "close date": "a new close date",
    "approval": "the approval",
    "acceptance": "the acceptance",
    "contact": "a contact with the customer",
    "renewal": "the renewal",
}
DONE: Mapping[ListName, str] = {
    "objection": "Is it removed?",
    "trigger": "Did it happen?",
    "obligation": "Is it done?",
    "payment": "Has it arrived?",
    "buyer step": "Did they do it?",
}
"""What is asked about an item of a list whose day has passed."""


@dataclass(frozen=True, slots=True)
class RuleView:
    """How one rule reads.

    `speaks_when` is its row in the list of rules. `found` says what was found in a few words, the same to everyone;
    `question` is what the one whose turn it is can answer, and `first_step` the buttons that answer it.
    """

    speaks_when: str
    found: Callable[[StalledDeal, Stall], str]
    question: Callable[[StalledDeal, Stall], str]
    first_step: next_steps.FirstStep


def stall_words(one: StalledDeal, stall: Stall) -> str:
    """What was found, in a few words: "silent for 9 days, 4 answers missing"; the same for every reader."""
    return RULES[stall.rule].found(one, stall)


def question_words(one: StalledDeal) -> str:
    """What was found about a deal, with a question that the buttons below answer; without one, where none can."""
    if one.escalated:
        return f"{by_person(one)}. {next_steps.help_words(one)}"
    answered = step_words(one).row
    return RULES[one.first.rule].question(one, one.first) if answered else f"{by_person(one)}."


def by_person(one: StalledDeal) -> str:
    """What was found, with the colleague whose turn it is: "silent for 14 days (Rita)"."""
    who, words = person_of(one, one.first), stall_words(one, one.first)
    named = _named(who, one) if who else ""
    return words if not named or named in words else f"{words} ({named})"


def _named(person: str, one: StalledDeal) -> str:
    return "you" if person == one.context.by.id else first_name(person, one.context)


def step_words(one: StalledDeal) -> NextSteps:
    """The buttons that answer the question about a deal."""
    return RULES[one.first.rule].first_step(one)


def _days(stall: Stall) -> str:
    return count(stall.days, "day")


def _lacking(one: StalledDeal, stall: Stall) -> str:
    """How much is missing at today's gate; "" where it is not the gate that holds the deal."""
    lacking = len(missing.gaps(one.deal, one.context))
    if lacking:
        return count(lacking, "answer") + " missing"
    after = one.context.playbook.after(one.deal.stage)
    return f"ready for {after.name}" if after and stall.missing == "next step" else ""


def _with(words: str, more: str) -> str:
    return f"{words}, {more}" if more else words


def silent(one: StalledDeal, stall: Stall) -> str:
    return _with(f"silent for {_days(stall)}", _lacking(one, stall))


def any_news(one: StalledDeal, stall: Stall) -> str:
    """Long silence puts the deal itself in question."""
    if stall.missing == "next step":
        return f"{silent(one, stall)}. Move on?"
    if not is_asked(one):
        team = capital(stall.holder)
        return f"silent for {_days(stall)}. {team} hasn't been asked. Ask now?"
    return f"silent for {_days(stall)}. Still alive?" if one.stalled else f"{silent(one, stall)}. Any news?"


def long(one: StalledDeal, stall: Stall) -> str:
    return _with(f"{_days(stall)} in {stage_name(one.context.playbook, one.deal.stage)}", _lacking(one, stall))


def why_long(one: StalledDeal, stall: Stall) -> str:
    if stall.missing == "next step":
        return f"{long(one, stall)}. Move on?"
    return f"{long(one, stall)}. What is next?"


def no_contact(one: StalledDeal, stall: Stall) -> str:
    return f"no contact for {_days(stall)}"


def spoken(one: StalledDeal, stall: Stall) -> str:
    return f"no contact for {_days(stall)}. Have you spoken?"


def close_date(one: StalledDeal, stall: Stall) -> str:
    return f"was to close {_when(one, stall)}"


def new_date(one: StalledDeal, stall: Stall) -> str:
    return f"was to close {_when(one, stall)}. When will they sign?"


def due(one: StalledDeal, stall: Stall) -> str:
    verb = "was planned" if stall.missing == "planned step" else "was due"
    return f"“{_thing(one, stall)}” {verb} {_when(one, stall)}"


def happened(one: StalledDeal, stall: Stall) -> str:
    asked = DONE[stall.missing.list] if isinstance(stall.missing, ListItem) else "Done?"
    return f"{due(one, stall)}. {asked}"


def _thing(one: StalledDeal, stall: Stall) -> str:
    """An item of a list or the next step, in the words of who wrote it."""
    step = one.deal.next_step
    if isinstance(stall.missing, ListItem):
        return cut(stall.missing.text, 60)
    return cut(step.note, 60) if step else "the next step"


def _when(one: StalledDeal, stall: Stall) -> str:
    """Since when, fit to follow a verb: "yesterday", "6 days ago", "on 22 Dec"."""
    near = short_day(stall.since, one.context)
    return near if near == "yesterday" or near.endswith("ago") else f"on {near}"


def approval(one: StalledDeal, stall: Stall) -> str:
    who = person_of(one, stall)
    named = _named(who, one) if who else "a manager"
    lacks = "haven't" if named == "you" else "hasn't"
    verb = "accepted" if stall.missing == "acceptance" else "decided"
    return f"{named} {lacks} {verb} for {_days(stall)}"


def decide(one: StalledDeal, stall: Stall) -> str:
    asked = one.deal.approval
    by = first_name(asked.requester, one.context) if asked else "The owner"
    if stall.missing == "acceptance":
        return f"{by} handed it over {_when(one, stall)}. Do you take it?"
    after = one.context.playbook.after(asked.stage) if asked else None
    return f"{by} asked {_when(one, stall)} to move it to {after.name if after else 'the end'}. Approve?"


def specialist(one: StalledDeal, stall: Stall) -> str:
    return f"{capital(stall.holder)} hasn't answered for {_days(stall)}"


def cleared(one: StalledDeal, stall: Stall) -> str:
    team = capital(stall.holder)
    if stall.holder not in one.context.by.teams:
        return f"{specialist(one, stall)}. Remind them?"
    what = stall.missing.name if isinstance(stall.missing, Exit) else team
    about = team if what.casefold() == team.casefold() else f"{team}: {cut(what, 60)}"
    return f"has waited {_days(stall)} for {about}. Cleared?"


def renews(one: StalledDeal, stall: Stall) -> str:
    """When the deal comes up for renewal."""
    if one.deal.renewal is None:
        return "comes up for renewal"
    verb = "was to renew" if one.deal.renewal.day < one.context.today else "renews"
    return f"{verb} {short_day(one.deal.renewal.day, one.context)}"


def start_it(one: StalledDeal, stall: Stall) -> str:
    return f"{renews(one, stall)}. Start the renewal?"


def skips(one: StalledDeal, stall: Stall) -> str:
    """A habit isn't a stall of a deal: the nudge has words of its own for it."""
    return ""


RULES: Mapping[Rule, RuleView] = {
    "idle": RuleView("no activity for too long", silent, any_news, next_steps.go_on),
    "long": RuleView("too long in one stage", long, why_long, next_steps.go_on),
    "contact": RuleView("no contact with the customer for too long", no_contact, spoken, next_steps.speak),
    "close date": RuleView("the close date has passed", close_date, new_date, next_steps.set_close_date),
    "date": RuleView("a due date on a list, or of the next step, has passed", due, happened, next_steps.close_item),
    "approval": RuleView("an approval or acceptance waits", approval, decide, next_steps.decide),
    "specialist": RuleView("a specialist team hasn't answered", specialist, cleared, next_steps.answer),
    "renewal": RuleView("a won deal comes up for renewal", renews, start_it, next_steps.renew),
    "skips": RuleView("a colleague tries to skip a stage, once or often", skips, skips, next_steps.nothing),
}
