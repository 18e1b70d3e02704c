"""The next step of a deal: planned, moved, done or dropped."""

from collections.abc import Mapping
from datetime import date, datetime

from adapters.chat import Answer
from bot.commands.arguments import fitting
from bot.commands.registry import WORKS, command
from bot.company.personal_hours import moment
from bot.language.values.appointment import TODAY, Appointment, cut_appointment, read_soon
from bot.language.vocabulary import planned_activity
from bot.misunderstood import beside
from bot.request import Request, private
from bot.views import form_cards, planned
from bot.views.planned_cards import done_card, planned_card
from bot.views.saved import saved_by
from process import planning
from process.deal import Deal
from process.next_step import NextStep
from process.outcome import refused
from process.reasons.state import NothingPlanned

ENDS = WORKS + ", the colleague it is planned for"
Time = tuple[date, datetime | None]


@command("plan [<deal>] done <preview>", "plan [<deal>] done <note>", "plan [<deal>] done", who=ENDS, agents="propose")
def plan_done(request: Request, deal: Deal, note: str = "", preview: str = "") -> Answer:
    """Say how the next step went: `plan acme done they want the offer`."""
    step = deal.next_step
    if _is_another(step, preview):
        return _not_this(request, deal)
    if step and preview and not request.from_form:
        return private(form_cards.with_form(f"How did it go on {deal.name}?", planned.done_form(deal, step)))
    note = request.given("note", note)
    with beside("note"):
        note = fitting(note) if note else ""
    return request.settle(deal, planning.done(deal, request.on(deal), note), done_card)


@command(
    "plan [<deal>] move <preview>", "plan [<deal>] move to <until>", "plan [<deal>] move", who=ENDS, agents="propose"
)
def plan_move(request: Request, deal: Deal, until: str = "", preview: str = "") -> Answer:
    """Put the next step to another time: `plan acme move to Friday 15:00`."""
    step, context = deal.next_step, request.on(deal)
    if step is None or _is_another(step, preview):
        return _not_this(request, deal)
    time = _new_time(request, step, until)
    if time is None:
        form = planned.move_form(deal, step, context)
        return private(form_cards.with_form(f"A new time for the next step on {deal.name}", form))
    return request.settle(deal, planning.move(deal, context, *time), planned_card)


@command(
    "plan [<deal>] drop <preview>",
    "plan [<deal>] drop because <reason>",
    "plan [<deal>] drop",
    who=ENDS,
    agents="propose",
)
def plan_drop(request: Request, deal: Deal, reason: str = "", preview: str = "") -> Answer:
    """Drop the next step: `plan acme drop because they are on holiday`."""
    if _is_another(deal.next_step, preview):
        return _not_this(request, deal)
    return request.settle(deal, planning.drop(deal, request.on(deal), reason), done_card)


@command("plan [<deal>] <text>", "plan [<deal>]", who=WORKS, agents="undoable")
def plan(request: Request, deal: Deal, text: str = "") -> Answer:
    """Plan the next step, with a reminder at its time: `plan acme call Carla on Tuesday 10:00`."""
    said = cut_appointment(text) if text else _from_form(request)
    time = _time(request, said, "text")
    if not (said.what and time):
        known = {"text": said.what, "time": said.time, "who": _who(request, said.who)}
        known["day"] = time[0].isoformat() if time else said.day
        form = planned.plan_form(deal, request.on(deal), known)
        return private(form_cards.with_form(f"What's next on {deal.name}?", form))
    with beside("text"):
        note = fitting(said.what)
    step = NextStep(0, note, _who(request, said.who), *time, planned_activity(note) or "")
    return request.settle(deal, planning.plan(deal, request.on(deal), step), planned_card)


def planned_values(request: Request, text: str) -> Mapping[str, str]:
    """A typed plan by the fields of its form."""
    said = cut_appointment(text)
    time = _time(request, said, "text")
    day, at = time or (None, None)
    hour = at.astimezone(request.context.zone).strftime("%H:%M") if at else ""
    return {"text": said.what, "day": day.isoformat() if day else "", "time": hour, "who": _who(request, said.who)}


def _from_form(request: Request) -> Appointment:
    """The same from the fields of the form."""
    values = request.values
    return Appointment(
        values.get("text", ""), day=values.get("day", ""), time=values.get("time", ""), who=values.get("who", "")
    )


def _who(request: Request, said: str) -> str:
    """The id of the colleague who does it: the one who asks, unless another is named."""
    if not said or said.casefold() == "me":
        return request.me.id
    with beside("who", slot="text"):
        return request.colleague(said).id


def _time(request: Request, said: Appointment, slot: str, otherwise: date | None = None) -> Time | None:
    """The day and the moment that were given, None without either. A time alone is one of today, or of `otherwise`."""
    if said.soon:
        at = (request.said_at + read_soon(said.soon)).replace(second=0, microsecond=0)
        return at.astimezone(request.context.zone).date(), at
    with beside("day", slot=slot):
        day = _day(request, said)
    with beside("time", slot=slot):
        hour = request.reader.hour(said.time, said.time_at) if said.time else None
    if hour is None:
        return (day, None) if day else None
    day = day or otherwise or request.reader.today
    return day, moment(day, hour, request.context.zone)


def _day(request: Request, said: Appointment) -> date | None:
    if said.day.casefold() in TODAY:
        return request.reader.today
    return request.reader.day(said.day, said.day_at) if said.day else None


def _new_time(request: Request, step: NextStep, until: str) -> Time | None:
    """The time to which a step is moved, None where it is still to be asked for."""
    if not until:
        return _time(request, _from_form(request), "") if request.from_form else None
    said = cut_appointment(until)
    if said.what:  # words that aren't a time: the reader says which
        said = Appointment("", day=until)
    local = step.at.astimezone(request.context.zone).date() if step.at else step.day
    return _time(request, said, "until", local)


def _is_another(step: NextStep | None, preview: str) -> bool:
    """Whether a button was for another step than the one that is planned now."""
    return bool(preview) and (step is None or step.mark != preview)


def _not_this(request: Request, deal: Deal) -> Answer:
    reason = NothingPlanned(other=deal.next_step is not None)
    return request.settle(deal, refused(deal, reason), saved_by(()))
