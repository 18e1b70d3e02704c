"""A keen buyer: they ask for the contract, and what it rests on isn't known yet. That is good news."""

from collections.abc import Sequence

from adapters.card import Bullets, Element, Text
from bot.views.buyer_line import early
from bot.views.missing_lines import lines
from bot.views.words import both, count, cut
from process.buyer import Step, track
from process.context import Context
from process.deal import Deal
from process.gate import Missing

MOST_TRIGGERS = 3


def wants(deal: Deal, context: Context) -> Step | None:
    """The furthest step that the buyer took or wants before its time, where it goes with the contract; else None."""
    if deal.state != "open" or deal.stage not in context.playbook.order:
        return None
    order, paper = context.playbook.order, _paper(context)
    ahead = [step for step in track(deal, context.playbook).ahead if step.stage and order[step.stage] >= paper]
    return max(ahead, key=lambda step: order[step.stage], default=None)


def _paper(context: Context) -> int:
    """The place of the stage in which the contract is signed: the one whose handoff wins the deal."""
    places = enumerate(context.playbook.stage)
    return next((place for place, stage in places if stage.handoff and stage.handoff.win), len(context.playbook.stage))


def title(deal: Deal, context: Context, step: Step) -> str:
    """What the buyer asks for: "Acme is ahead of us: “Asks for the contract” by 7 May"."""
    return f"{cut(deal.name, 60)} is ahead of us: {early(step, context)}"


def advice(deal: Deal, context: Context, lacking: Sequence[Missing]) -> tuple[Element, ...]:
    """What to get on the same call, who owes it, and that all gates can open the same day."""
    keen = Text((f"A buyer this keen is good news. Before you send paper, get {count(len(lacking), 'answer')}:",))
    gates = Text(("All gates can open the same day, and you skip none.",))
    return keen, lines(deal, context, lacking), *_first(deal), gates


def _first(deal: Deal) -> tuple[Element, ...]:
    """What has to happen at the customer's before they buy."""
    waiting = [cut(item.text, 60) for item in deal.listed("trigger") if item.open]
    if not waiting:
        return ()
    return (Bullets(((f"To happen first: {both(waiting[:MOST_TRIGGERS])}",),)),)
