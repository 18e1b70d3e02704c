"""Erasure: a contact's data is taken out of what was written before - the one exception to a ledger that only grows.

The triggers let the body of a deal's facts change only while the deal is marked in `erasing`, inside one transaction.
"""

import json
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, or_, select, update

from bot.store.deal_json import read_deal
from bot.store.schema.tables import (
    METADATA,
    agent_proposals,
    approvals,
    conversations,
    deals,
    erasing,
    guides,
    identities,
    inbox,
    ledger,
    logins,
    outbox,
    tokens,
    usage,
    visits,
)
from process.deal import Deal

Erase = Callable[[object], object]
"""Takes a JSON value and returns it without the contact."""

OF_DEAL = select(ledger.c.version, ledger.c.line, ledger.c.body).where(
    ledger.c.tenant == bindparam("of"), ledger.c.deal == bindparam("which")
)
FACT = update(ledger).where(
    *(ledger.c[name] == bindparam(f"at_{name}") for name in ("tenant", "deal", "version", "line"))
)
MARK = insert(erasing)
UNMARK = delete(erasing).where(erasing.c.tenant == bindparam("of"))
TEXTS: tuple[tuple[Table, str], ...] = (
    *((outbox, "card"), (inbox, "answer")),
    *((conversations, "proposed"), (guides, "body"), (agent_proposals, "body")),
)
"""What else holds words about deals for a while: messages, answers, what was spoken about last, and drafts."""

ALL_DEALS = (
    select(deals.c.id, deals.c.body).where(deals.c.tenant == bindparam("of")).order_by(deals.c.began, deals.c.id)
)
OF_PERSON = (identities, usage, conversations, guides, tokens, agent_proposals, logins)
"""What is only about one colleague: accounts in the chats, when they used Stagecoach, drafts, their agents."""


def deals_with(tx: Connection, tenant: str, words: str) -> list[Deal]:
    """The deals in which, or in whose ledger, these words stand in any case, the oldest first."""
    statement = ALL_DEALS
    if words.isascii():
        entries = select(ledger.c.deal).where(
            ledger.c.tenant == tenant, ledger.c.body.icontains(words, autoescape=True)
        )
        here = deals.c.body.icontains(words, autoescape=True)
        statement = ALL_DEALS.where(or_(here, deals.c.id.in_(entries)))
    return [read_deal(row.body) for row in tx.execute(statement, {"of": tenant})]


def erase_person(tx: Connection, tenant: str, person: str) -> None:
    """Delete what is only about one colleague, and the messages that were sent to them directly."""
    at = (identities.c.platform, identities.c.workspace, identities.c.user)
    for platform, workspace, user in tx.execute(
        select(*at).where(identities.c.tenant == tenant, identities.c.person == person)
    ).all():
        here = (outbox.c.platform == platform, outbox.c.workspace == workspace, outbox.c.place == user)
        tx.execute(delete(outbox).where(outbox.c.tenant == tenant, *here))
        seen = (visits.c.platform == platform, visits.c.workspace == workspace, visits.c.place == user)
        tx.execute(delete(visits).where(visits.c.tenant == tenant, *seen))
    for table in OF_PERSON:
        tx.execute(delete(table).where(table.c.tenant == tenant, table.c.person == person))


def sizes(tx: Connection, tenant: str) -> dict[str, int]:
    """How many rows of each table belong to a tenant."""
    found: dict[str, int] = {}
    for table in METADATA.sorted_tables:
        if "tenant" in table.c:
            found[table.name] = tx.scalar(select(func.count()).select_from(table).where(table.c.tenant == tenant)) or 0
    return found


def facts_of(tx: Connection, tenant: str, deal: str) -> list[str]:
    """The bodies of a deal's facts."""
    return [row.body for row in tx.execute(OF_DEAL, {"of": tenant, "which": deal})]


def erase_from_ledger(tx: Connection, tenant: str, deal: str, erase: Erase) -> int:
    """Take the contact out of every fact of a deal; returns how many facts had them."""
    tx.execute(MARK, {"tenant": tenant, "deal": deal})
    changed = 0
    for row in tx.execute(OF_DEAL, {"of": tenant, "which": deal}).all():
        if (body := _erased(row.body, erase)) != row.body:
            keys = {"at_tenant": tenant, "at_deal": deal, "at_version": row.version, "at_line": row.line}
            tx.execute(FACT, {**keys, "body": body})
            changed += 1
    tx.execute(UNMARK, {"of": tenant})
    return changed


def erase_from_messages(tx: Connection, tenant: str, names: Sequence[str], erase: Erase) -> int:
    """Take the contact out of saved messages and answers that have one of these names; returns how many."""
    changed = 0
    for table, column in TEXTS:
        text, keys = table.c[column], table.primary_key.columns
        # JSON has an "é" as it is or as an escape, so that no database finds it: then all rows are read.
        plain = [text.icontains(name, autoescape=True) for name in names if name.isascii()]
        some = select(*keys, text).where(table.c.tenant == tenant, text.is_not(None))
        rows = tx.execute(some.where(or_(*plain)) if len(plain) == len(names) else some).all()
        for row in rows:
            if (body := _erased(row[-1], erase)) != row[-1]:
                where = [key == row[at] for at, key in enumerate(keys)]
                tx.execute(update(table).where(*where).values({column: body}))
                changed += 1
    return changed + _erase_from_reasons(tx, tenant, erase)


def _erase_from_reasons(tx: Connection, tenant: str, erase: Erase) -> int:
    """Take the contact out of the reasons of decisions, which aren't JSON; returns how many."""
    changed = 0
    given = select(approvals.c.id, approvals.c.reason).where(approvals.c.tenant == tenant, approvals.c.reason != "")
    for row in tx.execute(given).all():
        if (reason := erase(row.reason)) != row.reason:
            here = update(approvals).where(approvals.c.tenant == tenant, approvals.c.id == row.id)
            tx.execute(here.values(reason=reason))
            changed += 1
    return changed


def _erased(body: str, erase: Erase) -> str:
    """The JSON text without the contact; the very same text where they aren't in it."""
    before = json.loads(body) if body else ""
    after = erase(before)
    return body if after == before else json.dumps(after, ensure_ascii=False)
