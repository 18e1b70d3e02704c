"""Fields: a value with some of its fields changed, quickly, since every fact does it."""

from typing import TYPE_CHECKING

__all__ = ["with_fields"]

if TYPE_CHECKING:
    from dataclasses import replace as with_fields  # so that the names and types of the fields are checked
else:

    def with_fields(value: object, /, **changes: object) -> object:
        """The value with these fields changed: as `dataclasses.replace`, in a fifth of the time, and without slots."""
        new = object.__new__(type(value))
        new.__dict__.update(value.__dict__, **changes)
        return new
