"""No one is their own specialist, and a team without a member who can answer says so."""

from process.facts import Met
from tests.flows.gate.conftest import Found
from tests.support.typed_company import TypedCompany

RISKY = "set acme amount 60000 EUR"


def with_legal(found: Found, *lines: tuple[str, str]) -> TypedCompany:
    """Rob's deal takes Legal; Mia manages, Ada is admin."""
    company = found("ada", "rob", "mia", "ana")
    company.all_type(("ada", "team <@mia> is manager"), ("ada", "team <@ana> is account manager"), *lines)
    company.types("rob", "new Acme")
    company.ready("rob")
    company.types("rob", RISKY)
    return company


def test_an_owner_does_not_answer_for_their_own_team(found: Found) -> None:
    company = with_legal(found, ("ada", "team <@rob> is specialist in legal"))
    said = company.types("rob", "met acme legal yes")
    assert "No one in Legal can answer on this deal. Mia can clear it. They type /deal clear … legal." in said
    company.types("rob", "assign acme to <@mia>")
    company.types("rob", "met acme legal yes")
    assert "legal" not in company.deal().evidence, "he proved the deal as its owner before"


def test_an_admin_does_not_make_herself_the_specialist_of_her_own_deal(found: Found) -> None:
    company = found("ada", "mia", "leo", "ana", "eve")
    company.all_type(("ada", "team <@mia> is manager"), ("ada", "team <@ana> is account manager"))
    company.types("ada", "team <@eve> is admin")
    company.types("ada", "new Acme")
    company.ready("ada")
    company.types("ada", RISKY)
    company.types("ada", "team <@ada> is specialist in legal")
    company.types("ada", "met acme legal yes")
    assert "legal" not in company.deal().evidence
    company.types("ada", "team <@leo> is specialist in legal")
    company.types("eve", "team <@zoe> is specialist in legal")
    company.join("zoe")
    company.types("eve", "team <@zoe> is specialist in legal")
    company.types("leo", "met acme legal yes")
    assert "legal" not in company.deal().evidence, "the owner named him, and another can answer"
    company.types("zoe", "met acme legal yes")
    assert company.last(Met).by == "slack-T1-zoe"


def test_a_manager_clears_for_a_team_without_a_member_and_the_card_says_so(found: Found) -> None:
    company = with_legal(found)
    assert "No one in Legal can answer here" in company.types("rob", "engage acme legal because they want our terms")
    assert "Mia can clear it" in company.types("rob", "clear acme legal because we know them well and sold before")
    form = company.types("mia", "clear acme legal")
    assert "Why can Legal be cleared without Legal?" in form
    said = company.types("mia", "clear acme legal because it is our standard contract, unchanged")
    assert "(no Legal team)" in said
    evidence = company.deal().evidence["legal"]
    assert (evidence.value, evidence.marks) == ("yes", ("no team",))
    company.asks("rob")
    assert "no Legal team" in company.types("mia", "approve acme")


def test_no_one_clears_for_a_team_that_can_answer(found: Found) -> None:
    company = with_legal(found, ("ada", "team <@ana> is specialist in legal"))
    said = company.types("mia", "clear acme legal because they take too long to answer")
    assert "Legal has to answer here. Ana can answer." in said
    company.types("ana", "met acme legal yes")
    assert company.deal().evidence["legal"].marks == ()


def test_a_manager_who_owns_the_deal_does_not_clear_it(found: Found) -> None:
    company = with_legal(found)
    company.types("rob", "assign acme to <@mia>")
    assert "No one in Legal can answer" in company.types("mia", "clear acme legal because it is our own contract")
    assert "legal" not in company.deal().evidence


def test_the_team_shows_who_is_missing(found: Found) -> None:
    company = with_legal(found)
    assert "No one answers for Legal yet." in company.types("ada", "team")
    company.types("ada", "team <@ana> is specialist in legal")
    assert "No one answers for" not in company.types("ada", "team")
