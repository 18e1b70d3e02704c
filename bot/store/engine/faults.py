"""What can go wrong in the store; each docstring is the sentence a person reads."""

from pathlib import Path


class StoreFault(Exception):
    """Something is wrong with the store."""

    def __init__(self, why: str = "") -> None:
        super().__init__(why or type(self).__doc__)


class Conflict(StoreFault):
    """Someone else changed this deal at the same moment."""


class NameTaken(StoreFault):
    """Another open deal has that name."""


class NotSaved(StoreFault):
    """Nothing was saved. The database doesn't answer at the moment. Please try again in a minute."""


class Crossed(NotSaved):
    """Nothing was saved. Two changes waited for each other, and the other one went first."""


class WrongSchema(NotSaved):
    """The database is from another release of Stagecoach. Run `stagecoach migrate` with the newest release."""


class DamagedFile(NotSaved):
    """The database file is damaged. Stop Stagecoach and restore the file from your last backup."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The database {path} is damaged. Stop Stagecoach and restore the file from your last backup.")


class LostFile(NotSaved):
    """The database file was deleted, emptied or replaced. Restore it from your last backup."""

    def __init__(self, path: Path, marker: Path) -> None:
        super().__init__(
            f"The database {path} was deleted, emptied or replaced. Stop Stagecoach and restore the file from your "
            f"last backup. To start with no deals instead, delete {marker} too."
        )


class ForeignFile(NotSaved):
    """The database file is another one than before."""

    def __init__(self, path: Path, marker: Path) -> None:
        super().__init__(
            f"The database {path} is not the one that was here before. Restore the right file from your last backup. "
            f"To go on with this one, delete {marker}."
        )


class BadAddress(StoreFault):
    """DATABASE_URL must begin with sqlite:/// or postgres://."""
