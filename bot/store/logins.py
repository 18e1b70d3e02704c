"""Logins: those that began in a browser and wait for a press in a chat. All of it is over within minutes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from bot.store.schema.tables import logins

BY_CODE = select(logins).where(logins.c.code == bindparam("code"))
BY_HASH = select(logins).where(logins.c.hash == bindparam("hash"))
ONE = select(logins).where(logins.c.tenant == bindparam("tenant"), logins.c.id == bindparam("id"))
ADD = insert(logins)
_ONE = (
    update(logins)
    .where(logins.c.tenant == bindparam("of"), logins.c.id == bindparam("which"), logins.c.state == bindparam("was"))
    .execution_options(preserve_rowcount=True)
)
CLAIM = _ONE.values(tenant=bindparam("to"), person=bindparam("whose"), state="asked")
DECIDE = _ONE.values(state=bindparam("now"), body=bindparam("holds"))
GRANT = _ONE.values(state="granted", hash=bindparam("by"), at=bindparam("since"))
USE = _ONE.values(state="used")
PENDING = (
    select(func.count())
    .select_from(logins)
    .where(logins.c.tenant == bindparam("tenant"), logins.c.person == bindparam("person"))
    .where(logins.c.state.in_(["allowed", "granted"]), logins.c.at > bindparam("since"))
)
FORGET = delete(logins).where(logins.c.at < bindparam("before"))


@dataclass(frozen=True, slots=True)
class SavedLogin:
    """A login. `tenant` and `person` are empty until someone types its `code`; `body` is what the program asks for.

    `state` goes from `begun` over `asked` to `allowed` or `refused`, then over `granted` to `used`. `at` is real time.
    """

    tenant: str
    id: str
    code: str
    person: str
    state: str
    body: str
    at: datetime


def add(tx: Connection, login: SavedLogin, browser: str) -> None:
    """Save a new login with the hash of its browser's secret."""
    names = ("tenant", "id", "code", "person", "state", "body", "at")
    tx.execute(ADD, {"hash": browser, **{name: getattr(login, name) for name in names}})


def with_code(tx: Connection, code: str) -> SavedLogin | None:
    """The login with the code that a person types, or None."""
    return _first(tx, BY_CODE, code=code)


def with_hash(tx: Connection, known: str) -> SavedLogin | None:
    """The login with this hash: of its browser's secret, or once granted of its program's code."""
    return _first(tx, BY_HASH, hash=known)


def find(tx: Connection, tenant: str, login: str) -> SavedLogin | None:
    """The login with that id, or None."""
    return _first(tx, ONE, tenant=tenant, id=login)


def claim(tx: Connection, login: SavedLogin, tenant: str, person: str) -> bool:
    """Make it the login of this person; False if someone was faster."""
    keys = {"of": login.tenant, "which": login.id, "was": "begun"}
    return tx.execute(CLAIM, {**keys, "to": tenant, "whose": person}).rowcount == 1


def decide(tx: Connection, login: SavedLogin, state: str, body: str) -> bool:
    """Allow or refuse it; False if it was decided before."""
    keys = {"of": login.tenant, "which": login.id, "was": "asked"}
    return tx.execute(DECIDE, {**keys, "now": state, "holds": body}).rowcount == 1


def pending(tx: Connection, tenant: str, person: str, since: datetime) -> int:
    """How many logins this person allowed that have no token yet, of those that began since a moment of real time."""
    return tx.scalar(PENDING, {"tenant": tenant, "person": person, "since": since}) or 0


def grant(tx: Connection, login: SavedLogin, code: str, at: datetime) -> bool:
    """Give its program a code, by the hash of it; False if it has one already."""
    keys = {"of": login.tenant, "which": login.id, "was": "allowed"}
    return tx.execute(GRANT, {**keys, "by": code, "since": at}).rowcount == 1


def use(tx: Connection, login: SavedLogin) -> bool:
    """Use its code up; False if it was used before."""
    return tx.execute(USE, {"of": login.tenant, "which": login.id, "was": "granted"}).rowcount == 1


def forget(tx: Connection, before: datetime) -> int:
    """Delete the logins that began before a moment; returns how many."""
    return tx.execute(FORGET, {"before": before}).rowcount


def _first(tx: Connection, statement: Any, **keys: str) -> SavedLogin | None:
    row: Row[*tuple[Any, ...]] | None = tx.execute(statement, keys).first()
    if row is None:
        return None
    return SavedLogin(row.tenant, row.id, row.code, row.person, row.state, row.body, row.at)
