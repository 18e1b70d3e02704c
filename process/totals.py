"""Totals: how many deals there are and what they are worth, counted in one way for every view."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from process.figures import DealLine, counted
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
    """All deals: open, lost, completed and churned ones are apart; the won ones are among all but the lost.

    `withdrawn` is how many deals were withdrawn, which are in none of these.
    """

    open: Worth
    won: Worth
    lost: Worth
    completed: Worth
    churned: Worth = Worth(0)
    withdrawn: int = 0


def totals(lines: Iterable[DealLine], rates: Mapping[str, Decimal]) -> Totals:
    """The totals that funnel and flywheel share. `rates` are the playbook's."""
    everything = tuple(lines)
    lines = counted(everything)
    return Totals(
        open=worth((line for line in lines if line.state == "open"), rates),
        won=worth((line for line in lines if won(line)), rates),
        lost=worth((line for line in lines if line.state == "lost"), rates),
        completed=worth((line for line in lines if line.state == "completed"), rates),
        churned=worth((line for line in lines if line.state == "churned"), rates),
        withdrawn=len(everything) - len(lines),
    )


def won(line: DealLine) -> bool:
    """Whether a deal counts as won: its handoff was approved, or its cycle is complete. A churned win stays one."""
    return line.state not in ("lost", "withdrawn") and (line.won or line.state == "completed")


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


def _together(money: tuple[Money, ...], rates: Mapping[str, Decimal]) -> Money | None:
    if len(money) == 1:
        return money[0]
    base = next((currency for currency, rate in rates.items() if rate == 1), "")
    if not money or not base or any(one.currency not in rates for one in money):
        return None
    return Money(sum((one.amount * rates[one.currency] for one in money), Decimal()), base)
