"""The buyer's own route beside ours, and the warnings when one side runs ahead of the other."""

from collections.abc import Sequence

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Field, Form, Text, Tone, Track, Words
from adapters.card import StepState as Mark
from bot.views.form_options import MANNERS, PLACE_OPTIONS
from bot.views.words import both, command, count, cut, day, name, plain_day, stage_name
from process import rights
from process.buyer import BuyerTrack, Step, track
from process.context import Context
from process.deal import Deal
from process.gate import Missing
from process.list_item import ListItem

MOST_STEPS = 100


def buyer_card(deal: Deal, context: Context) -> Card:
    """Both routes, the warnings, the triggers, and a form that says which step the buyer took or wants."""
    held = track(deal, context.playbook)
    body: tuple[Element, ...] = (our_track(deal, context), their_track(held), *_wanted(held, context))
    body += (*warnings(deal, context, held), *_triggers(deal, context))
    if deal.state == "open" and rights.may_work(deal, context.by):
        body += _next_step(deal, context)
    tone: Tone = "warning" if held.behind or held.ahead else "plain"
    return Card(f"{cut(deal.name, 60)}: the buyer's steps and our stages", body, tone)


def our_track(deal: Deal, context: Context) -> Track:
    """The deal's stages, behind, here and ahead; where it ended otherwise the stage is a warning."""
    here = context.playbook.order.get(deal.stage, -1)
    marks: dict[str, Mark] = {"open": "now", "completed": "done"}
    steps = tuple(
        (stage.name, marks.get(deal.state, "warning") if place == here else "done" if place < here else "ahead")
        for place, stage in enumerate(context.playbook.stage)
    )
    return Track("Our stages", steps)


def their_track(held: BuyerTrack) -> Track:
    """The buyer's steps: those overdue or too early are warnings."""
    return Track("The buyer's steps", tuple((cut(step.name, 60), _mark(step, held)) for step in held.steps))


def _wanted(held: BuyerTrack, context: Context) -> tuple[Element, ...]:
    """The steps that the buyer wants by a day."""
    wanted = [(step.name, step.due) for step in held.steps if step.state == "wanted" and step.due]
    lines = tuple((f"They want “{cut(words, 60)}” by {day(due, context)}",) for words, due in wanted)
    return (Bullets(lines),) if lines else ()


def _mark(step: Step, held: BuyerTrack) -> Mark:
    if step in held.behind or step in held.ahead:
        return "warning"
    marks: dict[str, Mark] = {"done": "done", "wanted": "now", "ahead": "ahead"}
    return marks[step.state]


def warnings(deal: Deal, context: Context, held: BuyerTrack | None = None) -> tuple[Element, ...]:
    """Both warnings: the seller is ahead of the buyer, the buyer is ahead of the seller. Nothing if neither is."""
    if deal.state != "open" or deal.stage not in context.playbook.order:
        return ()
    held = held or track(deal, context.playbook)
    seller = (_seller_ahead(deal, context, held.behind),) if held.behind else ()
    return seller + (_buyer_ahead(deal, context, held) if held.ahead else ())


def _seller_ahead(deal: Deal, context: Context, behind: Sequence[Step]) -> Text:
    here = stage_name(context.playbook, deal.stage)
    steps = both([f"“{cut(step.name, 60)}”" for step in behind])
    words = f" The deal is in {here}. They haven't taken {count(len(behind), 'step')} of their own: {steps}. "
    return Text((Bold("We are ahead of the buyer."), words, "Help them catch up before you move on."))


def _buyer_ahead(deal: Deal, context: Context, held: BuyerTrack) -> tuple[Element, ...]:
    here = stage_name(context.playbook, deal.stage)
    steps = " ".join(_early(step, context) for step in held.ahead)
    said: Words = (Bold("The buyer is ahead of us."), f" The deal is in {here}. {steps}")
    waiting = _waiting(held.triggers, held.unmet)
    if not waiting:
        return (Text(said),)
    return Text((*said, " Before that, we need:")), Bullets(waiting)


def _early(step: Step, context: Context) -> str:
    verb = "took" if step.state == "done" else "want"
    by = f" by {day(step.due, context)}" if step.due and step.state == "wanted" else ""
    return f"They {verb} “{cut(step.name, 60)}”{by}, a step of {stage_name(context.playbook, step.stage)}."


def _waiting(triggers: Sequence[str], unmet: Sequence[Missing]) -> tuple[Words, ...]:
    lines: list[Words] = []
    if triggers:
        lines.append((Bold("To happen first"), f": {both([cut(one, 80) for one in triggers])}"))
    stages: dict[str, list[str]] = {}
    for one in unmet:
        stages.setdefault(one.stage.name, []).append(one.exit.name)
    lines += [(Bold(stage), f": {both(exits)}") for stage, exits in stages.items()]
    return tuple(lines)


def _triggers(deal: Deal, context: Context) -> tuple[Element, ...]:
    items = deal.listed("trigger")
    if not items:
        return (Text(("No trigger yet. What has to happen for them to buy?",)),)
    return Text((Bold("Triggers"),)), Bullets(tuple(trigger_line(item, context) for item in items))


def trigger_line(item: ListItem, context: Context) -> Words:
    """A trigger with its owner and day, or how it happened."""
    if item.closed_at:
        when = plain_day(item.closed_at.astimezone(context.zone).date())
        if item.dropped:
            return (f"{item.number}. {cut(item.text)} – won't happen: {cut(item.how, 80)}",)
        return (f"{item.number}. {cut(item.text)} – happened {when}: {cut(item.how, 80)}",)
    due = f", due {day(item.due, context)}" if item.due else ""
    return (f"{item.number}. {cut(item.text)} – {name(context, item.owner)}{due}",)


def _next_step(deal: Deal, context: Context) -> tuple[Element, ...]:
    """The one step most likely to be next as a button, any other in a form, and what is theirs alone by typing."""
    taken = {item.key for item in deal.listed("buyer step") if item.key and not item.open}
    todo = [(step.key, cut(step.name, 60)) for step in context.playbook.buyer if step.key not in taken]
    todo += [(cut(one.text, 80), cut(one.text, 60)) for one in deal.listed("buyer step") if one.open and not one.key]
    buttons = [Button(f"Buyer did: {name}", f"buyer #{deal.id} did {said}") for said, name in todo[:1]]
    buttons.append(Button("Add a trigger", f"trigger #{deal.id}"))
    example = command(f"buyer {cut(deal.name, 60)} wants a security review by Friday")
    own = Text(("To add a step of their own, type for example ", example), small=True)
    return (Buttons(tuple(buttons)), *((_step_form(deal, todo),) if todo else ()), own)


def _step_form(deal: Deal, todo: Sequence[tuple[str, str]]) -> Form:
    """Keep a step of the buyer's: `step`, `manner` (did or wants), `due` and `said_by`."""
    fields = (
        Field("step", "Which of their steps?", "choice", tuple(todo[:MOST_STEPS]), required=True),
        Field("manner", "How far are they?", "choice", MANNERS, required=True),
        Field("due", "By which day do they want it?", "date"),
        Field("said_by", "Who said so?", hint="name or role at the customer's"),
        Field("where", "Where did you hear it?", "choice", PLACE_OPTIONS),
    )
    return Form(f"buyer #{deal.id}", deal.id, "Where the buyer stands", fields, "Save")
