"""Operations on what comes next: a step planned, put to another time, dropped."""

from datetime import date, timedelta

from bot.language.understanding import values
from bot.language.understanding.build import Builder, Building
from bot.language.understanding.marked import Span
from bot.language.understanding.proposal import Operation
from bot.language.values.appointment import cut_appointment

WEEK = timedelta(days=7)


def drop_step(it: Building) -> Operation | None:
    """The next step dropped, where one is planned."""
    step = it.record.next_step if it.record else None
    return it.operation("step", {"end": "dropped", "what": step.note}) if step else None


def move_step(it: Building) -> Operation | None:
    """The next step put to another time, where one is planned; nothing where the words name no one day."""
    step, until = it.record.next_step if it.record else None, it.day()
    if step is None or not until:
        return None
    at = it.hour()
    until = f"{until} at {at}" if at else until
    return it.operation("step", {"end": "moved", "what": step.note, "until": until})


def plan(it: Building) -> Operation | None:
    """The next step: what, when and who, as far as the words say it; nothing for a day that is over."""
    text, days, who = f"{it.words('text')} {it.words('reason')}".strip(), it.clause.marked.of("t"), it.colleague()
    day = it.day() if len(days) == 1 else ""
    if _is_over(day, it.around.now.date()):
        return None
    if soon := it.words("value"):
        text = f"{text} in {soon}"
    at = it.hour() if len(days) < 2 else ""
    slots = {"text": text, "day": day, "time": at, "who": f"<@{who.id}>" if who else ""}
    known = bool(day or at or cut_appointment(text).soon)
    return it.operation("plan", slots, complete=known and len(days) < 2)


def meeting_to_come(it: Building) -> Operation | None:
    """A meeting that only its day makes a plan; nothing where it can have taken place already."""
    span, now = it.clause.marked.span(it.match.slots.get("day", "")), it.around.now
    days = span.value if span is not None and isinstance(span.value, tuple) else ()
    if span is None or not days or min(days) < now.date() or _was_rather(it, span, min(days)):
        return None
    later_today = now.strftime("%H:%M") < it.hour() < "24"
    return plan(it) if min(days) > now.date() or later_today else None


def _was_rather(it: Building, span: Span, coming: date) -> bool:
    """Whether the words of a day rather mean one that is over: the nearer one, but a weekday with a time is to come."""
    today = it.around.now.date()
    past = values.past_days(it.clause.marked.value_of(span), it.around.now, it.around.notation)
    if not past or max(past) >= today:
        return False
    nearer = today - max(past) < coming - today
    return nearer and not (coming - max(past) == WEEK and bool(it.hour()))


def _is_over(day: str, today: date) -> bool:
    try:
        return date.fromisoformat(day) < today
    except ValueError:
        return False  # no day, or words that read in several ways


BUILDERS: dict[str, Builder] = {
    "plan": plan,
    "meeting to come": meeting_to_come,
    "move step": move_step,
    "drop step": drop_step,
}
