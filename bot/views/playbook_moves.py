"""Moving every deal to today's playbook: the preview of what is asked again, and the result."""

from collections.abc import Callable, Sequence

from adapters.card import Bullets, Button, Buttons, Card, Element, Table, Text
from bot.views.reasons import reason_line
from bot.views.words import both, count, cut, stage_name
from process.context import Context
from process.deal import Deal
from process.outcome import Refusal
from process.playbook_moves import PlaybookMove, PlaybookMoves

ONLY_MANAGERS = "Only a manager can move all deals. You can move yours one by one."
MOST_ROWS = 15
MOST_NAMED = 4

On = Callable[[Deal], Context]


def preview_card(plan: PlaybookMoves, on: On, *, mark: str, again: bool) -> Card:
    """Which deals would move, where each then stands and what it is asked again, with one button that does it.

    `on` gives the context by a deal's own playbook; `mark` is what the button confirms. `again` says that the deals
    have changed since the preview before.
    """
    if not plan.moves:
        words = Text(("Every open deal that can move is on today's version of its playbook.",))
        return Card("Nothing to move", (words, *_stays(plan.stays, on)))
    body: list[Element] = []
    if again:
        body.append(Text(("The deals have changed since the last preview. Nothing has moved yet.",)))
    body += [_table(plan.moves, on), *_more(plan.moves), *_stays(plan.stays, on)]
    button = Button(f"Move {count(len(plan.moves), 'deal')}", f"playbook move all preview {mark}", "primary")
    title = f"Move {count(len(plan.moves), 'deal')} to today's playbook?"
    return Card(title, (*body, Buttons((button,))))


def _table(moves: Sequence[PlaybookMove], on: On) -> Table:
    rows = tuple(_row(one, on) for one in moves[:MOST_ROWS])
    return Table(("Deal", "Stage", "Asked again"), rows, label="Deals")


def _row(one: PlaybookMove, on: On) -> tuple[str, str, str]:
    here = stage_name(on(one.deal).playbook, one.deal.stage)
    there = stage_name(on(one.outcome.deal).playbook, one.outcome.deal.stage)
    stage = here if here == there else f"{here} to {there}"
    names = [cut(item.name, 40) for item in one.again[:MOST_NAMED]]
    if len(one.again) > MOST_NAMED:
        names.append(f"{len(one.again) - MOST_NAMED} more")
    return cut(one.deal.name, 60), stage, both(names) or "nothing"


def _more(moves: Sequence[PlaybookMove]) -> tuple[Element, ...]:
    if len(moves) <= MOST_ROWS:
        return ()
    return (Text((f"And {count(len(moves) - MOST_ROWS, 'more deal')}.",), small=True),)


def _stays(stays: Sequence[tuple[Deal, Refusal]], on: On) -> tuple[Element, ...]:
    """The deals that can't move, each with its reason."""
    if not stays:
        return ()
    lines = [(f"{cut(deal.name, 60)}: {reason_line(refusal.reason, on(deal))}",) for deal, refusal in stays[:MOST_ROWS]]
    return Text(("These stay where they are:",)), Bullets(tuple(lines))


def moved_all_card(plan: PlaybookMoves, on: On) -> Card:
    """What moved, to the one who moved it."""
    title = f"{count(len(plan.moves), 'deal')} moved to today's playbook"
    return Card(title, (_table(plan.moves, on), *_more(plan.moves), *_stays(plan.stays, on)), "good")
