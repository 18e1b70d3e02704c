"""The buyer's own route beside ours, and the warnings when one side runs ahead of the other."""

from collections.abc import Sequence
from datetime import date

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Text, Tone, Track, Words
from adapters.card import StepState as Mark
from bot.views import buyer_forms
from bot.views.dates import plain_day
from bot.views.short_words import short_day
from bot.views.words import both, count, cut, day, name, stage_name
from process import rights
from process.buyer import BuyerTrack, Step, track
from process.context import Context
from process.deal import Deal
from process.gate import Missing
from process.list_item import ListItem

MOST_OPEN = 5


def buyer_card(deal: Deal, context: Context) -> Card:
    """How far the buyer is, both routes, the warnings, what they want by which day, and the triggers."""
    held = track(deal, context.playbook)
    body: tuple[Element, ...] = (our_track(deal, context), their_track(held), *_next(held), *_wanted(held, context))
    body += (*warnings(deal, context, held), *_triggers(deal, context))
    if deal.state == "open" and rights.may_work(deal, context.by):
        body += (_buttons(deal, context, held),)
    tone: Tone = "warning" if held.behind or held.ahead else "plain"
    steps = count(len(held.steps), "buyer's step")
    title = f"{cut(deal.name, 60)}: {len(held.taken)} of {steps} taken"
    return Card(title, body, tone, notification=cut(f"{title}. {_state(held)}", 120))


def _state(held: BuyerTrack) -> str:
    """Where the buyer stands, in a sentence."""
    if held.ahead:
        return "They are ahead of us."
    if held.behind:
        return "We are ahead of them."
    return f"Next for them: {cut(held.next.name, 60)}." if held.next else "They have taken every step."


def _next(held: BuyerTrack) -> tuple[Element, ...]:
    """The buyer's next step; nothing where a warning says more."""
    return () if held.ahead or held.behind else (Text((_state(held),)),)


def our_track(deal: Deal, context: Context) -> Track:
    """The deal's stages, behind, here and ahead; where it ended otherwise the stage is a warning."""
    here = context.playbook.order.get(deal.stage, -1)
    marks: dict[str, Mark] = {"open": "now", "completed": "done"}
    steps: list[tuple[str, Mark]] = []
    for place, stage in enumerate(context.playbook.stage):
        mark: Mark = "done" if place < here else "ahead"
        if place == here:
            mark = marks.get(deal.state, "warning")
        steps.append((stage.name, mark))
    return Track("Our stages", tuple(steps))


def their_track(held: BuyerTrack) -> Track:
    """The buyer's steps: those overdue or too early are warnings."""
    return Track("The buyer's steps", tuple((cut(step.name, 60), _mark(step, held)) for step in held.steps))


def _wanted(held: BuyerTrack, context: Context) -> tuple[Element, ...]:
    """The steps that the buyer wants by a day, and those whose day has passed."""
    wanted = [(step.name, step.due) for step in held.steps if step.state == "wanted" and step.due]
    lines = tuple((_due(words, due, context),) for words, due in wanted)
    return (Bullets(lines),) if lines else ()


def _due(words: str, due: date, context: Context) -> str:
    if due < context.today:
        return f"“{cut(words, 60)}” was due {short_day(due, context)}. Did it happen?"
    return f"“{cut(words, 60)}” is due {day(due, context)}"


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
    words = f" The deal is in {here}. Still open for them: {steps}. "
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


def _buttons(deal: Deal, context: Context, held: BuyerTrack) -> Buttons:
    """The step most likely to be next, any other, one of their own; what becomes of an open one is behind the sign."""
    todo = buyer_forms.open_steps(deal, context)
    likely = [one for one in todo if held.next and one[1] == cut(held.next.name, 60)] or todo
    row = [Button(f"Buyer did: {name}", f"buyer #{deal.id} did {said}") for said, name in likely[:1]]
    row += [Button("Another step", f"buyer #{deal.id} did")] if len(todo) > 1 else []
    row.append(Button("Add a step of theirs", f"buyer #{deal.id} add"))
    row.append(Button("Add a trigger", f"trigger #{deal.id}"))
    more: list[Button] = []
    done = {step.name for step in held.taken}
    for item in [one for one in deal.listed("buyer step") if one.open and one.text not in done][:MOST_OPEN]:
        named, words = buyer_forms.named(item), cut(item.text, 40)
        more += [
            Button(f"Done: {words}", f"buyer #{deal.id} did {named}"),
            Button(f"New day: {words}", f"buyer #{deal.id} moved {named}"),
            Button(f"Won't happen: {words}", f"buyer #{deal.id} dropped {named}"),
        ]
    return Buttons(tuple(row), more=tuple(more))
