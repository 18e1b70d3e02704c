"""An import again, taken back: what it changed is as before, unless someone changed it since."""

from dataclasses import replace
from datetime import timedelta

from bot.imports.terminal import DONE, SOME_LEFT_OUT, Options
from process.facts import Changed, ImportPutBack
from process.money import Money
from tests.support.card_text import buttons_of, text_of
from tests.support.importing_company import ImportingCompany

HEADINGS = "Deal ID,Deal Name,Company,Product,Amount,Close Date,Deal Stage,Deal Owner\n"
FIRST = HEADINGS + "1,Acme line,Acme,goods,40000,2026-08-01,Proposal,Rob Reyes\n2,Globex,Globex,,,,,Rob Reyes\n"
AGAIN = (
    HEADINGS + "1,Acme line,Acme,software,9000,2026-09-15,Contract Sent,Rita Roy\n"
    "2,Globex,Globex,goods,500,2026-07-01,Proposal,Rob Reyes\n3,Wonka,Wonka,goods,7,2026-07-01,Proposal,Rob Reyes\n"
)
UNDO = Options(None, by="Mia Marsh", undo="last")


def again(company: ImportingCompany) -> None:
    """A newer file, a minute later."""
    company.now += timedelta(minutes=1)
    company.brings(AGAIN)


def test_what_an_import_changed_is_put_back_and_its_new_deals_go(company: ImportingCompany) -> None:
    company.brings(FIRST)
    before = company.deals()
    again(company)
    assert company.deals()["Acme line"].amount == Money.of("9000 EUR")
    assert company.runs(UNDO) == DONE
    assert "Undone: deals.csv. 1 row taken out and 2 rows put back. Nothing of it is left." in company.printed
    after = company.deals()
    for name in ("Acme line", "Globex"):
        was = before[name]
        now = after[name]
        assert now == replace(was, version=now.version, touched=now.touched, lowered=now.lowered)
    assert [one.exits for one in after["Acme line"].lowered] == [("licensing",)], (
        "the approver sees that it asks for less"
    )
    assert after["Wonka"].state == "withdrawn"
    assert isinstance(company.ledger("Globex")[-1].fact, ImportPutBack)
    assert "put back what the import of deals.csv changed" in text_of(company.types("history Globex all", "mia"))


def test_the_next_import_compares_with_what_was_before(company: ImportingCompany) -> None:
    company.brings(FIRST)
    again(company)
    company.runs(UNDO)
    company.brings(FIRST)
    assert "This import: 2 already here." in company.printed
    again(company)
    assert "This import: 1 new and 2 changed." in company.printed
    assert company.deals()["Acme line"].amount == Money.of("9000 EUR")


def test_what_someone_changed_since_stays_and_the_rest_is_put_back(company: ImportingCompany) -> None:
    company.brings(FIRST)
    again(company)
    company.types("set Acme line amount 12000 EUR", "rita")
    assert company.runs(UNDO) == SOME_LEFT_OUT
    assert "Acme line, amount: someone changed it since" in company.printed
    acme = company.deals()["Acme line"]
    assert (acme.amount, acme.product, acme.owner) == (Money.of("12000 EUR"), "goods", company.deals()["Globex"].owner)
    changed = [entry.fact for entry in company.ledger("Acme line") if isinstance(entry.fact, Changed)]
    assert [(one.attribute, one.now()) for one in changed[-2:]] == [("close date", "2026-08-01"), ("product", "goods")]


def test_both_imports_can_be_taken_back_one_after_the_other(company: ImportingCompany) -> None:
    company.brings(FIRST)
    again(company)
    company.runs(UNDO)
    assert company.runs(UNDO) == DONE
    assert {deal.state for deal in company.deals().values()} == {"withdrawn"}


def test_the_earlier_import_can_be_taken_back_alone(company: ImportingCompany) -> None:
    company.brings(FIRST)
    again(company)
    with_first = company.types("import", "mia")
    earlier = [command for label, command in buttons_of(with_first).items() if label.startswith("Undo")]
    assert earlier, "both can be undone"


def test_a_deal_that_is_lost_since_stays_as_it_is(company: ImportingCompany) -> None:
    company.brings(FIRST)
    again(company)
    company.types("lose Globex as price because they bought a cheaper one elsewhere")
    assert company.runs(UNDO) == SOME_LEFT_OUT
    assert "Globex, amount: the deal is no longer open" in company.printed
    assert company.deals()["Globex"].amount == Money.of("500 EUR")
