"""What stays of an import that was taken back, and why."""

from dataclasses import dataclass

from process.put_back import Left

WHOLE = Left("deal", "touched")


@dataclass(frozen=True, slots=True)
class Stayed:
    """What an undo leaves as the import made it: a value of the deal of that name, or the whole deal; and why."""

    name: str
    left: Left
