"""Merged cells: a text that stands once for several rows stands in each of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.spreadsheet.sheet import Cell

Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell, each as its row and its column counted from 0."""


@dataclass(slots=True)
class Merged:
    """The cells of a sheet that are merged over several rows, by the row in which they begin, counted from 1.

    `running` are those that reach the row that was read last: by column, their last row and what stands in them.
    """

    beginning: Mapping[int, list[tuple[int, int]]]
    running: dict[int, tuple[int, Cell]] = field(default_factory=dict)

    @classmethod
    def of(cls, ranges: Iterable[Range]) -> "Merged":
        found: dict[int, list[tuple[int, int]]] = {}
        for (first, column), (last, _) in ranges:
            if last > first:
                found.setdefault(first + 1, []).append((column, last + 1))
        return cls(found)

    def filled(self, number: int, cells: list[Cell]) -> list[Cell]:
        """The cells of the next row. Numbers stay where they stand, or a sum would count them in every row."""
        if not self.beginning:
            return cells
        if any(cell != "" for cell in cells):
            for column, (last, cell) in self.running.items():
                if number <= last and column < len(cells) and cells[column] == "":
                    cells[column] = cell
        for column, last in self.beginning.get(number, ()):
            if column < len(cells) and not isinstance(cells[column], float):
                self.running[column] = (last, cells[column])
        return cells
