"""Who imports has to be allowed to until the last row is in: a press doesn't outlive the role behind it."""

from pathlib import Path

import pytest

from bot.imports.run import Run
from bot.imports.terminal import NotImported, Options, Terminal
from bot.store import imports
from bot.store.imports import Import
from process.facts import ImportUndone
from tests.support.card_text import buttons_of, text_of
from tests.support.importing_company import ImportingCompany

ROWS = 120
FILE = "Deal Name,Company\n" + "".join(f"Deal {row},Company {row}\n" for row in range(ROWS))


@pytest.fixture
def confirmed(company: ImportingCompany) -> Import:
    """Mia has pressed Import, and no row is in yet."""
    preview = company.drops(FILE)
    company.presses(preview, f"Import {ROWS} deals", "mia")
    return saved(company, buttons_of(preview)["Cancel"].split()[1])


def saved(company: ImportingCompany, mark: str) -> Import:
    with company.store.reading() as tx:
        one = imports.find(tx, company.tenant, mark)
    assert one
    return one


def test_a_manager_who_lost_the_role_after_the_press_imports_nothing(
    company: ImportingCompany, confirmed: Import
) -> None:
    company.types("team <@mia> is no manager", "ada")
    company.works()
    assert company.deals() == {}
    assert saved(company, confirmed.id).state == "stopped"
    to_ada = company.messages("ada")[-1]
    assert to_ada.title == "Mia Marsh can't import any longer, so deals.csv stopped"
    assert "0 of 120 rows are in" in text_of(to_ada)
    assert buttons_of(to_ada) == {}, "there is nothing to take back"
    assert "You can't import any longer" in text_of(company.messages("mia")[-1])


def half_way(company: ImportingCompany, one: Import) -> int:
    """Bring in the first rows; returns how many."""
    run = Run(company.store, lambda: company.now, company.tenant, one.id)
    done = next(run.parts()).done
    run.pause()
    return done


def test_what_came_in_before_the_role_was_lost_stays_and_an_admin_can_take_it_back(
    company: ImportingCompany, confirmed: Import
) -> None:
    done = half_way(company, confirmed)
    company.types("team <@mia> is no manager", "ada")
    company.works()
    assert 0 < done < ROWS
    assert len(company.deals()) == done
    to_ada = company.messages("ada")[-1]
    assert f"{done} of 120 rows are in" in text_of(to_ada)
    assert f"{done} in when it stopped" in text_of(company.types("import", "ada"))
    company.presses(to_ada, "Undo", "ada")
    company.works()
    assert {deal.state for deal in company.deals().values()} == {"withdrawn"}
    name = next(iter(company.deals()))
    last = company.ledger(name)[-1]
    assert (type(last.fact), last.by) == (ImportUndone, "sandbox-sandbox-ada")


def test_another_manager_goes_on_with_the_same_file_and_no_row_comes_in_twice(
    company: ImportingCompany, confirmed: Import
) -> None:
    done = half_way(company, confirmed)
    company.types("team <@mia> is no manager", "ada")
    company.works()
    company.presses(company.drops(FILE, "ada"), f"Import {ROWS - done} deals", "ada")
    company.works()
    assert len(company.deals()) == ROWS


def test_someone_who_left_imports_nothing_either(company: ImportingCompany, confirmed: Import) -> None:
    company.types("team <@mia> left", "ada")
    company.works()
    assert company.deals() == {}
    assert saved(company, confirmed.id).state == "stopped"


def test_the_terminal_says_that_the_import_stopped(company: ImportingCompany, tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    file.write_text(FILE)

    def say(line: str) -> None:
        if line.startswith("This import:"):
            company.types("team <@mia> is no manager", "ada")

    terminal = Terminal(company.store, lambda: company.now, say, None)
    with pytest.raises(NotImported, match="Mia Marsh can't import any longer"):
        terminal.bring_in(Options(file, yes=True, by="Mia Marsh"))
    assert company.deals() == {}


def test_the_message_at_the_end_says_how_many_rows_changed_nothing(company: ImportingCompany) -> None:
    company.brings("Deal Name,Company,Deal Owner,Amount\nAcme,Acme,Rob Reyes,5000 EUR\n")
    later = "Deal Name,Company,Deal Owner,Amount\nAcme,Acme,Rob Reyes,9000 EUR\nGlobex,Globex,Rob Reyes,70 EUR\n"
    company.presses(company.drops(later, "ada"), "Import 1 deal", "ada")
    company.works()
    assert {"Acme", "Globex"} == set(company.deals())
    assert str(company.deals()["Acme"].amount) == "5000 EUR"
    to_ada = text_of(company.messages("ada")[-1])
    assert "2 rows of deals.csv went through.\n1 row changed nothing: you can't change that on these deals." in to_ada
