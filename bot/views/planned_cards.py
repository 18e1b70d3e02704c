"""Cards of the next step: planned, due now, how it went; and the lines of Home and of the digest."""

from collections.abc import Callable, Sequence

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Text
from bot.views import missing, planned
from bot.views.moves import LedgerLine
from bot.views.numbers import grouped
from bot.views.planned import outcome_buttons, plan_button, short_when, what, when
from bot.views.short_words import first_name, short_money
from bot.views.words import count, cut, name, stage_name
from process.context import Context
from process.deal import Deal
from process.facts import PlanDone, PlanDropped, PlanMoved
from process.next_step import NextStep

MOST_ON_HOME = 5
MOST_IN_DIGEST = 8


def planned_card(deal: Deal, context: Context) -> Card:
    """The answer to a plan: what, when, and who gets the reminder."""
    step = deal.next_step
    if step is None:
        return Card(f"Nothing is planned on {cut(deal.name, 60)}", (Buttons((plan_button(deal),)),))
    who = "you" if step.who == context.by.id else name(context, step.who)
    said = f"{what(step)}, {when(step, context)}."
    comes = "" if step.past(context.now, context.today) else f"I'll remind {who} then, and ask afterwards how it went."
    body: list[Element] = [Text((said,))]
    body += [Text((comes,), small=True)] if comes else []
    move = Button("New time", f"plan #{deal.id} move {step.mark}")
    row = Buttons((move, Button("Show deal", f"show #{deal.id}")))
    return Card(f"Planned on {cut(deal.name, 60)}", (*body, row), "good")


def for_you_card(deal: Deal, context: Context, by: str) -> Card:
    """Tell a colleague that someone planned the next step for them."""
    step = deal.next_step
    if step is None:
        return planned_card(deal, context)
    who = first_name(by, context)
    words = f"{who} planned it for you: {when(step, context)}. I'll remind you then."
    news = f"{who} planned for you on {cut(deal.name, 40)}: {cut(step.note, 40)}, {short_when(step, context)}"
    return Card(_title(deal, step), (Text((words,)), _row(deal, context)), notification=news)


def reminder_card(deal: Deal, step: NextStep, context: Context) -> Card:
    """Remind its person of a step when its time has come."""
    here, lacking = stage_name(context.playbook, deal.stage), len(missing.gaps(deal, context))
    money = f"{short_money(deal.amount)}, " if deal.amount else ""
    need = f"{count(lacking, 'answer')} missing" if lacking else "nothing missing"
    body: tuple[Element, ...] = (
        *_for_another(step, context),
        Text((f"{money}in {here}, {need}.",), small=True),
        _row(deal, context),
    )
    title = f"{_title(deal, step)}, {short_when(step, context)}"
    return Card(title, body, notification=f"{cut(deal.name, 40)}: {cut(step.note, 55)}, {short_when(step, context)}")


def question_card(deal: Deal, step: NextStep, context: Context) -> Card:
    """Ask afterwards how it went."""
    planned_for = Text((f"{what(step)}, planned for {short_when(step, context)}.",))
    body: tuple[Element, ...] = (planned_for, *_for_another(step, context), _row(deal, context))
    news = f"{cut(deal.name, 40)}: how did “{cut(step.note, 55)}” go?"
    return Card(f"How did it go on {cut(deal.name, 60)}?", body, notification=news)


def _for_another(step: NextStep, context: Context) -> tuple[Text, ...]:
    """Why a stand-in gets it."""
    if step.who == context.by.id:
        return ()
    return (Text((f"It is planned for {first_name(step.who, context)}, who is away.",)),)


def _title(deal: Deal, step: NextStep) -> str:
    return f"{cut(deal.name, 60)}: {cut(step.note, 80)}"


def _row(deal: Deal, context: Context) -> Buttons:
    return Buttons((*outcome_buttons(deal, context), Button("Show deal", f"show #{deal.id}")))


def done_card(deal: Deal, context: Context) -> Card:
    """The answer to a step that is done or dropped: what comes next?"""
    row = Buttons((plan_button(deal), Button("Show deal", f"show #{deal.id}")))
    return Card(f"Saved on {cut(deal.name, 60)}", (Text(("What's next?",)), row), "good")


def ended_card(deal: Deal, context: Context, fact: PlanDone | PlanDropped | PlanMoved) -> Card:
    """What a reminder says once its step was done, dropped or moved; its reader mostly did that, so no one is named."""
    show = Buttons((Button("Show deal", f"show #{deal.id}"),))
    match fact:
        case PlanMoved():
            then = f"Moved to {short_when(deal.next_step, context)}." if deal.next_step else "Moved."
            title = _title(deal, deal.next_step) if deal.next_step else cut(deal.name, 60)
            return Card(title, (Text((then,), small=True), show))
        case PlanDone():
            note = (Text((cut(fact.note, 300),)),) if fact.note else ()
            return Card(f"{cut(deal.name, 60)}: {cut(fact.what, 80)} ✓", (*note, show), "good")
        case PlanDropped():
            return Card(f"{cut(deal.name, 60)}: {cut(fact.what, 80)}", (Text(("Dropped.",), small=True), show))


def on_home(mine: Sequence[Deal], on: Callable[[Deal], Context]) -> list[Element]:
    """The reader's next steps that are due today or before, each with the way to say how it went."""
    body: list[Element] = []
    due = [(deal, step) for deal in mine if (step := deal.next_step) and _is_now(step, on(deal))]
    for deal, step in sorted(due, key=lambda one: one[1].day)[:MOST_ON_HOME]:
        context = on(deal)
        said = f" – {cut(step.note, 80)}, {short_when(step, context)}"
        done, *others = outcome_buttons(deal, context)
        body += [Text((Bold(cut(deal.name, 60)), said)), Buttons((done,), more=tuple(others))]
    if len(due) > MOST_ON_HOME:
        body.append(Text((f"And {grouped(len(due) - MOST_ON_HOME)} more.",), small=True))
    return [Text((Bold("Planned for today"),)), *body] if body else []


def _is_now(step: NextStep, context: Context) -> bool:
    local = step.at.astimezone(context.zone).date() if step.at else step.day
    return step.who == context.by.id and local <= context.today


def moved_often(happened: Sequence[LedgerLine]) -> list[Element]:
    """The deals whose next step was moved again since the last digest, for the third time or more."""
    found = {one.deal.id: one for one in happened if isinstance(one.entry.fact, PlanMoved)}
    lines = []
    for one in found.values():
        step = one.deal.next_step
        if step and step.moved_often:
            times = count(step.moves, "time")
            said = f" – “{cut(step.note, 60)}” was moved {times}, now {planned.short_when(step, one.context)}"
            lines.append((Bold(cut(one.deal.name, 60)), said))
    if not lines:
        return []
    more = [(f"and {grouped(len(lines) - MOST_IN_DIGEST)} more",)] if len(lines) > MOST_IN_DIGEST else []
    return [Text((Bold("Put off again and again"),)), Bullets((*lines[:MOST_IN_DIGEST], *more))]
