"""What can go wrong in the store; each docstring is the sentence a person reads."""


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


class WrongSchema(StoreFault):
    """The database is from another release of Stagecoach. Run `stagecoach migrate` with the newest release."""


class BadAddress(StoreFault):
    """DATABASE_URL must begin with sqlite:/// or postgres://."""
