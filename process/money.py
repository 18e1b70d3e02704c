"""Money: an amount in one currency."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its ISO 4217 currency, written as "50000 EUR"."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        written = f"{self.amount.normalize():f}"
        whole, _, decimals = written.partition(".")
        # "1.125 EUR" could be taken for 1,125 EUR in half of Europe; "1.1250 EUR" could not.
        if len(decimals) == 3 and len(whole) <= 3 and whole != "0":
            written += "0"
        return f"{written} {self.currency}"

    @classmethod
    def of(cls, words: str) -> "Money":
        """Read what `str` wrote; raises ValueError for anything else."""
        amount, _, currency = words.partition(" ")
        try:
            money = cls(Decimal(amount), currency)
        except ArithmeticError:
            raise ValueError(f"{words!r} is not an amount of money") from None
        if not money.sound():
            raise ValueError(f"{words!r} is not an amount of money")
        return money

    def sound(self) -> bool:
        """Whether this is a real amount: finite, not negative, below 10^15, in a currency of three capitals."""
        letters = (
            len(self.currency) == 3 and self.currency.isascii() and self.currency.isalpha() and self.currency.isupper()
        )
        return letters and self.amount.is_finite() and 0 <= self.amount < 10**15
