"""The rules of the gate, by commands, on each database: few scenes, for what SQL could do otherwise."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from bot.store.schema.tables import deal_figures
from process.facts import Decided
from tests.support.card_text import all_buttons
from tests.support.figures_from_scratch import differences
from tests.support.typed_company import TypedCompany

TEAM = ("team <@mia> is manager", "team <@max> is manager", "team <@ana> is account manager")


@pytest.fixture
def company(address: str, tmp_path: Path) -> Iterator[TypedCompany]:
    """Rob sells, Mia and Max manage, Ana takes customers over."""
    company = TypedCompany(tmp_path, ("ada", "rob", "mia", "max", "ana"), address=address)
    company.all_type(*(("ada", line) for line in TEAM))
    yield company
    company.close()


def test_a_handoff_is_decided_by_another_and_without_a_mark(company: TypedCompany) -> None:
    company.types("rob", "new Acme")
    company.ready()
    company.asks()
    assert "You can't approve your own deal" in company.decides("rob")
    company.decides("mia")
    company.decides("ana", "accept")
    assert company.deal().stage == "keep"
    decided = company.last(Decided).fact
    assert isinstance(decided, Decided)
    assert decided.marks == ()


def test_a_manager_who_handed_her_deal_over_stays_its_owner_in_a_company_with_another(company: TypedCompany) -> None:
    company.types("mia", "new Acme")
    company.types("mia", "met acme reached Carla Chen, CFO")
    company.types("mia", "assign acme to <@rob>")
    company.ready()
    company.asks()
    company.decides("mia")
    approval = company.deal().approval
    assert approval
    assert approval.state == "asked"
    company.decides("max")
    approval = company.deal().approval
    assert approval
    assert approval.state == "approved"


def test_the_account_is_found_in_other_letters_and_losses_are_counted(company: TypedCompany) -> None:
    company.all_type(
        ("rob", "new ACME GmbH"),
        ("rob", "new Acme, Inc. anyway"),
        ("rob", 'lose "Acme, Inc." because they had no money'),
        ("rob", "new Acme anyway"),
    )
    company.ready()
    company.asks()
    card = company.types("mia", "approve acme")
    assert "Other open deals with this customer: ACME GmbH" in card
    assert "they had no money" in card
    assert "Why deals were lost: unsorted (1)" in company.types("mia", "funnel")


def test_figures_know_when_deals_were_won_and_lost_whose_dates_slipped_and_what_was_confirmed_alone(
    company: TypedCompany,
) -> None:
    company.types("rob", "new Acme")
    company.ready()
    for day in ("1 July 2026", "1 June 2026", "1 August 2026"):
        company.types("rob", f"set acme close date {day}")
    company.types("rob", "set acme close date 1 September 2026")
    company.types("rob", "undo acme")
    company.asks()
    company.decides("mia")
    company.decides("ana", "accept")
    company.types("rob", "new Globex")
    company.types("rob", "lose globex because they had no money")
    with company.store.reading() as tx:
        acme, globex = tx.execute(select(deal_figures).order_by(deal_figures.c.ended_at.is_not(None))).all()
        assert differences(tx, company.tenant) == []
    assert (acme.slips, acme.alone, acme.won, acme.ended_at) == (1, False, True, None)
    assert (globex.slips, globex.won_at, globex.state) == (0, None, "lost")
    assert acme.won_at < globex.ended_at


def test_a_contact_is_erased_and_the_ledger_lets_nothing_else_change(company: TypedCompany) -> None:
    company.types("rob", "new Acme")
    company.types("rob", "contact acme Zoë Chen, CFO")
    company.types("rob", "log acme call Zoë Chen liked it")
    preview = company.card("ada", "erase acme contact Zoë Chen")
    press = next(one.command for one in all_buttons(preview) if one.label == "Erase")
    assert "Their name is gone from 1 deal" in company.types("ada", press)
    with company.store.reading() as tx:
        for table, column in (("ledger", "body"), ("deals", "body"), ("inbox", "answer")):
            left = tx.execute(text(f"SELECT {column} FROM {table}")).scalars()  # noqa: S608  # the names are the test's
            assert not [one for one in left if one and ("Zoë" in one or "Zo\\u00eb" in one)], table
        assert tx.execute(text("SELECT count(*) FROM erasing")).scalar_one() == 0
    for line in ("UPDATE ledger SET body = '{}'", "DELETE FROM ledger"):
        with pytest.raises(DatabaseError, match="only ever added to"), company.store.writing() as tx:
            tx.execute(text(line))
    with pytest.raises(DatabaseError, match="only ever added to"), company.store.writing() as tx:
        tx.execute(text("INSERT INTO erasing SELECT DISTINCT tenant, deal FROM ledger"))
        tx.execute(text("UPDATE ledger SET kind = 'Lost'"))
