"""Totals: what some deals are worth, and one line on all of them, the same wherever they are counted."""

from decimal import Decimal

from adapters.card import Bold, Text
from bot.views.numbers import grouped
from bot.views.short_words import short_money
from bot.views.words import both, count, money
from process.money import Money
from process.totals import Totals
from process.worth import Worth


def totals_line(totals: Totals, of: str = "All deals") -> Text:
    """The pipeline, then what was won, lost, churned and withdrawn; `of` says which deals."""
    return Text((Bold(f"{of}: "), f"{deals_worth(totals.pipeline)} in the pipeline · ", outcomes(totals)))


def outcomes(totals: Totals) -> str:
    """What became of the decided deals: "won 2 (€206k), lost 1 (€18k)", and the churned and withdrawn where any are."""
    parts = [f"won {_of(totals.won)}", f"lost {_of(totals.lost)}"]
    if totals.churned.deals:
        parts.append(f"churned {_of(totals.churned)}")
    if totals.withdrawn:
        parts.append(f"withdrawn {grouped(totals.withdrawn)}, not counted")
    return ", ".join(parts)


def _of(worth: Worth) -> str:
    return f"{grouped(worth.deals)} ({short_value(worth)})" if worth.money else grouped(worth.deals)


def deals_worth(worth: Worth) -> str:
    """How many deals, and what they are worth: "5 deals, €336k"; without the money where none is known."""
    deals = count(worth.deals, "deal")
    return f"{deals}, {short_value(worth)}" if worth.money else deals


def short_value(worth: Worth) -> str:
    """What some deals are worth, at a glance; in one currency where rates allow it, otherwise currency by currency."""
    if worth.total is None:
        return both([short_money(one) for one in worth.money]) or "–"
    return short_money(worth.total) if len(worth.money) == 1 else f"about {short_money(_round(worth.total))}"


def value(worth: Worth) -> str:
    """What some deals are worth, to the last digit; in one currency where rates allow it."""
    if worth.total is None:
        return both([money(one) for one in worth.money]) or "–"
    return money(worth.total) if len(worth.money) == 1 else f"about {money(_round(worth.total))}"


def _round(m: Money) -> Money:
    """A sum over several currencies without its decimals, which the rates do not carry."""
    return Money(m.amount.quantize(Decimal(1)), m.currency)
