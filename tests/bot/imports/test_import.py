"""Imports: every row comes in or is reported, nothing is proven by a file, and a second import changes nothing."""

from pathlib import Path

import pytest

from bot.imports.terminal import DONE, NOTHING_DONE, SOME_LEFT_OUT, TO_DECIDE, NotImported, Options
from bot.store import imports
from bot.store.engine.store import Store
from process.facts import Claimed, Imported
from process.money import Money
from tests.support.card_text import text_of
from tests.support.importing_company import ImportingCompany

PIPELINE = """Deal ID,Deal Name,Company,Stage,Amount,Close Date,Create Date,Owner,Contact,Product
1,Acme line two,Acme,Contract Sent,"48,000.50",2026-06-30,2026-01-10,Rob Reyes,Carla Chen,GTX Pro
2,Globex,Globex,Appointment Scheduled,,2026-07-01,2026-02-01,rob@stagecoach.example,,GTX Pro
3,Stark,Stark,Closed Won,"1,000.00",2026-03-01,2026-01-05,Rita Roy,,GTXPro
4,Hooli,Hooli,Closed Lost,0,2026-03-02,2026-01-06,Moses Frase,,
4,Hooli,Hooli,Closed Lost,0,2026-03-02,2026-01-06,Moses Frase,,
5,,Wonka,Proposal,12,Moses Frase,2026-01-07,Rita Roy,,GTX Basic
"""


def test_every_row_comes_in_or_is_reported(store: Store) -> None:
    company = ImportingCompany(store)
    assert company.brings(PIPELINE) == SOME_LEFT_OUT
    assert "The file: 6 rows (49,012.50 EUR)." in company.printed
    assert "They are 3 open deals (48,012.50 EUR), 1 won deal (1,000 EUR), 1 lost deal (0 EUR)" in company.printed
    assert "1 row left out" in company.printed
    assert "1 row is in the file twice. Left out. Row 6: same as row 5." in company.printed
    assert "1 row has a name in a column of days, which stays empty. Row 7: Moses Frase." in company.printed
    assert "1 row has a name that is nearly another one. Row 4: GTXPro beside GTX Pro." in company.printed
    assert set(company.deals()) == {"Acme line two", "Globex", "Wonka, GTX Basic"}


def test_no_row_sets_a_stage_and_what_the_file_says_is_only_claimed(company: ImportingCompany) -> None:
    company.brings(PIPELINE)
    deal = company.deals()["Acme line two"]
    assert (deal.stage, deal.owner, deal.gates) == ("prospecting", "sandbox-sandbox-rob", 0)
    assert deal.amount == Money.of("48000.50 EUR")
    assert [type(entry.fact) for entry in company.ledger("Acme line two")][::2] == [Imported, Claimed]
    assert deal.claim
    assert (deal.claim.stage, deal.claim.words) == ("closing", "Contract Sent")
    assert company.deals()["Globex"].amount is None
    assert company.deals()["Globex"].claim is None


def test_importing_twice_changes_nothing(store: Store) -> None:
    company = ImportingCompany(store)
    company.brings(PIPELINE)
    before = company.deals()
    assert company.brings(PIPELINE) == SOME_LEFT_OUT
    assert "This import: 5 already here and 1 left out." in company.printed
    assert "There is nothing new in this file." in company.printed
    assert company.deals() == before


def test_a_value_that_changed_in_the_file_comes_in_and_one_that_changed_here_stays(company: ImportingCompany) -> None:
    company.brings(PIPELINE)
    company.types("set Globex close date 1 August 2026")
    company.brings(PIPELINE.replace('"48,000.50"', '"50,000.00"').replace("2026-07-01", "2026-07-15"))
    assert company.deals()["Acme line two"].amount == Money.of("50000 EUR")
    assert str(company.deals()["Globex"].close_date) == "2026-08-01"
    assert (
        "has a value that was changed here since, which stays. Row 3: Globex: 2026-07-15 in the file" in company.printed
    )


def test_a_row_never_closes_a_deal_that_is_open_here(company: ImportingCompany) -> None:
    company.brings(PIPELINE)
    company.brings(PIPELINE.replace("Contract Sent", "Closed Won"))
    assert company.deals()["Acme line two"].state == "open"
    assert "1 row is over in the file and open here, and stays open here. Row 2" in company.printed


