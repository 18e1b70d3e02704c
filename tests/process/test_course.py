"""The course of a deal: it changes, rests, is lost, reopens, and leads to the next."""

from datetime import timedelta

import pytest

from process import course, ending, lists
from process.context import Context
from process.course import Following
from process.deal import CycleKind, Deal
from process.facts import Assigned, Changed, Linked, Lost, Reopened, Waited
from process.outcome import Outcome
from process.reasons import Reason
from process.reasons.rights import NotYours
from process.reasons.state import CompletedForGood, NotAcceptedYet, NotOpen, OpenAlready, SameOwner
from process.reasons.values import NotAColleague, NotToCome, UnknownProduct
from tests.support.people_and_deal import SMALL, STANDARD, Story, evidence, item


def lose(story: Story, who: str = "rob") -> Outcome:
    return story.ask(who, lambda deal, context: ending.lose(deal, context, "they bought elsewhere"))


def reopen(story: Story, who: str = "rob") -> Outcome:
    return story.ask(who, lambda deal, context: course.reopen(deal, context, "they came back"))


def assign(story: Story, who: str, owner: str) -> Outcome:
    return story.ask(who, lambda deal, context: course.assign(deal, context, owner))


def follow(story: Story, who: str, kind: CycleKind) -> tuple[Outcome, Deal]:
    """Open the next cycle: the outcome on the deal, and the new deal."""
    first, second = course.next_cycle(story.deal, story.context(who), story.playbook, Following("d2", "Acme 2", kind))
    return first, second.deal


def why(outcome: Outcome) -> Reason:
    assert outcome.facts == ()
    assert outcome.refusal is not None
    return outcome.refusal.reason


def test_a_deal_begins_in_the_first_stage_and_belongs_to_its_opener() -> None:
    story = Story(owner="rita")
    assert (story.deal.stage, story.deal.owner, story.deal.playbook) == ("find", "rita", SMALL.version)


def test_only_the_owner_or_a_manager_changes_what_a_deal_is() -> None:
    story = Story()
    for who in ("rita", "leo", "ana", "ada", "ivo"):
        assert story.amount("1 EUR", who).facts == ()
    for who in ("rob", "mia", "max"):
        assert story.amount("1 EUR", who).refusal is None


@pytest.mark.parametrize("words", ["-1 EUR", "Infinity EUR", "NaN EUR", "1 eur", "1 EURO", "1e20 EUR"])
def test_an_amount_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="is not an amount of money"):
        Story().amount(words)


def test_a_product_the_playbook_does_not_know_is_refused() -> None:
    assert why(Story().product("dreams")) == UnknownProduct(("goods", "software"))


def test_complexity_is_the_managers_to_lower() -> None:
    story = Story()
    assert story.complexity("complex").refusal is None
    assert why(story.complexity("standard")) == NotYours("lower complexity")
    assert story.complexity("simple", "mia").refusal is None


def test_a_manager_cannot_lower_the_complexity_of_a_deal_of_their_own() -> None:
    story = Story(owner="mia")
    story.complexity("complex", "mia")
    assert story.complexity("simple", "mia").facts == ()
    assert story.complexity("simple", "max").refusal is None


def test_a_deal_is_given_to_another_owner_by_its_owner_or_a_manager() -> None:
    story = Story()
    assert why(assign(story, "rita", "rita")) == NotYours("hand over")
    assert why(assign(story, "rob", "ivo")) == NotAColleague("deal")
    assert why(assign(story, "rob", "rob")) == SameOwner()
    assert assign(story, "rob", "rita").facts == (Assigned("rita", "rob"),)
    assert story.advance("rob").facts == ()


def test_a_deal_waits_until_a_day_still_to_come() -> None:
    story = Story()
    today = story.now.date()
    late = story.ask("rob", lambda deal, context: course.wait(deal, context, today, "their year ends"))
    assert why(late) == NotToCome()
    day = today + timedelta(days=1)
    rests = story.ask("rob", lambda deal, context: course.wait(deal, context, day, "their year ends"))
    assert rests.facts == (Waited(day, "their year ends"),)
    story.prove("reached")
    story.advance()
    assert story.deal.wait is None


@pytest.mark.parametrize("stage", ["find", "agree"])
def test_lost_is_never_blocked_before_the_win(stage: str) -> None:
    story = Story()
    story.to(stage)
    assert lose(story).facts[-1] == Lost(stage, "they bought elsewhere")
    assert story.deal.state == "lost"


def test_a_deal_whose_approval_is_awaited_can_be_lost() -> None:
    story = Story()
    story.to("agree")
    story.ready()
    story.wait(hours=1)
    story.advance()
    assert lose(story).refusal is None
    assert story.approve().facts == ()


