"""Playbooks: the text of every version, and the current version of each name.

A version is the hash of what a playbook asks. A new wording of the same version replaces the one before.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from bot.store.schema.tables import playbook_texts, playbooks
from process import playbook_file

_KEPT = insert(playbook_texts)
KEEP = _KEPT.on_conflict_do_update(
    index_elements=[playbook_texts.c.tenant, playbook_texts.c.version], set_={"text": _KEPT.excluded.text}
)
TEXT = select(playbook_texts.c.text).where(
    playbook_texts.c.tenant == bindparam("tenant"), playbook_texts.c.version == bindparam("version")
)
CURRENT = (
    select(playbooks.c.name, playbooks.c.version, playbook_texts.c.text)
    .join(
        playbook_texts,
        (playbook_texts.c.tenant == playbooks.c.tenant) & (playbook_texts.c.version == playbooks.c.version),
    )
    .where(playbooks.c.tenant == bindparam("tenant"))
    .order_by(playbooks.c.standard.desc(), playbooks.c.name)
)
_NAMED = insert(playbooks)
SET = _NAMED.on_conflict_do_update(
    index_elements=[playbooks.c.tenant, playbooks.c.name], set_={"version": _NAMED.excluded.version}
)
DROP = delete(playbooks).where(
    playbooks.c.tenant == bindparam("of"), playbooks.c.name.not_in(bindparam("names", expanding=True))
)
PREFER = (
    update(playbooks)
    .where(playbooks.c.tenant == bindparam("of"))
    .values(standard=playbooks.c.name == bindparam("preferred"))
)


class Current(NamedTuple):
    """A playbook's name with its current version and text."""

    name: str
    version: str
    text: str


def save(tx: Connection, tenant: str, text: str) -> str:
    """Save a playbook's text as the newest wording of its version; returns the version."""
    version = playbook_file.read(text).version
    tx.execute(KEEP, {"tenant": tenant, "version": version, "text": text})
    return version


def text(tx: Connection, tenant: str, version: str) -> str | None:
    """The text of a version, or None."""
    return tx.scalar(TEXT, {"tenant": tenant, "version": version})


def current(tx: Connection, tenant: str) -> list[Current]:
    """The tenant's current playbooks, the standard one first, then by name."""
    return [Current(*row) for row in tx.execute(CURRENT, {"tenant": tenant})]


def set_current(tx: Connection, tenant: str, name: str, version: str) -> None:
    """Make this version the current one of a name; a tenant's first name becomes the standard playbook."""
    first = not current(tx, tenant)
    tx.execute(SET, {"tenant": tenant, "name": name, "version": version, "standard": first})


def drop_others(tx: Connection, tenant: str, names: Sequence[str]) -> None:
    """Remove all other names from the current playbooks; the text of every version stays."""
    tx.execute(DROP, {"of": tenant, "names": list(names)})


def prefer(tx: Connection, tenant: str, name: str) -> None:
    """Make this playbook the standard: new deals start on it."""
    tx.execute(PREFER, {"of": tenant, "preferred": name})
