"""Migrations: they make exactly the tables that the models describe, and no process uses those of another release."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, event, text

import bot.assistant  # brings in every module with a table of its own
import bot.jobs.digest  # noqa: F401  # the same
from bot.store import approvals, deal_queries, deals, ledger, outbox, tenants
from bot.store.engine import version
from bot.store.engine.faults import WrongSchema
from bot.store.engine.store import Store
from bot.store.schema.tables import METADATA
from process.deal import Deal
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import together


def test_the_migrations_make_the_tables_that_the_models_describe(store: Store) -> None:
    with store.writing() as tx:
        assert compare_metadata(MigrationContext.configure(tx), METADATA) == []


def test_the_newest_migration_is_where_they_lead() -> None:
    config = Config()
    config.set_main_option("script_location", str(version.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [version.newest()]


def test_a_store_of_another_release_is_not_ready_and_names_what_to_do(store: Store) -> None:
    assert store.ready()
    with store.writing() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert not store.ready()
    with pytest.raises(WrongSchema, match="Run `stagecoach migrate`"):
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


ACME = Deal("d1", "Acme", "Acme", "rob", "v1", "find", MONDAY, MONDAY, MONDAY)
QUERIES: dict[str, Callable[[Connection], object]] = {
    "deals_open_name": lambda tx: deals.names(tx, "us"),
    "deals_open_owner": lambda tx: deals.working(tx, "us", "rob"),
    "deals_open_account_manager": lambda tx: deals.working(tx, "us", "ana"),
    "deals_closed_latest": lambda tx: deals.closed_names(tx, "us"),
    "deals_closed_name": lambda tx: deals.named(tx, "us", ["acme"]),
    "deals_tenant_account_key": lambda tx: deals.of_account(tx, "us", ACME),
    "deals_tenant_parent": lambda tx: deals.linked(tx, "us", "d1"),
    "ledger_tenant_kind_at": lambda tx: ledger.attempts_of(tx, "us", "rob", MONDAY),
    "approvals_live": lambda tx: approvals.expired(tx, MONDAY, 10),
    "outbox_due": lambda tx: outbox.lease(tx, "w", MONDAY, 10, ["slack"]),
    "outbox_line": lambda tx: outbox.lease(tx, "w", MONDAY, 10, ["slack"]),
}


PAST = ("deals_tenant_account_key", lambda tx: deal_queries.given_up(tx, "us", ACME, MONDAY, 20))


@pytest.mark.parametrize(("index", "query"), [*QUERIES.items(), PAST])
def test_the_index_made_for_a_query_serves_it(
    embedded: Store, index: str, query: Callable[[Connection], object]
) -> None:
    with embedded.writing() as tx:
        tenants.make_tenant(tx, "slack", "T1", "Us")
        said: list[tuple[str, Any]] = []
        with heard(tx.engine, said):
            query(tx)
        plans = [tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all() for statement, values in said]
    assert index in str(plans)


@contextmanager
def heard(engine: Engine, said: list[tuple[str, Any]]) -> Iterator[None]:
    def hear(connection: Any, cursor: Any, statement: str, values: Any, *rest: object) -> None:
        said.append((statement, values))

    event.listen(engine, "before_cursor_execute", hear)
    yield
    event.remove(engine, "before_cursor_execute", hear)
