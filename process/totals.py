"""Totals: how many deals there are and what they are worth, counted in one way for every view."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from process.figures import DealLine, Span, in_span
from process.money import Money


@dataclass(frozen=True, slots=True)
class Worth:
    """Some deals and what they are worth, by currency; `unpriced` of them have no amount yet.

    `total` is their worth in one currency, not rounded, where there is only one or the rates cover them all.
    """

    deals: int
    money: tuple[Money, ...] = ()
    total: Money | None = None
    unpriced: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """All deals. Each is in exactly one of `pipeline`, `lost`, `care`, `completed`, `churned` and `withdrawn`.

    The pipeline are the open deals before the win; `care` are the won ones that are being served. What is `won` is also
    in care, completed or churned, so it isn't added to them. `withdrawn` is how many deals were withdrawn.
    """

    pipeline: Worth
    won: Worth
    lost: Worth
    completed: Worth
    churned: Worth = Worth(0)
    care: Worth = Worth(0)
    withdrawn: int = 0


Standing = Literal["pipeline", "won", "lost", "completed", "churned", "care", "withdrawn"]
"""What a deal can be counted as."""


def totals(lines: Iterable[DealLine], rates: Mapping[str, Decimal], span: Span | None = None) -> Totals:
    """The totals that funnel and flywheel share. `rates` are the playbook's.

    Of a span, only what was won or ended in it counts. What is open is open now.
    """
    everything = tuple(lines)

    def of(standing: Standing) -> Worth:
        return worth(counted_as(standing, everything, span), rates)

    withdrawn = len(counted_as("withdrawn", everything, span))
    ended = (of("completed"), of("churned"), of("care"))
    return Totals(of("pipeline"), of("won"), of("lost"), *ended, withdrawn)


def counted_as(standing: Standing, lines: Iterable[DealLine], span: Span | None = None) -> tuple[DealLine, ...]:
    """The deals that a total counts, in their order; `span` is when they were won or ended."""
    return tuple(line for line in lines if _counts(standing, line, span))


def _counts(standing: Standing, line: DealLine, span: Span | None) -> bool:
    match standing:
        case "pipeline":
            return in_pipeline(line)
        case "care":
            return line.state == "open" and won(line)
        case "won":
            return won(line) and in_span(line.won_at, span)
        case state:
            return line.state == state and in_span(line.ended_at, span)


def in_pipeline(line: DealLine) -> bool:
    """Whether a deal is still to be won."""
    return line.state == "open" and not won(line)


def won(line: DealLine) -> bool:
    """Whether a deal counts as won: its handoff was approved, or its cycle is complete. A churned win stays one."""
    return line.state not in ("lost", "withdrawn") and (line.won or line.state in ("completed", "churned"))


def worth(lines: Iterable[DealLine], rates: Mapping[str, Decimal]) -> Worth:
    """Count deals and their value. Currencies are added up only by `rates`: what one unit of each is worth."""
    return worth_of([line.amount for line in lines], rates)


def worth_of(amounts: Sequence[Money | None], rates: Mapping[str, Decimal]) -> Worth:
    """The same of deals of which only the amounts are known; None for a deal without one."""
    sums: dict[str, Decimal] = {}
    for amount in filter(None, amounts):
        sums[amount.currency] = sums.get(amount.currency, Decimal()) + amount.amount
    money = tuple(Money(sums[currency], currency) for currency in sorted(sums))
    return Worth(len(amounts), money, _together(money, rates), sum(amount is None for amount in amounts))


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much some deals are beside others: their money in `currency`, or their number where that is empty."""

    values: tuple[Decimal, ...]
    currency: str = ""


def sizes(worths: Sequence[Worth], rates: Mapping[str, Decimal]) -> Sizes:
    """Each in one currency; by the number of deals where amounts can't be added up, and where none is known."""
    currencies = {one.currency for worth in worths for one in worth.money}
    currency = _common(currencies, rates)
    if not currency:
        return Sizes(tuple(Decimal(worth.deals) for worth in worths))
    rate = rates if len(currencies) > 1 else {currency: Decimal(1)}
    return Sizes(tuple(_sum(worth.money, rate) for worth in worths), currency)


def _together(money: tuple[Money, ...], rates: Mapping[str, Decimal]) -> Money | None:
    if len(money) == 1:
        return money[0]
    base = _common({one.currency for one in money}, rates)
    return Money(_sum(money, rates), base) if base else None


def _common(currencies: set[str], rates: Mapping[str, Decimal]) -> str:
    """The currency in which amounts in these can be added up: their only one, or the one that the rates count in."""
    if len(currencies) == 1:
        return next(iter(currencies))
    base = next((currency for currency, rate in rates.items() if rate == 1), "")
    return base if currencies and currencies <= rates.keys() else ""


def _sum(money: Iterable[Money], rates: Mapping[str, Decimal]) -> Decimal:
    return sum((one.amount * rates[one.currency] for one in money), Decimal())
