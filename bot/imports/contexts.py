"""Contexts: by which playbook an import changes a deal that is here already."""

from dataclasses import replace

from sqlalchemy import Connection

from bot.company import playbooks
from process.context import Context
from process.deal import Deal


def context_on(tx: Connection, tenant: str, context: Context, deal: Deal) -> Context:
    """The context by the playbook that the deal is on; `context` has that of new deals."""
    if deal.playbook == context.playbook.version:
        return context
    return replace(context, playbook=playbooks.load(tx, tenant).of(deal.playbook))
