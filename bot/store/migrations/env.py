"""Alembic's entry point: runs the migrations inside the transaction that we pass to it."""

from alembic import context

from bot.store.schema.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
