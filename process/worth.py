"""Worth: how many deals there are and what they add up to, by currency and together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from process.money import Money


@dataclass(frozen=True, slots=True)
class Sum:
    """Some deals and the sum of their amounts in one currency. Deals without an amount have no currency."""

    deals: int
    currency: str = ""
    amount: Decimal = Decimal()


@dataclass(frozen=True, slots=True)
class Worth:
    """Some deals and what they are worth, by currency; `unpriced` of them have no amount yet.

    `total` is their worth in one currency, not rounded, where there is only one or the rates cover them all.
    """

    deals: int
    money: tuple[Money, ...] = ()
    total: Money | None = None
    unpriced: int = 0


NONE = Worth(0)


def worth_of(amounts: Iterable[Money | None], rates: Mapping[str, Decimal]) -> Worth:
    """The worth of deals with these amounts; None for a deal without one."""
    return worth([sum_of(amount) for amount in amounts], rates)


def sum_of(amount: Money | None) -> Sum:
    """One deal with its amount, if it has one."""
    return Sum(1, amount.currency, amount.amount) if amount else Sum(1)


def worth(sums: Iterable[Sum], rates: Mapping[str, Decimal]) -> Worth:
    """Count deals and their value. Currencies are added up only by `rates`: what one unit of each is worth."""
    deals = unpriced = 0
    added: dict[str, Decimal] = {}
    for one in sums:
        deals += one.deals
        if one.currency:
            added[one.currency] = added.get(one.currency, Decimal()) + one.amount
        else:
            unpriced += one.deals
    money = tuple(Money(added[currency], currency) for currency in sorted(added))
    return Worth(deals, money, _together(money, rates), unpriced)


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
