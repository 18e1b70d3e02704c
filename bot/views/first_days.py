"""First days: what an account manager can plan after a handoff, from the playbook."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from adapters.card import Bullets, Button, Buttons, Card, Text
from bot.views.short_words import short_date
from bot.views.words import count, cut
from process.context import Context
from process.deal import Deal
from process.playbook import FirstDay


def first_days_card(deal: Deal, context: Context, offered: Sequence[FirstDay]) -> Card:
    """The steps with their days, to be added all at once or one by one."""
    if not offered:
        show = Buttons((Button("Show deal", f"show #{deal.id}"),))
        return Card(f"{cut(deal.name, 60)}: the first days are planned", (show,), "good")
    lines = tuple((f"By {_day(one, context)}: {cut(one.what, 80)}",) for one in offered)
    last = max(one.day for one in offered)
    title = f"{cut(deal.name, 60)}: {count(len(offered), 'step')} for the first {last} days"
    words = Text(("They become obligations with your name. I'll ask when a day has passed.",), small=True)
    row = (Button(f"Add all {len(offered)}", f"onboard #{deal.id} all", "primary"),)
    more = tuple(Button(f"Add: {cut(one.what, 50)}", f"onboard #{deal.id} step {one.day}") for one in offered)
    return Card(title, (Bullets(lines), words, Buttons((*row, Button("Show deal", f"show #{deal.id}")), more=more)))


def _day(one: FirstDay, context: Context) -> str:
    return short_date(context.today + timedelta(days=one.day), context)


def with_first_days(card: Card, deal: Deal, offered: Sequence[FirstDay]) -> Card:
    """The card of an accepted handoff, with the way to plan the first days."""
    if not offered:
        return card
    row = Buttons((Button(f"Plan the first {max(one.day for one in offered)} days", f"onboard #{deal.id}"),))
    return replace(card, body=(*card.body, row))