def test_only_those_who_work_on_a_deal_lose_or_reopen_it() -> None:
    story = Story()
    for who in ("rita", "leo", "ada", "ivo"):
        assert lose(story, who).facts == ()
    lose(story)
    for who in ("rita", "leo", "ada", "ivo"):
        assert reopen(story, who).facts == ()


def test_nothing_is_done_to_a_lost_deal_but_reopening_it() -> None:
    story = Story()
    lose(story)
    answers = [story.advance(), story.amount("1 EUR"), story.meet("rob", evidence("reached", "Carla")), lose(story)]
    answers += [story.waive("mia", "reached"), story.back("rob", "find"), story.put("rob", item("objection"))]
    answers += [assign(story, "rob", "rita"), story.complexity("complex")]
    assert all(answer.facts == () and answer.refusal for answer in answers)


def test_a_deal_reopens_in_its_first_unsatisfied_stage() -> None:
    story = Story(STANDARD)
    story.to("presentation")
    story.meet("rob", evidence("alignment", "no"))
    lose(story)
    assert reopen(story).facts == (Reopened("presentation", "development", "they came back"),)
    assert (story.deal.stage, story.deal.state, story.deal.lost_because) == ("development", "open", "")


def test_a_deal_never_reopens_beyond_where_it_was_lost() -> None:
    story = Story(STANDARD)
    story.to("development")
    story.ready("closing")
    lose(story)
    reopen(story)
    assert story.deal.stage == "development"


def test_an_open_deal_cannot_reopen_nor_a_completed_one() -> None:
    story = Story()
    assert why(reopen(story)) == OpenAlready()
    story.to("keep")
    story.pass_gate()
    assert why(reopen(story)) == CompletedForGood()


def test_an_engaged_specialist_logs_what_happened() -> None:
    story = Story()

    def log(deal: Deal, context: Context) -> Outcome:
        return course.log(deal, context, "call", "about the terms")

    assert story.ask("leo", log).facts == ()
    story.ask("rob", lambda deal, context: lists.engage(deal, context, "legal", ""))
    assert story.ask("leo", log).refusal is None


def test_the_next_cycle_opens_once_the_account_manager_has_accepted() -> None:
    story = Story()
    story.to("agree")
    assert why(follow(story, "rob", "renewal")[0]) == NotAcceptedYet()
    story.to("keep")
    outcome, deal = follow(story, "ana", "renewal")
    assert outcome.facts == (Linked("d2", "Acme 2", "renewal"),)
    assert (deal.stage, deal.parent, deal.kind, deal.cycle, deal.owner) == ("find", "d1", "renewal", 2, "ana")


def test_a_lost_deal_has_no_next_cycle() -> None:
    story = Story()
    story.to("agree")
    story.ask("mia", lambda deal, context: ending.lose(deal, context, "they went away"))
    assert why(follow(story, "mia", "renewal")[0]) == NotOpen("lost", "next cycle")


def test_what_the_deal_has_already_does_not_count_as_a_change() -> None:
    story = asked_for_approval()
    before = story.deal
    assert story.amount("40000 EUR").facts == ()
    assert story.deal == before
    assert story.deal.approval is not None
    assert story.deal.approval.live


def asked_for_approval() -> Story:
    """A deal worth 40000 EUR whose handoff waits for a manager."""
    story = Story()
    story.amount("40000 EUR")
    story.to("agree")
    story.ready()
    story.wait(hours=1)
    story.advance()
    return story


def test_the_next_cycle_carries_only_what_the_playbook_lets_carry_over() -> None:
    story = Story()
    story.to("keep")
    story.waive("mia", "obligations")
    deal = follow(story, "ana", "up-sell")[1]
    assert set(deal.evidence) == {"reached"}
    assert (deal.waivers, deal.items, deal.approval, deal.account_manager) == ({}, (), None, "")


@pytest.mark.parametrize(("kind", "owner"), [("renewal", "ana"), ("up-sell", "rob"), ("cross-sell", "rob")])
def test_the_rep_sells_again_and_the_account_manager_renews(kind: CycleKind, owner: str) -> None:
    story = Story()
    story.to("keep")
    assert follow(story, "ana", kind)[1].owner == owner


def test_a_rep_who_left_is_given_no_new_deal() -> None:
    story = Story()
    story.to("keep")
    story.company = type(story.company)({key: it for key, it in story.company.people.items() if key != "rob"})
    assert follow(story, "ana", "up-sell")[1].owner == "ana"


def test_a_new_deal_does_not_count_as_a_next_cycle() -> None:
    story = Story()
    story.to("keep")
    assert follow(story, "ana", "new")[0].facts == ()


def test_what_was_changed_is_in_the_ledger_with_what_it_had_been() -> None:
    story = Story()
    story.amount("1 EUR")
    story.amount("2 EUR")
    assert [fact.was for fact in (entry.fact for entry in story.ledger) if isinstance(fact, Changed)] == ["", "1 EUR"]
