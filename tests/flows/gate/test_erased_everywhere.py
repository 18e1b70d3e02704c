"""A contact who is erased stands in no column of any table, wherever people had written their name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.engine.store import Store
from bot.store.schema.tables import METADATA
from tests.support.card_text import all_buttons
from tests.support.typed_company import TypedCompany

LINES = (
    ("rob", "new Acme"),
    ("rob", "contact acme Quinta Quist, CFO, quinta@acme.example"),
    ("rob", "log acme call Quinta Quist liked it"),
    ("rob", "objection acme Quinta Quist finds it dear raised by Quinta Quist"),
    ("rob", "plan acme call Quinta Quist on 12 May"),
    ("rob", "ask acme <@mia> about Quinta Quist"),
)


@pytest.fixture
def company(tmp_path: Path) -> Iterator[TypedCompany]:
    company = TypedCompany(tmp_path, ("ada", "rob", "mia", "max", "ana"))
    for line in ("team <@mia> is manager", "team <@max> is manager", "team <@ana> is account manager"):
        company.types("ada", line)
    for who, line in LINES:
        company.types(who, line)
    yield company
    company.close()


def test_the_reason_of_a_manager_who_declined_loses_them_too(company: TypedCompany) -> None:
    company.ready()
    company.asks()
    declined = company.decides("mia", "decline", "Quinta Quist never heard of it")
    assert "declined" in declined.casefold(), declined
    assert "Quinta Quist" in everything(company.store)
    _erase(company)
    assert [line for line in everything(company.store).splitlines() if "quist" in line.casefold()] == []


def _erase(company: TypedCompany) -> None:
    preview = company.card("ada", "erase acme contact Quinta Quist")
    company.types("ada", next(one.command for one in all_buttons(preview) if one.label == "Erase"))


def everything(store: Store) -> str:
    """All that the database holds, a row a line, with its table."""
    found: list[str] = []
    with store.reading() as tx:
        for table in METADATA.sorted_tables:
            found += [f"{table.name} {tuple(row)}" for row in tx.execute(table.select())]
    return "\n".join(found)
