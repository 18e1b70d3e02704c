"""Access: whom a secret lets in, and in whose name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from sqlalchemy import Connection

from adapters.chat import Speaker
from adapters.mcp.assistant import Caller, NoAnswer
from bot.store import people, tenants, tokens
from bot.store.engine.faults import NotSaved
from bot.store.engine.store import Store
from process.agent import Token, lets_in

USED_TO = timedelta(minutes=10)
"""How exactly the last use of a token is saved: each call would have to wait for the writer otherwise."""
LONGEST = 100
"""Characters of a secret; ours have 54."""


class Access:
    """Lets agents in by their secrets. `wall` is the wall clock."""

    def __init__(self, store: Store, wall: Callable[[], datetime]) -> None:
        self._store, self._wall = store, wall

    def caller(self, secret: str) -> Caller | None:
        """Who comes with this secret; None for a secret that is unknown, ended or too old, and for one who left."""
        if not secret.startswith(tokens.BEGINS) or len(secret) > LONGEST:
            return None
        with answering(), self._store.reading() as tx:
            found = tokens.of_secret(tx, secret)
            admitted = self._admitted(tx, *found) if found else None
        if found is None or admitted is None:
            return None
        caller, now = admitted
        self._remember(found[0], found[1], now)
        return caller

    def _admitted(self, tx: Connection, tenant_id: str, token: Token) -> tuple[Caller, datetime] | None:
        tenant, person = tenants.find_tenant(tx, tenant_id), people.find(tx, tenant_id, token.person)
        if tenant is None or person is None:
            return None
        now, place = tenant.own_time(self._wall()), people.reached(tx, tenant_id, person)
        if place is None or not lets_in(token, person.colleague, now):
            return None
        speaker = Speaker(place.platform, place.workspace, place.id, person.colleague.name, email=person.email)
        return Caller(token.id, token.name, token.scope, speaker, place), now

    def _remember(self, tenant: str, token: Token, now: datetime) -> None:
        if token.used is not None and now - token.used < USED_TO:
            return
        with suppress(NotSaved), self._store.writing() as tx:  # it only shows when an agent came last
            tokens.use(tx, tenant, token.id, now)


@contextmanager
def answering() -> Iterator[None]:
    """A database that doesn't answer becomes NoAnswer, which an agent's program can tell from a wrong secret."""
    try:
        yield
    except NotSaved as fault:
        raise NoAnswer from fault
