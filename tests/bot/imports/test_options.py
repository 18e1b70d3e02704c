"""Options of an import: who imports, and changes to how the file is read."""

import pytest

from bot.imports.terminal import NotImported
from tests.support.importing_company import ImportingCompany


@pytest.mark.parametrize("who", ["Mia Marsh", "mia", "marsh", "mia@stagecoach.example"])
def test_who_imports_is_known_by_name_or_email(who: str, company: ImportingCompany) -> None:
    company.brings("Deal Name,Amount\nAcme,5\n", by=who)
    assert company.deals()["Acme"].owner == "sandbox-sandbox-mia"


def test_part_of_a_name_that_no_importer_has_imports_nothing(company: ImportingCompany) -> None:
    with pytest.raises(NotImported, match=r"“rob” isn't one person who can import\. Say who imports, with --as: Ada"):
        company.brings("Deal Name,Amount\nAcme,5\n", by="rob")


def test_an_unknown_stage_word_is_answered_with_the_words_of_the_file(company: ImportingCompany) -> None:
    with pytest.raises(
        NotImported, match=r"I don't know “stage:Foo=closing”\. It can be: stage:Verbal, stage:Signed\.$"
    ):
        company.brings("Deal Name,Stage\nAcme,Verbal\nGlobex,Signed\n", changes=("stage:Foo=closing",))
    with pytest.raises(
        NotImported, match=r"in this file\. It has no column of stages\. Name one, for example stage=Phase"
    ):
        company.brings("Deal Name,Amount\nAcme,5\n", changes=("stage:Foo=closing",))


def test_a_word_for_a_stage_is_known_in_small_letters(company: ImportingCompany) -> None:
    company.brings("Deal Name,Stage\nAcme,Verbal\n", changes=("stage:verbal=closing",), preview=True)
    assert "“Verbal” is Closing" in company.printed
