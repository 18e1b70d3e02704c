"""Alone: the only one of us confirms with a reason, marked so; with a second person the same isn't offered."""

from process.facts import Advanced, Decided
from tests.flows.gate.conftest import Found

REASON = "I run this company by myself"


def test_a_founder_alone_closes_a_deal_and_the_ledger_says_so(found: Found) -> None:
    company = found("fay")
    company.types("fay", "team <@fay> is account manager")
    company.types("fay", "new Acme")
    company.ready("fay", "fay")
    company.types("fay", "set acme amount 60000 EUR")
    company.types("fay", "clear acme legal because our lawyer has read it")
    assert company.deal().evidence["legal"].marks == ("alone",)
    company.asks("fay")
    form = company.decides("fay")
    assert "You are the only active person here" in form
    assert "Carla Chen" in form, "it lists what is proven"
    assert company.deal().stage == "agree"
    company.decides("fay", reason=REASON)
    decided = company.last(Decided).fact
    assert isinstance(decided, Decided)
    assert (decided.marks, decided.reason) == (("alone",), REASON)
    company.decides("fay", "accept")
    assert company.last(Advanced).by == "slack-T1-fay"
    assert company.deal().stage == "keep"
    assert f"approved the handoff (confirmed alone): {REASON}" in company.types("fay", "history acme all")


def test_with_a_second_active_person_the_same_is_not_offered(found: Found) -> None:
    company = found("fay", "rob")
    company.types("fay", "team <@fay> is account manager")
    company.types("fay", "new Acme")
    company.ready("fay", "fay")
    assert "An admin then types" in company.asks("fay")
    assert company.deal().approval is None
    company.types("fay", "set acme amount 60000 EUR")
    company.types("fay", "clear acme legal because our lawyer has read it")
    assert "legal" not in company.deal().evidence


def test_a_colleague_who_left_since_the_deal_entered_its_stage_still_counts(found: Found) -> None:
    company = found("fay", "rob")
    company.types("fay", "team <@fay> is account manager")
    company.types("fay", "new Acme")
    company.ready("fay", "fay")
    company.types("fay", "advance acme")
    company.types("fay", "team <@rob> left")
    company.types("fay", "advance acme")
    assert company.deal().approval is None
    company.types("fay", "back acme to find because we begin again")
    company.asks("fay")
    company.decides("fay", reason=REASON)
    decided = company.last(Decided).fact
    assert isinstance(decided, Decided)
    assert decided.marks == ("by owner", "alone")
