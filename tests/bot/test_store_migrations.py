"""Migrations: they make the very tables that the models describe, and nobody runs on another release's."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Select, text

from bot.store import deals, outbox, schema
from bot.store.faults import WrongSchema
from bot.store.store import Store
from bot.store.tables import METADATA
from tests.bot.shelf import together


def test_the_migrations_make_the_tables_that_the_models_describe(store: Store) -> None:
    with store.writing() as tx:
        assert compare_metadata(MigrationContext.configure(tx), METADATA) == []


def test_the_newest_migration_is_where_they_lead() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.newest()]


def test_a_store_of_another_release_is_not_ready_and_is_told_what_to_do(store: Store) -> None:
    assert store.ready()
    with store.writing() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert not store.ready()
    with pytest.raises(WrongSchema, match="run `stagecoach migrate`"):
        store.migrate()


def test_any_number_of_processes_may_migrate_at_once(store: Store) -> None:
    with store.writing() as tx:
        METADATA.drop_all(tx)
        tx.execute(text("DROP TABLE alembic_version"))
        if not store.embedded:
            tx.execute(text("DROP FUNCTION refuse_to_change_the_ledger"))
    assert not store.ready()
    together(lambda who: store.migrate(), 8)
    assert store.ready()


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (deals.NAMES, "deals_open_name"),
        (deals.WORKING, "deals_open_owner"),
        (deals.CLOSED_NAMES, "deals_closed_latest"),
        (outbox.DUE, "outbox_due"),
        (outbox.DUE, "outbox_line"),
    ],
)
def test_the_index_made_for_a_query_serves_it(embedded: Store, statement: Select[Any], index: str) -> None:
    with embedded.reading() as tx:
        compiled = statement.compile(tx.engine, compile_kwargs={"render_postcompile": True})
        plan = tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", tuple(0 for _ in compiled.positiontup or ())).all()
    assert index in str(plan)
