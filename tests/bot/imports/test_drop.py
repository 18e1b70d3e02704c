"""A file in the direct message: shown as a preview, read as a person says, brought in by the jobs, and taken back."""

import pytest

from adapters.chat import Attachment, Inbound, NotFetched
from adapters.sandbox import demo_people
from tests.bot.imports.test_import import PIPELINE
from tests.support.card_text import buttons_of, form_of, text_of
from tests.support.importing_company import ImportingCompany


def test_a_dropped_file_is_shown_and_comes_in_after_a_press(company: ImportingCompany) -> None:
    preview = company.drops(PIPELINE)
    assert "They are 3 open deals (48,012.50 EUR), 1 won deal" in text_of(preview)
    assert list(buttons_of(preview)) == ["Import 5 deals", "Change the mapping", "Map answers", "Cancel"]
    assert company.deals() == {}
    assert "The import has started" in text_of(company.presses(preview, "Import 5 deals", "mia"))
    company.works()
    assert set(company.deals()) == {"Acme line two", "Globex", "Wonka, GTX Basic"}
    assert "deals.csv is imported" in text_of(company.messages("mia")[-1])


def test_each_owner_gets_one_message_about_all_of_their_deals(company: ImportingCompany) -> None:
    company.presses(company.drops(PIPELINE), "Import 5 deals", "mia")
    company.works()
    (message,) = [card for card in company.messages("rob") if "deals.csv" in card.title]
    assert message.title == "2 deals from deals.csv are yours now"
    assert "By the file, 1 in Closing. Tell me what is true." in text_of(message)
    assert "Acme line two" in text_of(company.presses(message, "What is true?"))


def test_a_press_works_once_and_a_file_is_answered_once(company: ImportingCompany) -> None:
    preview = company.drops(PIPELINE, key="the same message")
    assert buttons_of(company.drops(PIPELINE, key="the same message")) == buttons_of(preview)
    company.presses(preview, "Import 5 deals", "mia")
    assert "This import went on since" in text_of(company.presses(preview, "Import 5 deals", "mia"))
    assert "This import went on since" in text_of(company.presses(preview, "Cancel", "mia"))
    company.works()
    assert len(company.deals()) == 3


def test_the_mapping_is_changed_in_a_form(company: ImportingCompany) -> None:
    preview = company.drops("Firm,Stage,Value\nAcme,Late,5\n")
    form = form_of(company.presses(preview, "Change the mapping", "mia"))
    values = {field.key: field.value for field in form.fields}
    assert len(values) == len(form.fields), "no field takes another's place"
    changed = {**values, "name": "c.0", "stage.0": "closing", "default-currency": "USD"}
    again = company.types(buttons_of(company.types(form.command, "mia", changed))["Show the preview"], "mia")
    company.presses(again, "Import 1 deal", "mia")
    company.works()
    deal = company.deals()["Acme"]
    assert (str(deal.amount), deal.claim and deal.claim.stage) == ("5 USD", "closing")
    known = company.drops("Firm,Stage,Value\nGlobex,Late,7\n")
    assert "1 claims “Late”" in text_of(known), "the next file with these headings is read the same way"


def test_a_file_in_doubt_has_no_way_in_before_the_answer(company: ImportingCompany) -> None:
    preview = company.drops("Deal Name,Close Date\nAcme,03/04/2026\n")
    assert list(buttons_of(preview)) == ["Change the mapping", "Map answers", "Cancel"]
    asked = form_of(company.presses(preview, "Change the mapping", "mia"))
    assert (asked.fields[0].key, asked.fields[0].value) == ("days", ""), "what is in doubt comes first"
    mark = buttons_of(preview)["Cancel"].split()[1]
    assert "This import went on since" in text_of(company.types(f"import {mark} go", "mia"))


@pytest.mark.parametrize("who", ["rob", "rita"])
def test_others_get_a_clear_no_and_their_file_is_not_opened(company: ImportingCompany, who: str) -> None:
    def fetch(most: int) -> bytes:
        raise AssertionError("not to be fetched")

    inbound = Inbound(
        "file",
        demo_people.speaker(who),
        demo_people.place(who),
        "",
        files=True,
        attachments=(Attachment("a.csv", 5, fetch),),
    )
    assert "Only a manager or an admin can import" in text_of(company.assistant.answer(inbound).card)
    mark = buttons_of(company.drops(PIPELINE))["Cancel"].split()[1]
    for word in ("go", "cancel", "change", "show", "undo"):
        assert "Only a manager or an admin can import" in text_of(company.types(f"import {mark} {word}", who))


