"""What a person can say of a file, where its columns and words can't be guessed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.spreadsheet.amounts import DecimalSign
from bot.spreadsheet.days import DayOrder


@dataclass(frozen=True, slots=True)
class FileWords:
    """`columns` are headings by field. `won` and `lost` are words for an end, `stages` is the order of the stages.

    `days` and `sign` settle how days and amounts are read; None leaves it to the file.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    won: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    days: DayOrder | None = None
    sign: DecimalSign | None = None


class UnknownColumn(Exception):
    """A column that a person named isn't in the file."""

    def __init__(self, wanted: str, columns: tuple[str, ...]) -> None:
        super().__init__(wanted)
        self.wanted, self.columns = wanted, columns
