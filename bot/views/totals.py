"""Totals: one line on all deals, the same wherever they are counted."""

from decimal import Decimal

from adapters.card import Bold, Text
from bot.views.words import both, money
from process.money import Money
from process.totals import Totals, Worth


def totals_line(totals: Totals, of: str = "All deals") -> Text:
    """Open, completed, lost, churned and won deals with their value, and how many were withdrawn; `of` says which."""
    parts = [("open", totals.open), ("completed", totals.completed), ("lost", totals.lost)]
    if totals.churned.deals:
        parts.append(("churned", totals.churned))
    parts.append(("won", totals.won))
    figures = [f"{worth.deals:,} {word}{_of(worth)}" for word, worth in parts]
    if totals.withdrawn:
        figures.append(f"{totals.withdrawn:,} withdrawn and not counted")
    return Text((Bold(f"{of}: "), " · ".join(figures)))


def _of(worth: Worth) -> str:
    parts: list[str] = []
    if worth.money:
        parts.append(value(worth))
    if worth.unpriced:
        parts.append(f"{worth.unpriced:,} without an amount")
    return f" ({', '.join(parts)})" if parts else ""


def value(worth: Worth) -> str:
    """What some deals are worth: in one currency where rates allow it, otherwise currency by currency."""
    if worth.total is None:
        return both([money(one) for one in worth.money]) or "–"
    return money(worth.total) if len(worth.money) == 1 else f"about {money(_round(worth.total))}"


def _round(m: Money) -> Money:
    """A sum over several currencies without its decimals, which the rates do not carry."""
    return Money(m.amount.quantize(Decimal(1)), m.currency)
