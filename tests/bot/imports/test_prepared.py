"""What takes long is read before the transaction that writes: no one waits for someone else's file."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from bot.store import imports
from bot.store.engine.store import Store
from tests.support.card_text import buttons_of, form_of, text_of
from tests.support.importing_company import ImportingCompany

FILE = "Deal Name,Company,Stage,Amount,Pain Point\nAcme line,Acme,Late,5,none yet\nGlobex,Globex,Demo,7,too slow\n"


class Statements:
    """What the database was asked, by those who only read and by those who hold the writer."""

    def __init__(self, store: Store) -> None:
        self.read: list[str] = []
        self.written: list[str] = []
        event.listen(store._reader, "before_cursor_execute", self._hear_into(self.read))
        event.listen(store._writer, "before_cursor_execute", self._hear_into(self.written))

    def _hear_into(self, heard: list[str]):  # type: ignore[no-untyped-def]  # as SQLAlchemy calls it
        def hear(connection: object, cursor: object, said: str, *rest: object) -> None:
            heard.append(said)

        return hear

    def clear(self) -> None:
        self.read.clear()
        self.written.clear()


def opens_the_file(statements: list[str]) -> int:
    """How many of these statements read the bytes of a file."""
    return sum(said.lstrip().startswith("SELECT imports.content") for said in statements)


def looks_rows_up(statements: list[str]) -> int:
    """How many of these statements compare a file's rows with those that were imported before."""
    return sum("FROM imported_rows" in said for said in statements)


@contextmanager
def counted(company: ImportingCompany) -> Iterator[Statements]:
    found = Statements(company.store)
    yield found
    assert opens_the_file(found.read) == 1, "it is read while everyone else can write"
    assert opens_the_file(found.written) == 0
    assert looks_rows_up(found.written) == 0


@pytest.fixture
def mark(company: ImportingCompany) -> str:
    return buttons_of(company.drops(FILE))["Cancel"].split()[1]


@pytest.mark.parametrize("button", ["show", "change", "exits"])
def test_a_button_below_a_preview_opens_the_file_before_it_takes_the_writer(
    company: ImportingCompany, mark: str, button: str
) -> None:
    with counted(company):
        company.types(f"import {mark} {button}", "mia")


@pytest.mark.parametrize(("button", "field"), [("change", "amount"), ("exits", "exit:problem")])
def test_a_form_about_a_file_is_read_before_it_takes_the_writer(
    company: ImportingCompany, mark: str, button: str, field: str
) -> None:
    form = form_of(company.types(f"import {mark} {button}", "mia"))
    values = {one.key: one.value for one in form.fields}
    with counted(company):
        changed = company.types(form.command, "mia", {**values, field: "none"})
    assert "I read deals.csv that way now" in text_of(changed)
    with company.store.reading() as tx:
        one = imports.find(tx, company.tenant, mark)
    assert one
    assert field not in one.mapping


def test_the_terminal_does_not_open_a_file_again_that_it_has_just_shown(company: ImportingCompany) -> None:
    found = Statements(company.store)
    company.brings(FILE)
    assert len(company.deals()) == 2
    assert opens_the_file(found.read + found.written) == 0


def test_a_form_that_changes_nothing_leaves_the_mapping_as_it_was(company: ImportingCompany, mark: str) -> None:
    with company.store.reading() as tx:
        before = imports.find(tx, company.tenant, mark)
    form = form_of(company.types(f"import {mark} change", "mia"))
    company.types(form.command, "mia", {field.key: field.value for field in form.fields})
    with company.store.reading() as tx:
        after = imports.find(tx, company.tenant, mark)
    assert before
    assert after
    assert (after.mapping, after.kind) == (before.mapping, before.kind)


def test_a_mapping_that_someone_changes_meanwhile_is_not_overwritten_unseen(
    company: ImportingCompany, mark: str
) -> None:
    """Between the reading and the writing another press changes the currency: the form is read again, on top of it."""
    form = form_of(company.types(f"import {mark} change", "mia"))
    once: list[str] = []

    def meanwhile(connection: object, cursor: object, said: str, *rest: object) -> None:
        if said.lstrip().startswith("SELECT imports.content") and not once:
            once.append(said)
            company.types(f"import {mark} change", "mia", {"default-currency": "CHF"})

    event.listen(company.store._reader, "before_cursor_execute", meanwhile)
    company.types(form.command, "mia", {"amount": "none"})
    with company.store.reading() as tx:
        one = imports.find(tx, company.tenant, mark)
    assert one
    assert '"currency": "CHF"' in one.mapping
    assert '"amount"' not in one.mapping