def test_a_file_that_the_chat_keeps_to_itself_is_explained(company: ImportingCompany) -> None:
    def fetch(most: int) -> bytes:
        raise NotFetched("refused")

    inbound = Inbound(
        "file",
        demo_people.speaker("mia"),
        demo_people.place("mia"),
        "",
        files=True,
        attachments=(Attachment("a.csv", 5, fetch),),
    )
    assert "The chat didn't give me the file" in text_of(company.assistant.answer(inbound).card)


def test_an_import_is_taken_back_from_the_chat(company: ImportingCompany) -> None:
    company.presses(company.drops(PIPELINE), "Import 5 deals", "mia")
    company.works()
    company.presses(company.types("import", "mia"), "Undo", "mia")
    company.works()
    assert {deal.state for deal in company.deals().values()} == {"withdrawn"}
    assert "deals.csv is taken back" in text_of(company.messages("mia")[-1])


@pytest.fixture
def two_managers(company: ImportingCompany) -> ImportingCompany:
    company.types("team <@max> is manager", "ada")
    return company


def test_only_the_one_who_sent_a_file_can_bring_it_in(two_managers: ImportingCompany) -> None:
    mark = buttons_of(two_managers.drops(PIPELINE))["Cancel"].split()[1]
    for word in ("go", "cancel", "change", "show"):
        assert "This isn't your file" in text_of(two_managers.types(f"import {mark} {word}", "max"))
    two_managers.works()
    assert not two_managers.deals()
    assert "The import has started" in text_of(two_managers.types(f"import {mark} go", "mia"))


def test_the_ledger_names_the_manager_who_took_an_import_back(two_managers: ImportingCompany) -> None:
    two_managers.presses(two_managers.drops(PIPELINE), "Import 5 deals", "mia")
    two_managers.works()
    two_managers.presses(two_managers.types("import", "max"), "Undo", "max")
    two_managers.works()
    name = next(iter(two_managers.deals()))
    last = two_managers.ledger(name)[-1]
    assert (type(last.fact).__name__, last.by) == ("ImportUndone", "sandbox-sandbox-max")
    assert "Max Moreau takes back deals.csv" in text_of(two_managers.messages("mia")[-1])
    assert "deals.csv is taken back" in text_of(two_managers.messages("max")[-1])


@pytest.mark.parametrize(
    ("field", "value"), [("stage.99", "won"), ("stage.²", "won"), ("amount", "c.99"), ("x", "c.0")]
)
def test_a_form_with_a_number_that_it_did_not_have_changes_nothing(
    company: ImportingCompany, field: str, value: str
) -> None:
    mark = buttons_of(company.drops(PIPELINE))["Cancel"].split()[1]
    assert "This import went on since" in text_of(company.types(f"import {mark} change", "mia", {field: value}))
    assert "Import 5 deals" in text_of(company.types(f"import {mark} show", "mia"))


PEOPLE = "Name,E-mail,Role,Manager\nMoses Frase,moses@stagecoach.example,Sales Rep,Mia Marsh\nNo Mail,,Rep,\nAda Two,two@stagecoach.example,Admin,\n"


def test_people_are_an_admins_to_name_and_decide_nothing_before_they_come(company: ImportingCompany) -> None:
    assert "Only an admin can import people" in text_of(company.drops(PEOPLE, name="people.csv"))
    preview = company.drops(PEOPLE, "ada", "people.csv")
    assert "1 row has no e-mail" in text_of(preview)
    company.presses(preview, "Import 2 people", "ada")
    company.works()
    team = text_of(company.types("team", "ada"))
    assert "Moses Frase" in team
    assert "No Mail" not in team
    company.brings("Deal Name,Owner\nAcme,Moses Frase\n")
    assert company.deals()["Acme"].owner.startswith("file-")


def test_contacts_come_to_the_open_deals_of_their_account_now_and_later(company: ImportingCompany) -> None:
    company.types("new Acme")
    company.brings(
        "Full Name,Job Title,Email,Company\nCarla Chen,CFO,carla@acme.example,ACME Inc\n", name="contacts.csv"
    )
    assert [contact.name for contact in company.deals()["Acme"].contacts] == ["Carla Chen"]
    company.brings("Deal Name,Account\nAcme line two,Acme\n")
    assert [contact.role for contact in company.deals()["Acme line two"].contacts] == ["CFO"]


def test_the_preview_names_the_columns_that_are_not_read(company: ImportingCompany) -> None:
    shown = text_of(company.drops("Deal Name,Amount,Lucky number,Colour\nAcme,5,7,red\n"))
    assert "Not read" in shown and "Lucky number, Colour" in shown
