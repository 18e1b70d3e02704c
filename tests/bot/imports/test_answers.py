"""Columns that answer exits: what is a rep's to say counts, what others attest is claimed, and no file is a way to jump."""

from datetime import UTC, datetime

import pytest

from bot.imports.terminal import Options
from process.facts import AnswersClaimed, Imported, Met
from tests.support.card_text import form_of, text_of
from tests.support.importing_company import ImportingCompany

FILE = """Deal Name,Company,Deal Owner,Stage,Lead Source,Contact Person,Pain Point,Customer Budget,Decision Maker,Demo Date
Acme line,Acme,Rob Reyes,Contract Sent,referral,Carla Chen,Their planning takes three weeks,50000 EUR,Carla Chen signs,2026-03-02
Globex,Globex,Rob Reyes,Proposal,LinkedIn,Gus Gray,tbd,,,2027-03-02
Hooli,Hooli,Rob Reyes,Proposal,a fair,Hana Hill,,,,
"""
REACHED = ("exit:contact=Contact Person",)


def bring(company: ImportingCompany, content: str = FILE) -> None:
    company.brings(content, changes=REACHED)


def test_a_deal_begins_where_its_evidence_leaves_off_and_no_gate_counts_as_passed(company: ImportingCompany) -> None:
    bring(company)
    acme = company.deals()["Acme line"]
    assert (acme.stage, acme.gates, acme.handed) == ("qualification", 0, None)
    assert set(acme.evidence) == {"source", "contact", "problem", "presented_on"}
    assert {one.marks for one in acme.evidence.values()} == {("from a file",)}
    assert acme.proved == {}, "the file's evidence is no owner's word"
    assert "begin where those leave off: 2 in Qualification and 1 in Prospecting" in company.printed


def test_what_the_buyer_has_to_say_is_only_claimed(company: ImportingCompany) -> None:
    bring(company)
    acme = company.deals()["Acme line"]
    assert acme.claimed == {"budget": "50000 EUR", "decision": "Carla Chen signs"}
    kinds = [type(entry.fact) for entry in company.ledger("Acme line")]
    assert kinds[0] is Imported
    assert {Met, AnswersClaimed} <= set(kinds)
    history = text_of(company.types("history Acme line all", "mia"))
    assert "into Qualification" in history
    assert "(from a file)" in history
    assert "noted what the file says: Budget" in history


def test_the_owner_confirms_what_the_file_claims_with_who_said_it(company: ImportingCompany) -> None:
    bring(company)
    card = company.types("claim Acme line")
    fields = {field.key: field.value for field in form_of(card).fields}
    assert fields["budget"].startswith("50000")
    assert "who said it" in text_of(card)
    company.types(
        f"met #{company.deals()['Acme line'].id}",
        values={"budget": "50000 EUR", "budget.said_by": "Carla Chen", "budget.where": "call"},
    )
    acme = company.deals()["Acme line"]
    assert acme.evidence["budget"].contact == "Carla Chen"
    assert "budget" not in {field.key for field in form_of(company.types("claim Acme line")).fields}


def test_a_cell_that_doesnt_answer_is_reported_and_left_out(company: ImportingCompany) -> None:
    bring(company)
    assert "Problem “tbd”" in company.printed
    assert "Presented on “2027-03-02”" in company.printed
    assert "Source “a fair”" in company.printed
    globex, hooli = company.deals()["Globex"], company.deals()["Hooli"]
    assert set(globex.evidence) == {"source", "contact"}
    assert hooli.stage == "prospecting"


def test_a_date_is_still_to_come_by_the_companys_clock(company: ImportingCompany) -> None:
    company.now = datetime(2099, 5, 4, 9, tzinfo=UTC)
    company.brings(FILE.replace("2027-03-02", "2099-05-04"), changes=REACHED)
    assert "Presented on “2099-05-04”" not in company.printed
    company.brings(FILE.replace("2027-03-02", "2099-05-05").replace("Globex", "Gap"), changes=REACHED)
    assert "Presented on “2099-05-05”" in company.printed


