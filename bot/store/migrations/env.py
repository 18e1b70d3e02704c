"""Alembic's entry point: runs the migrations inside the transaction that we pass to it."""

from alembic import context

from bot.store import deal_figures
from bot.store.schema.tables import METADATA

CONNECTION = context.config.attributes["connection"]

context.configure(connection=CONNECTION, target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
if context.get_context().get_current_revision() == context.get_head_revision():
    deal_figures.fill(CONNECTION)  # today's code reads today's tables only
