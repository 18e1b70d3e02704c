"""What is stalled, on Home: how many deals, their money, and the one that has been stalled longest."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from adapters.card import Bold, Element, Text
from bot.views.short_words import first_name, short_money
from bot.views.stalled import StalledDeal
from bot.views.totals import deals_worth
from bot.views.words import count, cut
from process.worth import worth_of


def stalled_line(found: Sequence[StalledDeal], rates: Mapping[str, Decimal], *, whole: bool = True) -> list[Element]:
    """One line, or nothing where all deals move. What is only quiet isn't counted, as in `stalled`'s own title.

    `whole`: all stalled deals are among `found`. Where there are too many to look at, the line says so.
    """
    stalled = [one for one in found if one.stalled]
    if not stalled:
        return []
    longest = max(stalled, key=lambda one: (one.first.days, one.deal.name))
    since = f"{count(longest.first.days, 'day')}{_owner(longest)}."
    name = cut(longest.deal.name, 60)
    if whole and len(stalled) == 1:
        money = f" {short_money(longest.deal.amount)}" if longest.deal.amount else ""
        return [Text((Bold("Stalled: "), f"{name}{money}, {since}"))]
    worth = deals_worth(worth_of([one.deal.amount for one in stalled], rates))
    words = f"{worth}. Longest: {name}, {since}"
    return [Text((Bold("Stalled: "), words if whole else f"more than {words}"))]


def _owner(one: StalledDeal) -> str:
    """Whose deal it is, to everyone else."""
    return "" if one.deal.owner == one.context.by.id else f" ({first_name(one.deal.owner, one.context)})"
