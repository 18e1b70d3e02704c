"""Tokens: what lets an agent in for a person. Only the hash of a secret is saved, so no one can read it here."""

from dataclasses import asdict, fields
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from bot.store.schema.tables import tokens
from process.agent import Token

BEGINS = "stagecoach_"
"""What every secret begins with, so that a scanner for leaked secrets knows it."""
BYTES = 32

OURS = tokens.c.tenant == bindparam("tenant")
BY_HASH = select(tokens).where(tokens.c.hash == bindparam("hash"))
ONE = select(tokens).where(OURS, tokens.c.id == bindparam("id"))
LIVE = select(tokens).where(OURS, tokens.c.ended.is_(None), tokens.c.expires > bindparam("now")).order_by(
    tokens.c.made, tokens.c.id
)  # fmt: skip  # the conditions stand in one line
MINE = LIVE.where(tokens.c.person == bindparam("person"))
ADD = insert(tokens)
_ONE = update(tokens).where(tokens.c.tenant == bindparam("of"), tokens.c.ended.is_(None))
END = (
    _ONE.where(tokens.c.id == bindparam("which"))
    .values(ended=bindparam("now"))
    .execution_options(preserve_rowcount=True)
)
END_ALL = (
    _ONE.where(tokens.c.person == bindparam("whose"))
    .values(ended=bindparam("now"))
    .execution_options(preserve_rowcount=True)
)
USE = _ONE.where(tokens.c.id == bindparam("which")).values(used=bindparam("now"))


COLUMNS = tuple(one.name for one in fields(Token))


def new_secret() -> str:
    """A secret that no one can guess: 256 bits."""
    return BEGINS + token_urlsafe(BYTES)


def hashed(secret: str) -> str:
    """What is saved of a secret. It is too long to guess, so that a quick hash is enough."""
    return sha256(secret.encode()).hexdigest()


def add(tx: Connection, tenant: str, token: Token, secret: str) -> None:
    """Save a new token."""
    tx.execute(ADD, {"tenant": tenant, "hash": hashed(secret), **asdict(token)})


def of_secret(tx: Connection, secret: str) -> tuple[str, Token] | None:
    """The tenant and the token of a secret, or None; it can have ended."""
    row = tx.execute(BY_HASH, {"hash": hashed(secret)}).first()
    return (row.tenant, _read(row)) if row else None


def find(tx: Connection, tenant: str, token: str) -> Token | None:
    """The token with that id, or None; it can have ended."""
    row = tx.execute(ONE, {"tenant": tenant, "id": token}).first()
    return _read(row) if row else None


def of_person(tx: Connection, tenant: str, person: str, now: datetime) -> list[Token]:
    """The tokens of a person that let an agent in, oldest first."""
    return [_read(row) for row in tx.execute(MINE, {"tenant": tenant, "person": person, "now": now})]


def every(tx: Connection, tenant: str, now: datetime) -> list[Token]:
    """The same of everyone."""
    return [_read(row) for row in tx.execute(LIVE, {"tenant": tenant, "now": now})]


def end(tx: Connection, tenant: str, token: str, now: datetime) -> bool:
    """End a token; False if it had ended before."""
    return tx.execute(END, {"of": tenant, "which": token, "now": now}).rowcount == 1


def end_all(tx: Connection, tenant: str, person: str, now: datetime) -> int:
    """End all tokens of a person; returns how many."""
    return tx.execute(END_ALL, {"of": tenant, "whose": person, "now": now}).rowcount


def use(tx: Connection, tenant: str, token: str, now: datetime) -> None:
    """Remember when a token was used last."""
    tx.execute(USE, {"of": tenant, "which": token, "now": now})


def _read(row: Row[*tuple[Any, ...]]) -> Token:
    return Token(**{name: getattr(row, name) for name in COLUMNS})
