"""A company on SQLite: the tests that are about the database itself run on both."""

from pathlib import Path

import pytest

from bot.store.engine.store import Store
from tests.support.empty_database import empty_database
from tests.support.importing_company import ImportingCompany


@pytest.fixture
def company(tmp_path: Path) -> ImportingCompany:
    return ImportingCompany(Store.open(empty_database(tmp_path / "deals.db")))
