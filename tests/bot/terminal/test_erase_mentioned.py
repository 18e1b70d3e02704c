"""Someone who isn't a contact, and only stands in what people wrote or in a file, can be erased too."""

import pytest
from sqlalchemy import text

from bot.store.engine.store import Store
from tests.bot.terminal.test_erase import again, everything
from tests.support.card_text import all_buttons, text_of
from tests.support.command_line import Terminal
from tests.support.importing_company import ImportingCompany
from tests.support.one_company import typed_into

LINES = (
    "contact acme Zoë Chen, CIO",
    "log acme call Quinta Quist liked it, and Quinta wants it in May",
    "objection acme Too dear for quinta quist",
    "met acme source calling",
    "wait acme until 3 June because Quist, Quinta is away",
    "new Globex",
    "log globex call asked for quinta@acme.example",
)


@pytest.fixture
def filled(address: str) -> str:
    return typed_into(address, LINES)


def test_texts_that_name_them_are_shown_and_lose_the_name(terminal: Terminal, filled: str) -> None:
    asked = terminal.on(filled).run("erase", "--person", "Quinta Quist")
    assert asked.code == 1
    assert "Their name in 3 texts about Acme: “" in asked.out
    assert "Quinta Quist liked it" in asked.out
    assert "The texts, with “the erased contact” in their place" in asked.out
    done = terminal.run("erase", "--person", "Quinta Quist", "--yes")
    assert done.code == 0, done.err
    left = everything(filled)
    assert "Quinta Quist" not in left
    assert "quinta quist" not in left
    assert "Quist, Quinta" not in left
    assert "Zoë Chen" in left
    company = again(filled)
    assert "the erased contact liked it, and the erased contact wants it in May" in text_of(
        company.types("history acme all")
    )
    company.store.close()
    assert "and no text names them" in terminal.run("erase", "--person", "Quinta Quist", "--yes").err


def test_an_e_mail_in_a_text_is_found_and_erased(terminal: Terminal, filled: str) -> None:
    done = terminal.on(filled).run("erase", "--person", "quinta@acme.example", "--yes")
    assert "Their name in 1 text about Globex" in done.out
    left = everything(filled)
    assert "quinta@acme.example" not in left
    assert "Quinta Quist liked it" in left
    assert "Zoë Chen" in left, "no one else loses their name"


@pytest.mark.parametrize("who", ["Quinta", "dear", "Acme"])
def test_a_single_word_is_erased_from_no_text(terminal: Terminal, filled: str, who: str) -> None:
    ended = terminal.on(filled).run("erase", "--person", who, "--yes")
    assert ended.code == 1
    assert "Type the whole name or the e-mail" in ended.err
    assert "Quinta Quist liked it" in everything(filled)


def test_the_name_of_a_customer_is_not_taken_for_a_person(terminal: Terminal, address: str) -> None:
    typed_into(address, ("new Stark Industries", 'log "Stark Industries" call Stark Industries has a new board'))
    ended = terminal.on(address).run("erase", "--person", "Stark Industries", "--yes")
    assert ended.code == 1
    assert "Stark Industries is the name of a customer or a deal" in ended.err


def test_a_deal_that_is_called_after_them_is_named_with_what_to_do(terminal: Terminal, address: str) -> None:
    typed_into(address, ('new "Quinta Quist renewal"', 'log "Quinta Quist renewal" call Quinta Quist liked it'))
    asked = terminal.on(address).run("erase", "--person", "Quinta Quist")
    assert "in the name of the deal “Quinta Quist renewal”: rename it with `/deal set` before." in asked.out


def test_what_a_file_claims_loses_the_name_too(terminal: Terminal, sqlite_address: str) -> None:
    company = ImportingCompany(Store.open(sqlite_address))
    company.brings("Deal Name,Owner,Decision Maker\nAcme,Rob Reyes,Quinta Quist signs after the board\n")
    assert company.deals()["Acme"].claimed == {"decision": "Quinta Quist signs after the board"}
    company.store.close()
    assert terminal.on(sqlite_address).run("erase", "--person", "Quinta Quist", "--yes").code == 0
    assert "Quinta" not in everything(sqlite_address)


def test_a_contact_who_is_only_in_a_file_is_erased_and_others_stay(terminal: Terminal, sqlite_address: str) -> None:
    company = ImportingCompany(Store.open(sqlite_address))
    company.brings("Contact name,Email,Company\nQuinta Quist,q@a.example,Wernham\nZeno Zander,z@a.example,Wernham\n")
    company.store.close()
    done = terminal.on(sqlite_address).run("erase", "--person", "Quinta Quist", "--yes")
    assert "Their name and e-mail in 1 row of files you imported." in done.out
    store = Store.open(sqlite_address)
    with store.reading() as tx:
        left = str(tx.execute(text("SELECT name, body FROM imported_rows")).all())
    store.close()
    assert "Quinta" not in left
    assert "Zeno Zander" in left


def test_an_admin_erases_in_the_chat_someone_that_only_texts_name(filled: str) -> None:
    company = again(filled)
    preview = company.types("erase acme contact Quinta Quist", "ada")
    press = next(one.command for one in all_buttons(preview) if one.label == "Erase")
    assert "Their name is gone from 1 deal" in text_of(company.types(press, "ada"))
    history = text_of(company.types("history acme all"))
    assert "Quinta" not in history
    for other in ("Rob Reyes", "Dora Dent", "dear"):
        said = text_of(company.types(f"erase acme contact {other}", "ada"))
        assert "has no contact with the name" in said
    company.store.close()
