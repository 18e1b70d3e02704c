"""Two presses on one preview at the same moment, in two processes: one counts, the other hears that it is over."""

from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from threading import Barrier

import pytest
from sqlalchemy import Connection

from bot.imports.run import Run
from bot.store import imports
from bot.store.engine.store import Store
from bot.store.imports import Import, ImportedRow
from tests.support.card_text import buttons_of, text_of
from tests.support.importing_company import ImportingCompany
from tests.support.stored_deals import done_or_waiting, together

SECONDS = 60
"""How long one waits for the other where something is wrong."""
MANY = "".join(f"{number},Deal {number},Company {number},Rob Reyes,Won\n" for number in range(30))
WON = "Deal ID,Deal Name,Account,Owner,Stage\n1,Wernham,Wernham,Rob Reyes,Won\n"
DEALS = "Deal ID,Deal Name,Account,Owner,Stage\n1,Wernham,Wernham,Rob Reyes,Qualification\n"


def test_of_a_yes_and_a_cancel_at_once_one_counts(postgres: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    company = ImportingCompany(postgres)
    buttons = buttons_of(company.drops(DEALS))
    company.types("list", "mia")  # the first line of a day is written down, and the other would wait for it
    presses = [next(one for one in buttons.values() if one.endswith(end)) for end in (" go", " cancel")]
    find, looks, both_looked = imports.find, count(), Barrier(2)

    def found(tx: Connection, tenant: str, import_id: str, *, hold: bool = False) -> Import | None:
        one = find(tx, tenant, import_id, hold=hold)
        if next(looks) < len(presses):
            both_looked.wait(25)
        return one

    monkeypatch.setattr(imports, "find", found)
    answers = together(lambda who: company.types(presses[who], "mia"), 2)
    assert sum("went on since" in answer.title for answer in answers) == 1
    company.works()
    brought_in = "Wernham" in text_of(company.types("list all", "mia"))
    assert brought_in is ("started" in answers[0].title)


def test_two_workers_on_one_import_bring_each_row_in_once(postgres: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    company = ImportingCompany(postgres)
    shown = company.drops(f"Deal ID,Deal Name,Account,Owner,Stage\n{MANY}")
    company.types(next(one for one in buttons_of(shown).values() if one.endswith(" go")), "mia")
    with postgres.reading() as tx:
        [one] = imports.latest(tx, company.tenant, 1)
    ended: list[int] = []

    def bring_in() -> None:
        def count_it(*_: object) -> None:
            ended.append(1)

        for _ in Run(postgres, lambda: company.now, company.tenant, one.id, count_it).parts():
            pass

    save, writes, others = imports.save, count(), list[Future[None]]()
    with ThreadPoolExecutor(1) as second:

        def saved(tx: Connection, tenant: str, import_id: str, **changes: object) -> None:
            """The first one that has written rows waits until the other has done all, or waits for us."""
            if not next(writes):
                others.append(second.submit(bring_in))
                done_or_waiting(others[0], postgres)
            save(tx, tenant, import_id, **changes)

        monkeypatch.setattr(imports, "save", saved)
        bring_in()
        others[0].result(SECONDS)
    with postgres.reading() as tx:
        assert imports.latest(tx, company.tenant, 1)[0].done == 30
        assert len(imports.of_import(tx, company.tenant, one.id, "", 100)) == 30
    assert ended == [1], "the owners get one message"


def test_of_two_imports_with_one_row_at_once_the_second_finds_it_known(
    postgres: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = ImportingCompany(postgres)
    of_mia, of_ada = company.drops(WON), company.drops(f"{WON}2,Gap,Gap,Rob Reyes,Won\n", who="ada")
    for card, who in ((of_mia, "mia"), (of_ada, "ada")):
        company.types(next(one for one in buttons_of(card).values() if one.endswith(" go")), who)
    known, looks = imports.known_rows, count()

    def looked_up(tx: Connection, tenant: str, kind: str, keys: Collection[str]) -> dict[str, ImportedRow]:
        """The first one that looks what is known goes on when another worker has brought the other file in."""
        found = known(tx, tenant, kind, keys)
        if not next(looks):
            company.works()
        return found

    monkeypatch.setattr(imports, "known_rows", looked_up)
    company.works()
    with postgres.reading() as tx:
        states = {one.state for one in imports.latest(tx, company.tenant, 5)}
        rows = imports.known_rows(tx, company.tenant, "deals", ["id 1", "id 2"])
    assert states == {"done"}
    assert set(rows) == {"id 1", "id 2"}
