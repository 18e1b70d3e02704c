"""Agents' proposals: what agents proposed to their people, until someone decides and for some weeks after."""

from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bot.store.schema.tables import agent_proposals
from process.agent import AgentProposal, ProposedLine

LINES: TypeAdapter[tuple[ProposedLine, ...]] = TypeAdapter(tuple[ProposedLine, ...])
OURS = agent_proposals.c.tenant == bindparam("tenant")
ONE = select(agent_proposals).where(OURS, agent_proposals.c.id == bindparam("id"))
MINE = (
    select(agent_proposals)
    .where(OURS, agent_proposals.c.person == bindparam("person"))
    .order_by(agent_proposals.c.at.desc(), agent_proposals.c.id)
    .limit(200)
)
ADD = insert(agent_proposals)
SAVE = update(agent_proposals).where(
    agent_proposals.c.tenant == bindparam("of"), agent_proposals.c.id == bindparam("which")
)
FORGET = delete(agent_proposals).where(agent_proposals.c.at < bindparam("before"))


def find(tx: Connection, tenant: str, proposal: str) -> AgentProposal | None:
    """The proposal with that id, or None. Others who would decide it wait until this transaction ends."""
    row = tx.execute(ONE.with_for_update(), {"tenant": tenant, "id": proposal}).first()
    return _read(row) if row else None


def of_person(tx: Connection, tenant: str, person: str) -> list[AgentProposal]:
    """What agents proposed to a person, the latest first."""
    return [_read(row) for row in tx.execute(MINE, {"tenant": tenant, "person": person})]


def add(tx: Connection, tenant: str, proposal: AgentProposal) -> None:
    """Save a new proposal."""
    names = ("id", "person", "token", "agent", "deal", "at")
    values = {name: getattr(proposal, name) for name in names}
    tx.execute(ADD, {"tenant": tenant, "body": _written(proposal), **values})


def save(tx: Connection, tenant: str, proposal: AgentProposal) -> None:
    """Save the lines of a proposal as they are now."""
    tx.execute(SAVE.values(body=_written(proposal)), {"of": tenant, "which": proposal.id})


def forget(tx: Connection, before: datetime) -> int:
    """Delete what was proposed before a moment; returns how many."""
    return tx.execute(FORGET, {"before": before}).rowcount


def _written(proposal: AgentProposal) -> str:
    return LINES.dump_json(proposal.lines).decode()


def _read(row: Row[*tuple[Any, ...]]) -> AgentProposal:
    lines = LINES.validate_json(row.body)
    return AgentProposal(row.id, row.person, row.token, row.agent, row.deal, row.at, lines)
