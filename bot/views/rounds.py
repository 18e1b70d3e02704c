"""A round through the deals that need one person: each with its question, and the way to the next."""

from collections.abc import Sequence

from adapters.card import Button, Buttons, Card, Text
from bot.views.clock_rules import question_words
from bot.views.numbers import grouped
from bot.views.short_words import short_money
from bot.views.stalled import StalledDeal
from bot.views.steps import steps
from bot.views.words import both, count, cut
from process.deal import Deal

MOST_NAMES = 5
LONGEST_TITLE = 150


def only_lacks(one: StalledDeal) -> bool:
    """Whether a deal's question is only what is missing on it."""
    return one.first.rule in ("idle", "long") and not (one.first.rule == "idle" and one.stalled)


def round_card(one: StalledDeal, following: Deal | None, place: tuple[int, int], *, asks: bool) -> Card:
    """One deal with its question; `place` is its number and how many there are, `asks` whether more can be answered."""
    money = f" {short_money(one.deal.amount)}" if one.deal.amount else ""
    title = f"{place[0]} of {place[1]} · {cut(one.deal.name, 60)}{money}: {question_words(one)}"
    row = (Button("Ask me what is missing", f"ask all about #{one.deal.id}"),) if asks else ()
    return Card(cut(title, LONGEST_TITLE), (steps(one), Buttons((*row, next_button(one.deal.id, following)))))


def next_button(deal: str, following: Deal | None) -> Button:
    """The way on from one deal of a round to the next, or to its end."""
    label = f"Next: {cut(following.name, 40)}" if following else "That's all"
    return Button(label, f"ask all after #{deal}")


def round_over_card(left: Sequence[Deal], *, begun: bool) -> Card:
    """The end of a round, with the deals that were left out."""
    if not left:
        return Card("Done for today ✓" if begun else "No deal needs you now ✓", tone="good")
    named = [cut(one.name, 60) for one in left[:MOST_NAMES]]
    more = len(left) - MOST_NAMES
    words = both([*named, f"{grouped(more)} more"] if more > 0 else named)
    again = Buttons((Button("Start again", "ask all"),))
    return Card(f"{count(len(left), 'deal')} left for later", (Text((f"{words}.",)), again))
