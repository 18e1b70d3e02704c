"""One person, one vote, however many accounts they have."""

from process.facts import Decided
from tests.flows.gate.conftest import Found
from tests.support.typed_company import TypedCompany

TEAM = (("ada", "team <@mia> is manager"), ("ada", "team <@ana> is account manager"))


def asked_by_rob(company: TypedCompany) -> None:
    company.types("rob", "new Acme")
    company.ready("rob")
    company.asks("rob")


def test_two_accounts_with_one_e_mail_are_one_person_inside_a_chat(found: Found) -> None:
    company = found("ada", "rob", "robtwo", "mia", "ana", emails={"robtwo": "Rob@ours.example"})
    company.all_type(*TEAM, ("ada", "team <@robtwo> is manager"))
    asked_by_rob(company)
    assert "can't approve your own deal" in company.decides("robtwo")
    assert company.deal().stage == "agree"
    company.decides("mia")
    assert company.last(Decided).by == "slack-T1-mia"


def test_accounts_with_one_e_mail_that_an_earlier_release_kept_apart_are_one(found: Found) -> None:
    company = found("ada", "rob", "robtwo", "mia", "ana")
    company.all_type(*TEAM, ("ada", "team <@robtwo> is manager"))
    with company.store.writing() as tx:
        tx.exec_driver_sql("UPDATE people SET email = 'rob@ours.example' WHERE id = 'slack-T1-robtwo'")
    asked_by_rob(company)
    assert "can't approve your own deal" in company.decides("robtwo")


def test_an_admin_links_accounts_and_the_linked_one_confirms(found: Found) -> None:
    company = found("ada", "rob", "sub", "mia", "ana")
    company.all_type(*TEAM, ("ada", "team <@sub> is manager"))
    assert "Sub has to confirm it" in company.types("ada", "team <@rob> is also <@sub>")
    assert "No admin has said" in company.types("mia", "team confirm")
    assert "Sub and Rob have one vote." in company.types("sub", "team confirm")
    assert "Sub is another account of Rob" in company.types("mia", "team history")
    asked_by_rob(company)
    assert "can't approve your own deal" in company.decides("sub")


def test_what_an_owner_proves_from_their_other_account_is_their_own_too(found: Found) -> None:
    company = found("ada", "rob", "mia", "mio", "max", "ana")
    company.all_type(*TEAM, ("ada", "team <@mio> is manager"), ("ada", "team <@max> is manager"))
    company.all_type(("ada", "team <@mia> is also <@mio>"), ("mio", "team confirm"))
    company.all_type(("rob", "new Acme"), ("max", "assign acme to <@mia>"))
    company.ready("mio")
    company.types("mia", "assign acme to <@rob>")
    company.asks("rob")
    assert "You owned this deal and proved some of it" in company.decides("mia")
    assert "You owned this deal and proved some of it" in company.decides("mio")
    company.decides("max")
    assert company.last(Decided).by == "slack-T1-max"


def test_an_account_without_a_work_e_mail_decides_waives_and_attests_nothing(found: Found) -> None:
    company = found("ada", "rob", "ghost", "mia", "ana", emails={"ghost": ""})
    company.all_type(*TEAM, ("ada", "team <@ghost> is manager"), ("ada", "team <@ghost> is specialist in legal"))
    company.types("rob", "new Acme")
    company.ready("rob")
    company.types("rob", "set acme amount 60000 EUR")
    company.types("ghost", "met acme legal yes")
    company.types("ghost", "waive acme budget because they never name a budget")
    assert "legal" not in company.deal().evidence
    assert not company.deal().waivers
    company.types("rob", "set acme amount 40000 EUR")
    company.asks("rob")
    assert "matched to a colleague yet" in company.decides("ghost")


def test_an_account_is_vouched_for_once_the_chat_gives_its_e_mail(found: Found) -> None:
    company = found("ada", "rob", "mia", "ana", emails={"mia": ""})
    company.all_type(*TEAM)
    company.emails["mia"] = "mia@ours.example"
    company.types("mia", "list")
    asked_by_rob(company)
    company.decides("mia")
    assert company.last(Decided).by == "slack-T1-mia"
