"""The next step in words: on the deal's card and in lists, its buttons, its forms, and what happened to it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from adapters.card import Button, Buttons, Field, Form
from bot.views.dates import clock, full_day
from bot.views.form_options import colleagues
from bot.views.short_words import short_date
from bot.views.words import capital, count, cut, day, name
from process import facts, planning
from process.context import Context
from process.deal import Deal
from process.next_step import NextStep

LONGEST_NOTE = 160


def what(step: NextStep) -> str:
    """What is to be done, on one line: "Call Carla"."""
    return capital(cut(step.note, LONGEST_NOTE))


def when(step: NextStep, context: Context) -> str:
    """When, for the reader: "Tuesday 5 May 2026 (tomorrow), 10:00"."""
    if step.at is None:
        return day(step.day, context)
    local = step.at.astimezone(context.zone)
    return f"{day(local.date(), context)}, {clock(local)}"


def short_when(step: NextStep, context: Context) -> str:
    """When, in a list: "today, 10:00", "5 May"."""
    local = step.at.astimezone(context.zone) if step.at else None
    its_day = local.date() if local else step.day
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((its_day - context.today).days)
    return f"{near or short_date(its_day, context)}{f', {clock(local)}' if local else ''}"


def step_fact(deal: Deal, context: Context) -> tuple[str, str]:
    """The next step among the facts of a deal's card; no value where none is planned."""
    step = deal.next_step
    if step is None:
        return "Next step", ""
    moved = f", moved {count(step.moves, 'time')}" if step.moves else ""
    return "Next step", f"{what(step)}, {when(step, context)}, {name(context, step.who)}{moved}"


def in_list(step: NextStep, context: Context) -> str:
    """The next step in a list of deals: "call Carla, tomorrow, 10:00"."""
    return f"{cut(step.note, 60)}, {short_when(step, context)}"


def plan_button(deal: Deal, label: str = "Plan the next step") -> Button:
    return Button(label, f"plan #{deal.id}")


def outcome_buttons(deal: Deal, context: Context) -> tuple[Button, ...]:
    """What can become of the step: done, another time, dropped; none for those who can't say."""
    step = deal.next_step
    if step is None or not planning.may_end(deal, context, step):
        return ()
    return (
        Button("Done", f"plan #{deal.id} done {step.mark}", "primary"),
        Button("New time", f"plan #{deal.id} move {step.mark}"),
        Button("Dropped", f"plan #{deal.id} drop {step.mark}"),
    )


def after_activity(deal: Deal, context: Context) -> tuple[Buttons, ...]:
    """What to ask after a logged activity: what comes next where nothing is planned, or whether this was the step."""
    step = deal.next_step
    if step is None:
        return (Buttons((plan_button(deal),)),)
    if not (step.past(context.now, context.today) and planning.may_end(deal, context, step)):
        return ()
    label = f"Done: {cut(step.note, 50)}"
    return (Buttons((Button(label, f"plan #{deal.id} done {step.mark}"),)),)


def plan_form(deal: Deal, context: Context, known: Mapping[str, str] = {}) -> Form:
    """Plan the next step: `text`, `day`, `time` and `who`, with what is `known` filled in."""
    fields = (
        Field("text", "What will you do next?", hint="for example: call Carla", required=True),
        Field("day", "On which day?", "date", required=True),
        Field("time", "At what time?", hint="for example 10:00, or empty for the morning"),
        Field("who", "Who does it?", "colleague", colleagues(context), required=True, value=context.by.id),
    )
    filled = tuple(_filled(field, known.get(field.key, "")) for field in fields)
    return Form(f"plan #{deal.id}", deal.id, f"{cut(deal.name, 60)}: plan the next step", filled, "Plan")


def _filled(field: Field, value: str) -> Field:
    return Field(field.key, field.label, field.kind, field.options, field.required, field.hint, value or field.value)


def move_form(deal: Deal, step: NextStep, context: Context) -> Form:
    """Put the next step to another time: `day` and `time`, with those it has."""
    local = step.at.astimezone(context.zone) if step.at else None
    its_day, its_time = (local.date(), clock(local)) if local else (step.day, "")
    fields = (
        Field("day", "On which day?", "date", required=True, value=max(its_day, context.today).isoformat()),
        Field("time", "At what time?", hint="for example 10:00, or empty for the morning", value=its_time),
    )
    title = f"{cut(deal.name, 40)}: move “{cut(step.note, 40)}”"
    return Form(f"plan #{deal.id} move {step.mark}", deal.id, title, fields, "Move")


def done_form(deal: Deal, step: NextStep) -> Form:
    """Say how the next step went: `note`."""
    field = Field("note", "How did it go?", "long", hint="if empty, I save only that it is done")
    return Form(
        f"plan #{deal.id} done {step.mark}",
        deal.id,
        f"{cut(deal.name, 40)}: “{cut(step.note, 60)}” done",
        (field,),
        "Done",
    )


def _at(its_day: date, at: datetime | None, context: Context) -> str:
    if at is None:
        return full_day(its_day)
    local = at.astimezone(context.zone)
    return f"{full_day(local.date())}, {clock(local)}"


def planned(fact: facts.Planned, deal: Deal, context: Context) -> str:
    instead = f" Before it was: {cut(fact.instead, 80)}." if fact.instead else ""
    who = f", for {name(context, fact.who)}" if fact.who != context.by.id else ""
    return f"planned the next step: {cut(fact.note)}, {_at(fact.day, fact.at, context)}{who}.{instead}"


def moved(fact: facts.PlanMoved, deal: Deal, context: Context) -> str:
    then, now = _at(fact.was_day, fact.was_at, context), _at(fact.day, fact.at, context)
    return f"moved the next step from {then} to {now}."


def done(fact: facts.PlanDone, deal: Deal, context: Context) -> str:
    note = f". {capital(cut(fact.note))}" if fact.note else "."
    return f"did the next step: {cut(fact.what, 80)}{note}"


def dropped(fact: facts.PlanDropped, deal: Deal, context: Context) -> str:
    why = f". {capital(cut(fact.reason))}" if fact.reason else "."
    return f"dropped the next step: {cut(fact.what, 80)}{why}"


WORDS: Mapping[type, Callable[[Any, Deal, Context], str]] = {
    facts.Planned: planned,
    facts.PlanMoved: moved,
    facts.PlanDone: done,
    facts.PlanDropped: dropped,
}
