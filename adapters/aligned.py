"""A table as lines of letters of one width, for a terminal and for a chat without room for a real table."""

from collections.abc import Collection, Sequence
from unicodedata import combining, east_asian_width

BETWEEN, CUT = "  ", "…"
NARROWEST = 3
"""The letters that a column keeps, however many columns there are."""


def aligned(rows: Sequence[Sequence[str]], right: Collection[int], most: int) -> list[str]:
    """The lines of a table, at most `most` letters wide: its columns' names, a rule, then the rows.

    `rows` begins with the names of the columns. `right` are the places of the columns that are aligned to the right.
    """
    widths = _fitted([min(most, _widest(rows, at)) for at in range(len(rows[0]))], most)
    lines: list[str] = []
    for row in rows:
        cells = [cell(row[at], width, right=at in right) for at, width in enumerate(widths)]
        lines.append(BETWEEN.join(cells).rstrip())
    rule = BETWEEN.join("─" * width for width in widths)
    return [lines[0], rule, *lines[1:]]


def _widest(rows: Sequence[Sequence[str]], at: int) -> int:
    return max(_width(row[at]) for row in rows)


def _fitted(widths: list[int], most: int) -> list[int]:
    """Take one letter at a time from the widest column until the row fits."""
    space = most - len(BETWEEN) * (len(widths) - 1)
    while widths and sum(widths) > space and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def cell(words: str, width: int, *, right: bool = False) -> str:
    """Words cut or filled up to a width in letters."""
    shown = words if _width(words) <= width else _cut(words, width)
    spare = " " * max(0, width - _width(shown))
    return spare + shown if right else shown + spare


def _cut(words: str, width: int) -> str:
    """The longest beginning that fits with a mark. Looked for from its front: a cell can have thousands of letters."""
    room, kept = width - _width(CUT), 0
    for letter in words:
        room -= _width_of_letter(letter)
        if room < 0:
            break
        kept += 1
    return words[:kept].rstrip() + CUT


def _width(words: str) -> int:
    return sum(map(_width_of_letter, words))


def _width_of_letter(letter: str) -> int:
    """Chinese letters and emoji take the room of two, an accent of its own takes none."""
    if combining(letter):
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1
