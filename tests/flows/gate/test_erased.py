"""A contact's data is erased: from cards, history, notes and messages, and each gate stays as it is."""

import pytest
from sqlalchemy import text

from tests.support.card_text import all_buttons, text_of
from tests.support.one_company import OneCompany

TABLES = (("deals", "body"), ("ledger", "body"), ("outbox", "card"), ("inbox", "answer"), ("conversations", "proposed"))


@pytest.fixture
def known(company: OneCompany) -> OneCompany:
    """A company that knows Carla Chen, the CFO of Acme, and Zoë Chen, who stays."""
    for line in (
        "contact acme Carla Chen, CFO, carla@acme.example",
        "contact acme Zoë Chen, CIO",
        "met acme contact Carla Chen, CFO",
        "met acme source calling",
        "advance acme",
        "met acme budget 50000 EUR said by Carla in call",
        "log acme call Carla liked it, and Chen, Carla wants it in May",
        "objection acme Too dear for carla chen raised by Carla",
        "new ACME GmbH anyway",
    ):
        company.types(line)
    company.types('contact "ACME GmbH" Carla Chen, CFO')
    return company


def everything(company: OneCompany) -> str:
    """All that the store holds of deals, history, messages and answers."""
    found: list[str] = []
    with company.store.reading() as tx:
        for table, column in TABLES:
            found += map(str, tx.execute(text(f"SELECT {column} FROM {table}")).scalars())  # noqa: S608  # as above
    return "\n".join(found)


def erase(company: OneCompany, who: str = "ada") -> str:
    preview = company.types("erase acme contact Carla Chen", who)
    press = next((one.command for one in all_buttons(preview) if one.label == "Erase"), "")
    return text_of(company.types(press, who)) if press else text_of(preview)


def test_nothing_of_them_is_left_anywhere(known: OneCompany) -> None:
    assert "Carla" in everything(known)
    assert "Their name is gone from 2 deals" in erase(known)
    left = everything(known)
    assert "Carla" not in left
    assert "carla" not in left
    assert "Zo" in left
    assert "Chen" in left, "another contact has that name, too"


def test_what_they_proved_stays_proven_by_their_role(known: OneCompany) -> None:
    needs = "To leave Qualification, 4 things are missing"
    assert needs in text_of(known.types("show acme all"))
    erase(known)
    shown = text_of(known.types("show acme all"))
    assert needs in shown
    assert "the CFO, name unknown" in shown
    assert "Too dear for the CFO – the CFO, raised today" in shown
    history = text_of(known.types("history acme all"))
    assert "said by the CFO" in history
    assert "the CFO liked it, and the CFO wants it in May" in history
    assert "erased the name and the e-mail of the CFO" in history
    assert "the CFO" in text_of(known.types("met acme decision The board decides said by the CFO in call"))


def test_only_an_admin_does_it_and_only_after_the_preview(known: OneCompany) -> None:
    assert "Erase" not in [one.label for one in all_buttons(known.types("erase acme contact Carla Chen"))]
    known.types("erase acme contact Carla Chen", "ada")
    assert "Carla" in text_of(known.types("show acme all"))
    assert "no contact with the name" in text_of(known.types("erase acme contact Dora Dent", "ada"))
