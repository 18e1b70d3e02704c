"""Next cycles: the deals that can follow one, a button each."""

from adapters.card import Button, Buttons, Card, Text
from bot.views.words import an, cut
from process.deal import NEXT_CYCLES, CycleKind, Deal


def next_buttons(deal: Deal) -> tuple[Button, ...]:
    """The deals that can follow this one."""
    return tuple(Button(f"Open {an(kind)}", f"next #{deal.id} {kind}") for kind in NEXT_CYCLES)


def another_card(deal: Deal, there: tuple[str, str], kind: CycleKind, name: str) -> Card:
    """Ask whether one more deal of a kind is meant, beside the one that is `there` (id, name); nothing has changed.

    `name` is what the other would be called.
    """
    row = (
        Button("Show it", f"show #{there[0]}", "primary"),
        Button("Open another", f"next #{deal.id} {kind} as {name}"),
    )
    words = f"It follows {cut(deal.name, 60)}. Nothing has changed yet."
    return Card(f"{cut(there[1], 60)} is open already", (Text((words,)), Buttons(row)), "warning")
