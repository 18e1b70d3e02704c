"""Own means own: whose deal it is doesn't end with a hand-over, and a role from the owner doesn't free anyone."""

from process.facts import Decided, Waived
from tests.flows.gate.conftest import Found
from tests.support.typed_company import TypedCompany

MANAGERS = (
    ("ada", "team <@mia> is manager"),
    ("ada", "team <@max> is manager"),
    ("ada", "team <@ana> is account manager"),
)


def two_managers(found: Found) -> TypedCompany:
    company = found("ada", "rob", "mia", "max", "ana")
    company.all_type(*MANAGERS)
    return company


def test_a_manager_who_hands_her_own_deal_over_stays_its_owner(found: Found) -> None:
    company = two_managers(found)
    company.types("mia", "new Acme")
    company.ready("mia")
    company.types("mia", "set acme complexity complex")
    company.types("mia", "assign acme to <@rob>")
    company.types("mia", "set acme complexity simple")
    assert company.deal().complexity == "complex"
    company.types("mia", "waive acme discount because it is a small one for us")
    assert not company.deal().waivers
    company.types("max", "set acme complexity simple")
    assert company.deal().complexity == "simple"
    company.asks("rob")
    assert "You owned this deal and proved some of it. Max can decide." in company.decides("mia")
    company.decides("max")
    assert company.last(Decided).by == "slack-T1-max"


def test_an_owner_is_free_again_after_the_next_handoff(found: Found) -> None:
    company = two_managers(found)
    company.types("rob", "new Acme")
    company.types("rob", "assign acme to <@mia>")
    company.ready("mia")
    company.types("mia", "assign acme to <@rob>")
    company.asks("rob")
    assert "You owned this deal" in company.decides("mia")
    company.decides("max")
    company.decides("ana", "accept")
    assert company.deal().stage == "keep"
    company.types("mia", "waive acme obligations because we promised this customer nothing")
    assert company.last(Waived).by == "slack-T1-mia"
    company.types("mia", "unmet acme obligations because there is one")
    company.types("ana", "back acme to agree because the terms change")
    company.asks("rob")
    assert "You owned this deal" in company.decides("mia")


def test_holiday_cover_without_evidence_does_not_count(found: Found) -> None:
    company = two_managers(found)
    company.types("rob", "new Acme")
    company.types("rob", "assign acme to <@mia>")
    company.types("mia", "assign acme to <@rob>")
    company.ready("rob")
    company.asks("rob")
    company.decides("mia")
    decided = company.last(Decided)
    assert isinstance(decided.fact, Decided)
    assert (decided.by, decided.fact.marks) == ("slack-T1-mia", ())


def test_a_manager_named_by_the_owner_does_not_decide_while_another_can(found: Found) -> None:
    company = found("eve", "ada", "mia", "ana", "zed")
    company.types("eve", "team <@ada> is admin")
    company.types("eve", "team <@mia> is manager")
    company.types("eve", "team <@ana> is account manager")
    company.types("ada", "new Acme")
    company.ready("ada")
    company.types("ada", "team <@zed> is manager")
    company.asks("ada")
    assert "manager here by the owner's word" in company.decides("zed")
    assert company.deal().stage == "agree"


def test_where_no_one_else_can_it_counts_and_the_ledger_says_so(found: Found) -> None:
    company = found("ada", "ana", "zed")
    company.types("ada", "team <@zed> is manager")
    company.types("ada", "team <@ana> is account manager")
    company.types("ada", "new Acme")
    company.ready("ada")
    company.asks("ada")
    card = company.types("zed", "approve acme")
    assert "The history will mark this decision (named by the owner)." in card
    company.decides("zed")
    decided = company.last(Decided).fact
    assert isinstance(decided, Decided)
    assert decided.marks == ("by owner",)
    assert "approved the handoff (named by the owner)" in company.types("ana", "history acme all")


def test_a_manager_made_after_the_handoff_was_asked_for_waits_for_the_others(found: Found) -> None:
    company = two_managers(found)
    company.types("rob", "new Acme")
    company.ready("rob")
    company.asks("rob")
    company.join("zed")
    company.types("ada", "team <@zed> is manager")
    assert "only since this was asked for" in company.decides("zed")
    company.decides("mia")
    assert company.last(Decided).by == "slack-T1-mia"


def test_an_owner_who_is_admin_does_not_clear_the_way_by_a_departure(found: Found) -> None:
    company = found("ada", "mia", "zed", "ana")
    company.types("ada", "team <@mia> is manager")
    company.types("ada", "team <@ana> is account manager")
    company.types("ada", "new Acme")
    company.ready("ada")
    company.types("ada", "team <@mia> left")
    company.types("ada", "team <@zed> is manager")
    company.asks("ada")
    company.decides("zed")
    decided = company.last(Decided).fact
    assert isinstance(decided, Decided)
    assert decided.marks == ("by owner",)


def test_who_waived_does_not_decide_the_next_handoff(found: Found) -> None:
    company = two_managers(found)
    company.types("rob", "new Acme")
    company.ready("rob")
    company.types("rob", "set acme complexity complex")
    company.types("mia", "waive acme discount because the price list is public")
    assert company.last(Waived).by == "slack-T1-mia"
    company.asks("rob")
    assert "You waived an exit on this deal. Max can approve it." in company.decides("mia")
    company.decides("max")
    assert company.last(Decided).by == "slack-T1-max"


def test_the_only_manager_who_waived_decides_and_the_ledger_says_so(found: Found) -> None:
    company = found("ada", "rob", "mia", "ana")
    company.types("ada", "team <@mia> is manager")
    company.types("ada", "team <@ana> is account manager")
    company.types("rob", "new Acme")
    company.ready("rob")
    company.types("rob", "set acme complexity complex")
    company.types("mia", "waive acme discount because the price list is public")
    company.asks("rob")
    company.decides("mia")
    decided = company.last(Decided).fact
    assert isinstance(decided, Decided)
    assert decided.marks == ("waived here",)


def test_every_change_of_a_role_is_kept_and_shown(found: Found) -> None:
    company = two_managers(found)
    company.types("ada", "team <@ana> is specialist in legal")
    said = company.types("rob", "team history")
    assert "Ada – Ana is specialist in legal" in said
    assert "Ada – Mia is manager" in said
    assert company.count("team_ledger") == 4
