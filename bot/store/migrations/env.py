"""Alembic's own way in: runs the migrations inside the transaction it is handed."""

from alembic import context

from bot.store.schema.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
