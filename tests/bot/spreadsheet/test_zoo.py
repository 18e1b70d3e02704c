"""Files as systems and people export them: which rows are deals, what they are worth, and how they ended."""

from pathlib import Path

import pytest

from bot.imports.terminal import NotImported
from bot.store.engine.store import Store
from tests.support.empty_database import empty_database
from tests.support.importing_company import ImportingCompany

SALESFORCE = (
    "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Close Date,Created Date,Closed,Won\n"
    '006A,Acme line,Acme,Negotiation/Review,"48,000.00",6/30/2026,1/14/2026,0,0\n'
    '006B,Globex,Globex,Closed Won,"1,000.00",3/15/2026,1/5/2026,1,1\n'
    'Grand Totals (2 records),,,,"49,000.00",,,,\n'
    "Confidential Information - Do Not Distribute\nCopyright (c) 2000-2026 a vendor. All rights reserved.\n"
)
CLOSE = (
    "id,lead_name,opportunity_value,value_currency,status_label,status_type,date_created,date_won,user_name\n"
    "oppo_1,Acme,40000,USD,Demo Completed,active,2026-01-14T10:11:12+00:00,,Rob Reyes\n"
    "oppo_2,Globex,1000,USD,Won,won,2026-01-14T10:11:12+00:00,2026-03-01,Rob Reyes\n"
)
GERMAN = (
    "Auftrag;Kunde;Betrag in CHF;Phase;Verantwortlich;Abschlussdatum\n"
    "Acme Müller;Acme;48.000,50;Verhandlung;Rob Reyes;30.06.2026\nGlobex;Globex;1.000,-;Gewonnen;;13.02.2026\n"
    "Summe;;49.000,50;;;\n"
)
FRENCH = (
    "Nom de l'opportunité;Compte;Montant;Étape;Date de clôture\nAcme;Acme;40 000,00 €;Négociation;30/06/2026\n"
    "Globex;Globex;1 000,00 €;Fermée gagnée;13/02/2026\nHooli;Hooli;5,00 €;Fermée perdue;13/02/2026\n"
)
SPANISH = "Nombre del negocio;Valor;Etapa\nAcme;40.000,00;Negociación\nGlobex;1.000,00;Cerrado ganado\n"
CHINESE = "商机名称,客户名称,金额,阶段\n华为项目,华为,40000,谈判\n腾讯项目,腾讯,1000,赢单\n"
BY_HAND = (
    'Deal,Amount (USD),Status,Expected close,Created\nAcme,"$40,000",open,June 30th 2026,Mi 14.01.2026\n'
    "Globex,$1.5k,open,46203.5,14th Jan 2026\nHooli,1.2M,won,2026/06/30,1.2.26\n"
)
FLAGS = "Deal Name,Amount,Is Won,Is Closed,Stage\nA,40000,FALSE,FALSE,X\nB,1000,TRUE,TRUE,Y\nC,500,FALSE,TRUE,Y\n"
ENDS = "Deal Name,Amount,Stage\nA,1,Closed-Lost to Competition\nB,2,Closed Lost - Price\nC,3,Closed - Won\n"

FILES: dict[str, tuple[str | bytes, str]] = {
    "a report of Salesforce": (SALESFORCE, "1 open deal (48,000 EUR), 1 won deal (1,000 EUR) and 3 rows left out"),
    "Close": (CLOSE, "1 open deal (40,000 USD) and 1 won deal (1,000 USD)"),
    "German, in a heading's currency": (GERMAN.encode("cp1252"), "1 open deal (48,000.50 CHF), 1 won deal (1,000 CHF)"),
    "French": (FRENCH, "1 open deal (40,000 EUR), 1 won deal (1,000 EUR) and 1 lost deal (5 EUR)"),
    "Spanish, UTF-16 with tabs": (
        SPANISH.replace(";", "\t").encode("utf-16"),
        "1 open deal (40,000 EUR) and 1 won deal (1,000 EUR)",
    ),
    "Chinese": (CHINESE, "1 open deal (40,000 EUR) and 1 won deal (1,000 EUR)"),
    "a list by hand": (BY_HAND, "2 open deals (41,500 USD) and 1 won deal (1,200,000 USD)"),
    "ends as yes and no": (FLAGS, "1 open deal (40,000 EUR), 1 won deal (1,000 EUR) and 1 lost deal (500 EUR)"),
    "ends with more words": (ENDS, "1 won deal (3 EUR) and 2 lost deals (3 EUR)"),
}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> ImportingCompany:
    """Previews write nothing, so one company has all of them."""
    folder: Path = tmp_path_factory.mktemp("zoo")
    return ImportingCompany(Store.open(empty_database(folder / "deals.db")))


@pytest.mark.parametrize("kind", FILES)
def test_a_real_file_is_read_as_people_mean_it(kind: str, here: ImportingCompany) -> None:
    content, expected = FILES[kind]
    here.brings(content, preview=True, changes=("days=day first",))
    assert expected in here.printed


def test_what_isnt_a_deal_is_named_with_its_row(here: ImportingCompany) -> None:
    here.brings(SALESFORCE, preview=True)
    assert "2 rows are a note below the table. Left out. Rows 5, 6" in here.printed
    assert "1 row adds up the rows above. Left out. Row 4: Grand Totals (2 records)." in here.printed


def test_a_heading_that_stands_twice_is_two_columns(here: ImportingCompany) -> None:
    here.brings("Name,Amount,Amount,Stage\nAcme,40000,35000,Proposal\n", preview=True, changes=("amount=Amount (2)",))
    assert "1 open deal (35,000 EUR)" in here.printed


def test_amounts_by_two_signs_are_asked_about(here: ImportingCompany) -> None:
    here.brings('Name,Amount,Stage\nAcme,"EUR 40.000,-",Proposal\nGlobex,1\'000.50,Proposal\n', preview=True)
    assert "1 row has an amount that can't be read, which stays empty." in here.printed
    assert "40 EUR" not in here.printed


def test_a_spreadsheets_fault_isnt_an_amount(here: ImportingCompany) -> None:
    here.brings("Name,Amount,Stage\nAcme,#DIV/0!,Proposal\nGlobex,5,Proposal\nHooli,6,Proposal\n", preview=True)
    assert "1 row has a cell with a spreadsheet's error, which stays empty. Row 2: Amount #DIV/0!." in here.printed


def test_a_wide_file_names_the_first_columns_that_arent_read(here: ImportingCompany) -> None:
    headings = ",".join(f"Custom {number}" for number in range(297))
    here.brings(f"Deal Name,Amount,Stage,{headings}\nAcme,5,Proposal{',x' * 297}\n", preview=True)
    assert "Custom 19 and 277 more." in here.printed


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"<html><table></table></html>"])
def test_what_isnt_a_table_is_refused_in_a_sentence(content: bytes, here: ImportingCompany) -> None:
    with pytest.raises(NotImported):
        here.brings(content, preview=True)
