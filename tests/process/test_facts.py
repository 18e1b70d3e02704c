"""Facts: a deal is the result of its ledger."""

from dataclasses import replace
from typing import get_args

from process import course, ending, facts
from process.deal import Deal
from process.facts import Entry, Fact
from tests.support.people_and_deal import STANDARD, Story, evidence, item


def replayed(ledger: list[Entry]) -> Deal:
    """The deal that a replay of its ledger gives."""
    first = ledger[0].fact
    assert isinstance(first, facts.Began)
    deal = first.deal
    for entry in ledger[1:]:
        deal = entry.fact.on(deal, entry.by, entry.at)
    return deal


def test_a_deal_is_the_sum_of_its_facts() -> None:
    story = Story(STANDARD)
    story.amount("90000 EUR")
    story.put("rob", item("objection"))
    story.to("account_management")
    story.back("ana", "development")
    story.advance(to="account_management")
    story.ask("rob", lambda deal, context: ending.lose(deal, context, "no money"))
    story.ask("rob", lambda deal, context: course.reopen(deal, context, "money"))
    assert replayed(story.ledger) == replace(story.deal, version=0)


def test_what_is_refused_leaves_no_trace_but_at_the_gate() -> None:
    story = Story()
    before = story.deal
    story.waive("rob", "reached")
    story.amount("1 EUR", "rita")
    story.meet("rob", evidence("budget", "much"))
    story.back("rob", "keep")
    assert (story.deal, len(story.ledger)) == (before, 1)
    story.advance()
    assert [type(entry.fact) for entry in story.ledger[1:]] == [facts.Refused]


def test_every_fact_can_be_named_from_one_place() -> None:
    assert {fact.__name__ for fact in get_args(Fact)} <= set(facts.__all__)