def test_a_deal_with_the_name_of_an_open_one_is_left_out(company: ImportingCompany) -> None:
    company.types("new Globex")
    company.brings(PIPELINE)
    assert "1 row has the name of a deal that is open here. Left out. Row 3: Globex." in company.printed
    assert company.deals()["Globex"].imported is None


def test_an_import_is_undone_for_a_day_except_what_someone_worked_on(company: ImportingCompany) -> None:
    company.brings(PIPELINE)
    company.types("set Globex close date 1 August 2026")
    assert company.runs(Options(None, by="Mia Marsh", undo="last")) == SOME_LEFT_OUT
    assert "Undone: deals.csv. 4 rows taken out. 1 thing stayed:" in company.printed
    assert "Globex: someone worked on the deal since" in company.printed
    states = {name: deal.state for name, deal in company.deals().items()}
    assert states == {"Acme line two": "withdrawn", "Globex": "open", "Wonka, GTX Basic": "withdrawn"}
    assert "withdrawn" not in text_of(company.types("funnel", "mia"))
    assert company.brings(PIPELINE) == SOME_LEFT_OUT
    assert "This import: 2 new, 2 as history, 1 already here and 1 left out." in company.printed


def test_a_days_old_import_is_not_undone(company: ImportingCompany) -> None:
    company.brings(PIPELINE)
    company.now = company.now.replace(day=5, minute=1)
    with pytest.raises(NotImported, match="more than a day ago"):
        company.runs(Options(None, by="Mia Marsh", undo="last"))


