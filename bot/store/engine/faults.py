"""What can go wrong in the store; each docstring is the sentence a person reads."""


class StoreFault(Exception):
    """Something is wrong with the store."""

    def __init__(self, why: str = "") -> None:
        super().__init__(why or type(self).__doc__)


class Conflict(StoreFault):
    """Somebody else changed this deal at the same moment."""


class NameTaken(StoreFault):
    """Another open deal has that name."""


class NotSaved(StoreFault):
    """Nothing was saved: the database does not answer just now. Please try again in a moment."""


class Crossed(NotSaved):
    """Nothing was saved: two changes waited for each other, and the other one was let through."""


class WrongSchema(StoreFault):
    """The database's tables do not fit this version of Stagecoach; run `stagecoach migrate` with the newest one."""


class BadAddress(StoreFault):
    """DATABASE_URL must begin with sqlite:/// or postgres://."""
