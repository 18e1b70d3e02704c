"""Founding the company of the corpus: half a year of typed commands, each at its time, in a SQLite file."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from adapters.chat import Inbound
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.store import deals, tenants
from bot.store.engine.store import Store
from tests.support.empty_database import empty_database
from tests.support.talk_score import company

Line = tuple[int, str, str, str]
"""Days ago, who, what, and the channel."""

ARRIVAL, APPOINTMENT = 230, 229
FIRST_HANDOFF = 4
"""From which gate on a manager approves; at the gate after it the account manager accepts."""


def found(file: Path) -> None:
    """Make the company in this file. Raises AssertionError where a line was refused that should count."""
    store = Store.open(empty_database(file))
    texts = playbook_files.texts(None)
    for nth, (ago, who, text, channel) in enumerate(sorted(_lines(), key=lambda line: -line[0])):
        at = (company.NOW - timedelta(days=ago)).replace(hour=6, minute=0) + timedelta(minutes=nth % 300)
        line = _with_approval(store, text)
        inbound = Inbound(
            f"founding-{nth}", company.speaker(who), company.place(who, channel), line, mentioned=company.everyone()
        )
        card = Assistant(store, lambda at=at: at, texts).answer(inbound).card  # type: ignore[misc]  # bound at once
        refused = card.tone == "stop" or (card.tone == "warning" and "thin" in card.title)
        assert not refused or line.startswith(("advance", "approve", "accept", "lose")), (line, card)
    store.close()
    _shrink(file)


def _lines() -> Iterator[Line]:
    for who in company.NAMES:
        yield ARRIVAL, who, "help", ""
    for text in company.TEAM:
        yield APPOINTMENT, company.ADMIN, text, ""
    for number, plot in enumerate(company.PLOTS):
        yield from _of_deal(number, plot)
    yield from company.LATER


def _of_deal(number: int, plot: company.Plot) -> Iterator[Line]:
    name, rep, contact, amount, product, close, source, days = plot
    wanted = {"amount": amount, "product": product, "complexity": "standard", "close date": close}
    yield days[0], rep, f"new {name}", ""
    for attribute, value in wanted.items():
        if value:
            yield days[0], rep, f"set {name} {attribute} {value}", ""
    yield days[0], rep, f"met {name} source {source}", ""
    if contact:
        yield days[0], rep, f"met {name} contact {contact}", ""
    values = {"d": name, "contact": contact, "who": contact.split(",")[0], "amount": amount, "rep": rep}
    for gate, ago in enumerate(days[1:]):
        yield from _through(gate, ago, values | {"number": str(number)})


def _through(gate: int, ago: int, values: dict[str, str]) -> Iterator[Line]:
    rep, name = values["rep"], values["d"]
    for template in company.GATES[gate]:
        text = template.format(**values)
        who = text[1:].split()[0] if text.startswith("@") else rep
        yield ago, who, text.removeprefix(f"@{who} "), ""
    yield ago, rep, f"advance {name}", ""
    if gate >= FIRST_HANDOFF:
        yield ago, "mia", f"approve {{{name}}}", ""
    if gate > FIRST_HANDOFF:
        yield ago, "ana", f"accept {{{name}}}", ""


def _with_approval(store: Store, text: str) -> str:
    """The line, with the number and version of a deal's approval in place of its name in braces."""
    if "{" not in text:
        return text
    verb, _, name = text.partition(" ")
    with store.reading() as tx:
        tenant = tenants.tenant_of(tx, company.PLATFORM, company.WORKSPACE)
        assert tenant
        known = next(one for one in deals.names(tx, tenant.id) if one.name == name.strip("{}"))
        deal = deals.find(tx, tenant.id, known.id)
    assert deal
    assert deal.approval, name
    return f"{verb} {deal.approval.id} {deal.approval.version}"


def _shrink(file: Path) -> None:
    """Forget the answers given so far, which would make each copy of the file several times as large."""
    with sqlite3.connect(file) as base:
        base.execute("DELETE FROM inbox")
        base.execute("DELETE FROM outbox")
        base.commit()
        base.execute("VACUUM")
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