def test_an_import_that_was_cut_off_goes_on_with_the_same_command(
    company: ImportingCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = "Deal Name,Amount\n" + "".join(f"Deal {number},5\n" for number in range(450))
    monkeypatch.setattr(imports, "save", cut_off_after(2))
    with pytest.raises(KeyboardInterrupt):
        company.brings(many)
    monkeypatch.undo()
    assert 0 < len(company.deals()) < 450
    assert company.brings(many) == DONE
    assert len(company.deals()) == 450
    company.runs(Options(None, by="Mia Marsh", undo="last"))
    assert {deal.state for deal in company.deals().values()} == {"withdrawn"}


def cut_off_after(steps: int) -> object:
    """Saves an import's progress so often, and then the process ends in the middle of a transaction."""
    done = iter(range(steps))
    save = imports.save

    def saved(*given: object, **changes: object) -> None:
        if next(done, None) is None:
            raise KeyboardInterrupt
        save(*given, **changes)  # type: ignore[arg-type]  # as it was called

    return saved


def test_ambiguous_days_are_asked_and_never_guessed(company: ImportingCompany, tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    file.write_text("Deal Name,Close Date\nAcme,03/04/2026\nGlobex,05/06/2026\n", "utf-8")
    assert company.runs(Options(file, yes=True, by="Mia Marsh")) == TO_DECIDE
    assert "I can't tell whether the day or the month comes first." in company.printed
    assert company.deals() == {}
    assert company.runs(Options(file, by="Mia Marsh"), ["month first", "y"]) == DONE
    assert str(company.deals()["Acme"].close_date) == "2026-03-04"


def test_nothing_happens_without_a_yes(company: ImportingCompany, tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    file.write_text("Deal Name,Amount\nAcme,5\n", "utf-8")
    assert company.runs(Options(file, preview=True, by="Mia Marsh")) == DONE
    assert company.runs(Options(file, by="Mia Marsh")) == TO_DECIDE
    assert company.runs(Options(file, by="Mia Marsh"), ["n"]) == NOTHING_DONE
    assert company.deals() == {}


def test_a_saved_mapping_makes_the_next_import_a_single_command(company: ImportingCompany, tmp_path: Path) -> None:
    kept = tmp_path / "map.json"
    changes = ("name=Firm", "stage:Late=closing", "default-currency=USD")
    first = "Firm,Stage,Value\nAcme,Late,5\n"
    assert company.brings(first, mapping=kept, changes=changes) == DONE
    assert company.brings(first.replace("Acme", "Globex"), mapping=kept) == DONE
    deal = company.deals()["Globex"]
    assert (str(deal.amount), deal.claim and deal.claim.stage) == ("5 USD", "closing")


def test_a_report_holds_every_problem_by_row_and_no_formula(company: ImportingCompany, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    company.brings("Deal Name,Amount\nAcme,=1+1\nGlobex,5\n", report=report)
    assert report.read_text("utf-8").splitlines()[1] == (
        "2,no,\"has an amount that can't be read, which stays empty\",'=1+1"
    )


@pytest.mark.parametrize("by", ["Rob Reyes", "No One"])
def test_only_a_manager_or_an_admin_imports(company: ImportingCompany, by: str) -> None:
    with pytest.raises(NotImported, match="Ada Adeyemi and Mia Marsh"):
        company.brings(PIPELINE, by=by)


def test_a_broken_file_says_what_to_do(company: ImportingCompany) -> None:
    with pytest.raises(NotImported, match="This is a web page or XML, not a table"):
        company.brings("<!DOCTYPE html><html></html>")
    with pytest.raises(NotImported, match="I don't know “amount=Worth”"):
        company.brings(PIPELINE, changes=("amount=Worth",))


@pytest.mark.parametrize(
    "options",
    [
        Options(None, by="Mia Marsh"),
        Options(None, by="Mia Marsh", preview=True),
        Options(None, by="Mia Marsh", undo="last", preview=True),
        Options(Path("deals.csv"), by="Mia Marsh", undo="last"),
    ],
    ids=["nothing", "preview of nothing", "preview of an undo", "a file and an undo"],
)
def test_an_import_is_taken_back_only_where_that_alone_was_asked_for(
    company: ImportingCompany, options: Options
) -> None:
    company.brings(PIPELINE)
    with pytest.raises(NotImported, match="Nothing was changed"):
        company.runs(options)
    assert {deal.state for deal in company.deals().values()} == {"open"}


OTHER = """Deal ID,Deal Name,Company,Amount,Create Date,Owner
1,Initech,Initech,999999,2020-01-10,Rita Roy
3,Umbrella,Umbrella,999999,2020-01-05,Rita Roy
2,Globex renamed,Globex,5,2020-02-01,Rob Reyes
"""


def test_an_id_that_means_another_deal_in_another_system_changes_nothing(company: ImportingCompany) -> None:
    """Two systems that both count from 1: the open deal 1 and the history of 3 stay as they are."""
    company.brings(PIPELINE)
    assert company.brings(OTHER) == SOME_LEFT_OUT
    assert "2 rows have the id of a deal with another name, account and creation day. Left out." in company.printed
    assert "Rows 2, 3: Initech, here it is Acme line two, Umbrella, here it is Stark" in company.printed
    deal = company.deals()["Acme line two"]
    assert (deal.amount, deal.owner) == (Money.of("48000.5 EUR"), "sandbox-sandbox-rob")
    assert company.deals()["Globex"].amount == Money.of("5 EUR")


def test_a_deal_that_was_renamed_elsewhere_is_known_by_its_day(company: ImportingCompany) -> None:
    company.brings(PIPELINE)
    company.brings(
        "Deal ID,Deal Name,Amount,Create Date,Owner\n1,Zenith,7,2026-01-10,Rob Reyes\n9,Other,7,2026-01-11,Rob Reyes\n"
    )
    assert company.deals()["Acme line two"].amount == Money.of("7 EUR")


def test_a_report_quotes_what_would_run_as_a_formula(company: ImportingCompany, tmp_path: Path) -> None:
    report = tmp_path / "problems.csv"
    rows = "".join(f'{number},Deal {number},"{sign}cmd",5\n' for number, sign in enumerate("=+-@\uff1d\uff20", 1))
    company.brings(f"Deal ID,Deal Name,Owner,Amount\n{rows}", report=report)
    cells = [line.split(",")[-1] for line in report.read_text("utf-8").splitlines()[1:]]
    assert cells
    assert not [cell for cell in cells if cell[:1] in "=+-@\uff1d\uff20"]
