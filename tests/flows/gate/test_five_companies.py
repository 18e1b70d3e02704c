"""Five companies that lack someone: each can work, and the ledger shows what it was."""

from process.decision_marks import Mark
from process.facts import Decided, Met
from tests.flows.gate.conftest import Found
from tests.support.typed_company import TypedCompany

REASON = "I run this company by myself"


def marks(company: TypedCompany) -> list[tuple[str, tuple[Mark, ...]]]:
    """Who decided on Acme's handoffs, and what the ledger says of each."""
    decided = [(entry.by, entry.fact) for entry in company.entries() if isinstance(entry.fact, Decided)]
    passed = [(by, fact) for by, fact in decided if fact.state in ("approved", "done") and not fact.acceptor]
    return [(by.removeprefix("slack-T1-"), fact.marks) for by, fact in passed]


def won(company: TypedCompany) -> bool:
    return company.deal().stage == "keep"


def test_a_founder_alone(found: Found) -> None:
    company = found("fay")
    company.all_type(("fay", "team <@fay> is account manager"), ("fay", "new Acme"))
    company.ready("fay", "fay")
    company.asks("fay")
    company.decides("fay", reason=REASON)
    company.decides("fay", "accept")
    assert won(company)
    assert marks(company) == [("fay", ("alone",))]


def test_a_company_with_one_manager(found: Found) -> None:
    company = found("ada", "rob", "mia", "ana")
    company.all_type(("ada", "team <@mia> is manager"), ("ada", "team <@ana> is account manager"))
    company.types("mia", "new Acme")
    company.ready("mia")
    assert "An admin then types" in company.asks("mia")
    company.types("mia", "assign acme to <@rob>")
    company.asks("rob")
    assert "(by a former owner)" in company.types("mia", "approve acme")
    company.decides("mia")
    company.decides("ana", "accept")
    assert won(company)
    assert marks(company) == [("mia", ("former owner",))]


def test_a_manager_who_sells(found: Found) -> None:
    company = found("ada", "mia", "rita", "ana")
    company.all_type(("ada", "team <@mia> is manager"), ("ada", "team <@ana> is account manager"))
    company.types("mia", "new Acme")
    company.ready("mia")
    assert "An admin then types" in company.asks("mia")
    company.types("ada", "team <@rita> is manager")
    company.asks("mia")
    assert "can't approve your own deal. Rita can approve it." in company.decides("mia")
    company.decides("rita")
    company.decides("ana", "accept")
    assert won(company)
    assert marks(company) == [("rita", ())]


def test_an_account_manager_who_was_the_rep(found: Found) -> None:
    company = found("ada", "mia", "ana")
    company.all_type(("ada", "team <@mia> is manager"), ("ada", "team <@ana> is account manager"))
    company.types("ana", "new Acme")
    company.ready("ana")
    company.asks("ana")
    company.decides("mia")
    company.decides("ana", "accept")
    assert won(company)
    assert company.deal().account_manager == "slack-T1-ana"
    assert marks(company) == [("mia", ())]


def test_a_team_without_members(found: Found) -> None:
    company = found("ada", "rob", "mia", "ana")
    company.all_type(("ada", "team <@mia> is manager"), ("ada", "team <@ana> is account manager"))
    company.types("rob", "new Acme")
    company.ready("rob")
    company.types("rob", "set acme amount 60000 EUR")
    company.types("mia", "clear acme legal because it is our standard contract, unchanged")
    cleared = company.last(Met).fact
    assert isinstance(cleared, Met)
    assert [(one.exit, one.marks) for one in cleared.evidence] == [("legal", ("no team",))]
    company.asks("rob")
    company.decides("mia")
    company.decides("ana", "accept")
    assert won(company)
