"""Announced: what a channel reads about a deal. Only what you would say aloud in front of the team."""

from adapters.card import Button, Buttons, Card, Text
from bot.views.next_cycles import next_buttons
from bot.views.short_words import deal_line
from bot.views.words import cut, stage_name
from process.context import Context
from process.deal import Deal


def moved_aloud(deal: Deal, context: Context) -> Card:
    """A gate opened: where the deal stands now. No waiver, no one's words, no advice."""
    title = f"{cut(deal.name, 60)} is now in {stage_name(context.playbook, deal.stage)}"
    onward: tuple[Button, ...] = (Button("Next steps", f"met #{deal.id}"),)
    if deal.state == "completed":
        title = f"{cut(deal.name, 60)}: one turn is complete"
        onward = next_buttons(deal)
    row = Buttons((*onward, Button("Show deal", f"show #{deal.id}")))
    return Card(title, (Text((deal_line(deal, context),), small=True), row), "good", notification=title)
