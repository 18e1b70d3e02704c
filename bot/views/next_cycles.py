"""Next cycles: the deals that can follow one, a button each."""

from adapters.card import Button
from bot.views.words import an
from process.deal import NEXT_CYCLES, Deal


def next_buttons(deal: Deal) -> tuple[Button, ...]:
    """The deals that can follow this one."""
    return tuple(Button(f"Open {an(kind)}", f"next #{deal.id} {kind}") for kind in NEXT_CYCLES)
