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


def sizes(worths: Sequence[Worth], rates: Mapping[str, Decimal]) -> list[Decimal]:
    """How much each is worth beside the others: in one currency, or by the number of deals where that can't be."""
    currencies = {one.currency for worth in worths for one in worth.money}
    if len(currencies) > 1 and not currencies <= rates.keys():
        return [Decimal(worth.deals) for worth in worths]
    rate = rates if len(currencies) > 1 else dict.fromkeys(currencies, Decimal(1))
    return [sum((one.amount * rate[one.currency] for one in worth.money), Decimal()) for worth in worths]


def _together(money: tuple[Money, ...], rates: Mapping[str, Decimal]) -> Money | None:
    if len(money) == 1:
        return money[0]
    base = next((currency for currency, rate in rates.items() if rate == 1), "")
    if not money or not base or any(one.currency not in rates for one in money):
        return None
    return Money(sum((one.amount * rates[one.currency] for one in money), Decimal()), base)
