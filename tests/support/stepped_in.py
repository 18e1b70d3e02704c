"""A store in which something else happens at the worst moment: after a request has read, before it writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from bot.store.engine.store import Store


class SteppedIn(Store):
    """A store in which `meanwhile` happens once, just before the next transaction that writes begins."""

    meanwhile: Callable[[], object] | None = None

    @contextmanager
    def writing(self, *, patient: bool = False) -> Iterator[Connection]:
        happens, self.meanwhile = self.meanwhile, None
        if happens:
            happens()
        with super().writing(patient=patient) as tx:
            yield tx
