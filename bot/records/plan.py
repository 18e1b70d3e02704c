"""Plans: a file read whole, with its mapping, its rows that come in, and everything that is odd about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from bot.records.checked_rows import CheckedRow
from bot.records.deal_rows import DealRow
from bot.records.known_rows import KnownRow
from bot.records.mapping import ColumnMapping, Proposal
from bot.records.people_rows import PersonRow
from bot.records.problems import Problem
from bot.records.source_file import SourceFile
from bot.spreadsheet.stages import RowState
from process.money import Money

What = Literal["new", "history", "same", "changed", "left out"]
WHATS: tuple[What, ...] = ("new", "history", "same", "changed", "left out")
"""What becomes of a row: a new deal, history that was over before, nothing new, a change, or nothing at all."""


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows there are of one kind, and what they are worth by currency."""

    rows: int = 0
    money: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class DealRows:
    """Every deal of a file, those that come in, and what is odd about any of them."""

    every: list[DealRow]
    coming: list[CheckedRow]
    problems: list[Problem]


@dataclass(frozen=True)
class Plan:
    """What a file would do: its `deals`, `known` rows or `people` come in.

    `whats` says what becomes of how many rows, `sums` what each state is worth, `claims` how many rows say which stage,
    `begins` in which stages those would begin that answer exits.
    `whole` is the sum of every row of the file, those that are left out included.
    """

    file: SourceFile
    proposal: Proposal
    deals: Sequence[CheckedRow] = ()
    known: Sequence[KnownRow] = ()
    people: Sequence[PersonRow] = ()
    problems: Sequence[Problem] = ()
    whats: Mapping[What, int] = field(default_factory=dict)
    sums: Mapping[RowState, Sum] = field(default_factory=dict)
    claims: Mapping[str, int] = field(default_factory=dict)
    begins: Mapping[str, int] = field(default_factory=dict)
    whole: Sum = Sum()
    left_out: Sum = Sum()

    @property
    def rows(self) -> int:
        """How many rows an import goes through."""
        return len(self.deals) or len(self.people) or len(self.known)

    @property
    def mapping(self) -> ColumnMapping:
        return self.proposal.mapping


def sum_of(rows: Sequence[DealRow]) -> Sum:
    """How many rows, and the sum of their amounts by currency."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        if row.amount:
            sums[row.amount.currency] = sums.get(row.amount.currency, Decimal()) + row.amount.amount
    return Sum(len(rows), tuple(Money(sums[one], one) for one in sorted(sums)))