EVERYTHING = {
    "source": "referral",
    "contact": "Carla Chen",
    "problem": "Their planning takes three weeks",
    "responsible": "Carla Chen",
    "budget": "50000 EUR",
    "decision": "Carla signs after the board",
    "situation": "Three plants and one old system",
    "alignment": "yes",
    "mutual_plan": "Pilot in May and contract in June",
    "half_validated": "Carla saw the draft twice",
    "presented_on": "2026-03-02",
    "presented_to": "Carla Chen",
    "details": "Interface to the old system",
    "legal": "yes",
    "licensing": "yes",
    "post_sale": "yes",
    "terms": "Net 30 and two years",
    "paperwork": "https://acme.example/contract",
    "signed_by_customer": "Carla Chen",
    "signed_by_us": "Mia Marsh",
    "signed_on": "2026-04-01",
}


@pytest.mark.parametrize("product", ["goods", "software"])
def test_a_file_that_answers_everything_jumps_nothing(company: ImportingCompany, product: str) -> None:
    headings = ["Deal Name", "Amount", "Close Date", "Product", "Stage", *EVERYTHING]
    cells = ["Acme", "50000 EUR", "2026-06-01", product, "Closed and paid", *EVERYTHING.values()]
    changes = tuple(f"exit:{key}={key}" for key in EVERYTHING)
    company.brings(f"{','.join(headings)}\n{','.join(cells)}\n", changes=changes)
    acme = company.deals()["Acme"]
    assert acme.stage == "qualification", "the budget is the buyer's to say"
    assert acme.approval is None
    assert not {"budget", "decision", "legal", "signed_by_customer"} & set(acme.evidence)
    assert "budget" in acme.claimed
    refusal = text_of(company.types("advance Acme", "mia"))
    assert "budget" in refusal
    assert company.deals()["Acme"].stage == "qualification"


def test_a_later_file_adds_answers_and_overwrites_none(company: ImportingCompany) -> None:
    bring(company)
    company.types("met Globex problem Their stock is never right")
    later = FILE.replace("tbd", "Another problem entirely").replace(",a fair,", ",inbound,")
    bring(company, later)
    assert company.deals()["Globex"].value("problem") == "Their stock is never right"
    assert company.deals()["Hooli"].value("source") == "inbound"
    assert company.deals()["Hooli"].stage == "prospecting", "a file doesn't move a deal that is here"
    bring(company, later)
    assert "3 already here" in company.printed


def test_an_undo_takes_the_answers_of_a_later_file_back(company: ImportingCompany) -> None:
    bring(company)
    company.now = company.now.replace(minute=5)
    bring(company, FILE.replace(",a fair,", ",inbound,"))
    company.runs(Options(None, by="Mia Marsh", undo="last"))
    assert "source" not in company.deals()["Hooli"].evidence


def test_a_later_file_answers_only_for_those_who_could_answer_here(company: ImportingCompany) -> None:
    bring(company)
    later = FILE.replace(",a fair,", ",inbound,")
    company.brings(later, changes=REACHED, by="Ada Adeyemi")
    assert "source" not in company.deals()["Hooli"].evidence
    assert "changes what you can't change on this deal, which stays. Row 4: Hooli." in company.printed
    assert "There is nothing new in this file." in company.printed
    bring(company, later)
    assert company.deals()["Hooli"].value("source") == "inbound"


def test_a_cell_of_a_later_file_that_doesnt_answer_is_reported_too(company: ImportingCompany) -> None:
    bring(company)
    bring(company, FILE.replace(",a fair,", ",inbound,").replace("2027-03-02", "2028-03-02"))
    assert "Presented on “2028-03-02”" in company.printed
    assert "presented_on" not in company.deals()["Globex"].evidence
