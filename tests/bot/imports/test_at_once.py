"""Two presses on one preview at the same moment, in two processes: one counts, the other hears that it is over."""

from itertools import count
from threading import Barrier

import pytest
from sqlalchemy import Connection

from bot.store import imports
from bot.store.engine.store import Store
from bot.store.imports import Import
from tests.support.card_text import buttons_of, text_of
from tests.support.importing_company import ImportingCompany
from tests.support.stored_deals import together

DEALS = "Deal ID,Deal Name,Account,Owner,Stage\n1,Wernham,Wernham,Rob Reyes,Qualification\n"


def test_of_a_yes_and_a_cancel_at_once_one_counts(postgres: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    company = ImportingCompany(postgres)
    buttons = buttons_of(company.drops(DEALS))
    company.types("list", "mia")  # the first line of a day is written down, and the other would wait for it
    presses = [next(one for one in buttons.values() if one.endswith(end)) for end in (" go", " cancel")]
    find, looks, both_looked = imports.find, count(), Barrier(2)

    def found(tx: Connection, tenant: str, import_id: str) -> Import | None:
        one = find(tx, tenant, import_id)
        if next(looks) < len(presses):
            both_looked.wait(25)
        return one

    monkeypatch.setattr(imports, "find", found)
    answers = together(lambda who: company.types(presses[who], "mia"), 2)
    assert sum("went on since" in answer.title for answer in answers) == 1
    company.works()
    brought_in = "Wernham" in text_of(company.types("list all", "mia"))
    assert brought_in is ("started" in answers[0].title)
