"""The gate: what today's facts require."""

import pytest

from process import gate
from process.money import Money
from process.playbook import When
from process.playbook_file import read
from process.reasons.values import AskedUnnamed
from tests.support.people_and_deal import SMALL, STANDARD, Story, evidence, item


def lacking(story: Story, stage: str = "agree") -> dict[str, When]:
    """What is missing up to a stage's gate, and by which facts it is required."""
    return {it.exit.key: it.because for it in gate.missing(story.deal, story.playbook, stage)}


def test_raising_the_amount_after_legals_gate_asks_for_legal_now() -> None:
    story = Story(STANDARD)
    story.amount("40000 EUR")
    story.to("closing")
    story.ready()
    story.amount("50000 EUR")
    refusal = story.advance().refusal
    assert refusal is not None
    assert [(it.exit.key, it.stage.key, it.because) for it in refusal.missing] == [
        ("legal", "discussion", When(amount_at_least=Money.of("50000 EUR")))
    ]


@pytest.mark.parametrize(("amount", "asked"), [("49999.99 EUR", False), ("50000 EUR", True), ("50001 EUR", True)])
def test_legal_is_asked_from_the_limit_on(amount: str, asked: bool) -> None:
    story = Story()
    story.amount(amount)
    assert ("legal" in lacking(story)) is asked


def test_an_amount_not_known_yet_counts_as_reached() -> None:
    assert lacking(Story())["legal"] == When(amount_at_least=Money.of("50000 EUR"))


def test_a_product_not_known_yet_counts_as_the_one_that_asks_for_more() -> None:
    story = Story()
    story.amount("1 EUR")
    story.complexity("complex")
    assert lacking(story)["legal"] == When(product=("software",), complexity=("complex",))
    story.product("goods")
    assert "legal" not in lacking(story)


def test_one_alternative_is_enough_and_within_it_every_fact_counts() -> None:
    story = Story()
    story.amount("1 EUR")
    story.product("software")
    assert "legal" not in lacking(story)
    story.complexity("complex")
    assert lacking(story)["legal"] == When(product=("software",), complexity=("complex",))


@pytest.mark.parametrize(("amount", "asked"), [("55555 USD", False), ("55556 USD", True)])
def test_an_amount_in_another_currency_is_compared_by_the_playbooks_rates(amount: str, asked: bool) -> None:
    story = Story()
    story.amount(amount)
    assert ("legal" in lacking(story)) is asked


def test_a_currency_without_a_rate_counts_as_reached() -> None:
    story = Story()
    story.amount("1 JPY")
    assert "legal" in lacking(story)


def test_an_exit_that_must_be_yes_is_not_proven_by_no() -> None:
    story = Story()
    story.amount("60000 EUR")
    story.meet("leo", evidence("legal", "no"))
    found = {it.exit.key: it.fault for it in gate.missing(story.deal, SMALL, "agree")}
    assert found["legal"] == "answered no"
    story.meet("leo", evidence("legal", "yes"))
    assert "legal" not in lacking(story)


def test_an_answer_can_ask_for_more() -> None:
    story = Story(STANDARD)
    story.meet("rob", evidence("source", "referral"))
    assert "qualified_lead" not in lacking(story, "prospecting")
    story.meet("rob", evidence("source", "inbound"))
    assert lacking(story, "prospecting")["qualified_lead"] == When(evidence={"source": "inbound"})


def test_an_empty_list_of_objections_needs_a_contact_who_was_asked() -> None:
    story = Story(STANDARD)
    assert "objections" in lacking(story, "discussion")
    refused = story.meet("rob", evidence("objections", "none")).refusal
    assert refused
    assert refused.reason == AskedUnnamed(STANDARD.exits["objections"])
    story.meet("rob", evidence("objections", "none", "Carla"))
    assert story.deal.evidence["objections"].on == story.now.date()
    assert "objections" not in lacking(story, "discussion")
    story.put("rob", item("objection", "too dear"))
    assert "objections" in lacking(story, "discussion")


def test_of_objections_each_is_removed() -> None:
    story = Story(STANDARD)
    story.put("rob", item("objection", "too dear"))
    story.put("rob", item("objection", "too late"))
    story.close("rob", "objection", 2)
    found = {it.exit.key: it for it in gate.missing(story.deal, STANDARD, "discussion")}
    assert found["objections"].fault == "still open"
    assert [(it.number, it.text) for it in found["objections"].open] == [(1, "too dear")]
    story.close("rob", "objection", 1)
    assert "objections" not in lacking(story, "discussion")


def test_a_list_wanted_named_and_closed_needs_both() -> None:
    story = Story()
    story.to("keep")
    faults = []
    for _ in range(2):
        faults += [it.fault for it in gate.missing(story.deal, SMALL, "keep")]
        story.put("rob", item("obligation", "deliver"))
    story.close("rob", "obligation", 1)
    story.close("rob", "obligation", 2)
    assert faults == ["nothing named", "still open"]
    assert lacking(story, "keep") == {}


def test_earlier_stages_count_at_every_later_gate() -> None:
    assert list(lacking(Story(), "keep")) == ["reached", "budget", "legal", "signed", "keeper", "obligations"]


def test_the_last_stage_is_first_unsatisfied_when_nothing_is_missing() -> None:
    story = Story()
    assert gate.first_unsatisfied(story.deal, SMALL).key == "find"
    story.ready("keep")
    assert gate.first_unsatisfied(story.deal, SMALL).key == "keep"


def test_a_waiver_of_an_exit_that_became_unwaivable_opens_nothing() -> None:
    story = Story()
    story.waive("mia", "reached")
    assert "reached" not in lacking(story, "find")
    stricter = read(
        'name = "Stricter"\n'
        + "".join(
            f'[[stage]]\nkey = "{key}"\nname = "S"\npurpose = "It is so."\ncoaching = "Do it."\nexit = [{exits}]\n'
            for key, exits in {
                "find": '{ key = "reached", name = "R", question = "Who?", waivable = false }',
                "keep": "",
            }.items()
        )
    )
    assert [it.exit.key for it in gate.missing(story.deal, stricter, "find")] == ["reached"]
