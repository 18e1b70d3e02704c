"""The menu that opens one of the deals of a card, for the one who chooses it."""

from collections.abc import Sequence

from adapters.card import Button
from bot.views.short_words import short_money
from bot.views.words import cut
from process.deal import Deal

OPEN = "Open a deal"
PAGE = 25
"""Deals in one message; every further page is a button away, so that no chat has to refuse a long list."""


def openers(deals: Sequence[Deal]) -> tuple[Button, ...]:
    """An entry of the menu for each of these deals, a page of them at most."""
    return tuple(Button(_label(one), f"show #{one.id}") for one in deals[:PAGE])


def _label(deal: Deal) -> str:
    money = f" {short_money(deal.amount)}" if deal.amount else ""
    return cut(f"{cut(deal.name, 50)}{money}", 75)
