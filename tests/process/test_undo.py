"""Undo: who takes back what, for how long, and what builds on it."""

from dataclasses import replace
from datetime import timedelta

from process import course, list_changes, lists, proof, undo
from process.deal import Deal
from process.facts import Changed, Closed, Undone, Withdrawn
from process.list_changes import Change
from process.outcome import Outcome
from process.reasons.undo import BuiltOn, NeverUndone, NothingDone, NotYoursToUndo, TooLateToUndo, UndoneAlready
from process.undo import WITHIN, can_be_undone
from tests.support.people_and_deal import STANDARD, Story, evidence, item


def take_back(story: Story, who: str = "rob", step: int = 0) -> Outcome:
    """Undo a step, the last one unless another is named."""
    number = step or undo.steps_of(story.ledger)[-1].number
    return story.ask(who, lambda deal, context: undo.undo(deal, context, story.ledger, number, "undone"))


def reason_of(outcome: Outcome) -> object:
    assert outcome.refusal, "it was undone"
    return outcome.refusal.reason


def as_before(deal: Deal, before: Deal) -> bool:
    """Whether a deal is what it was, its version and who proved something aside."""
    return replace(deal, version=0, proved={}, helped={}) == replace(before, version=0, proved={}, helped={})


def log(story: Story, who: str = "rob", contact: str = "") -> int:
    """Log a call; returns its step."""
    story.ask(who, lambda deal, context: course.log(deal, context, "call", "we talked about the offer", contact))
    return story.deal.version


def test_the_deal_is_what_it_was_clocks_included() -> None:
    story = Story(STANDARD)
    story.wait(days=20)
    before = story.deal
    log(story, contact="Carla Chen, CFO")
    assert (story.deal.contacted, story.deal.touched) == (story.now, story.now)
    assert story.deal.contacts
    story.wait(minutes=3)
    assert take_back(story).refusal is None
    assert as_before(story.deal, before)


def test_a_note_counts_as_no_contact_so_the_silence_goes_on() -> None:
    story = Story(STANDARD)
    story.wait(days=20)
    before = story.deal
    story.ask("rob", lambda deal, context: course.log(deal, context, "note", "their plant moves in autumn"))
    assert (story.deal.contacted, story.deal.touched) == (before.contacted, before.touched)
    assert story.deal.version == before.version + 1


def test_the_ledger_keeps_what_was_done_and_that_it_was_undone() -> None:
    story = Story()
    story.amount("40000 EUR")
    take_back(story)
    assert [type(entry.fact) for entry in story.ledger[1:]] == [Changed, Undone]
    assert [entry.fact for entry in undo.standing(story.ledger)] == [story.ledger[0].fact]


def test_ten_minutes_are_the_limit() -> None:
    story = Story()
    story.amount("40000 EUR")
    story.wait(minutes=10, seconds=1)
    assert isinstance(reason_of(take_back(story)), TooLateToUndo)
    story.now -= timedelta(seconds=1)
    assert take_back(story).refusal is None
    assert timedelta(minutes=10) == WITHIN


def test_only_the_one_who_did_it_undoes_it_from_any_of_their_accounts() -> None:
    story = Story()
    story.amount("40000 EUR", "mia")
    assert isinstance(reason_of(take_back(story, "rob")), NotYoursToUndo)
    assert isinstance(reason_of(take_back(story, "max")), NotYoursToUndo)
    people = dict(story.company.people)
    people["ada"] = replace(people["ada"], same_as="mia")
    story.company = replace(story.company, people=people)
    assert take_back(story, "ada").refusal is None


def test_undoing_again_goes_one_step_further_back_and_never_undoes_an_undo() -> None:
    story = Story()
    first = story.deal
    story.amount("40000 EUR")
    log(story)
    undone = undo.steps_of(story.ledger)[-1].number
    take_back(story)
    assert isinstance(reason_of(take_back(story, step=undone)), UndoneAlready)
    assert isinstance(reason_of(take_back(story, step=story.deal.version)), NothingDone)
    take_back(story)
    assert as_before(story.deal, first)


def test_what_others_did_beside_it_stays() -> None:
    story = Story()
    logged = log(story)
    story.put("leo", item("objection", "the contract is too long"))
    assert take_back(story, step=logged).refusal is None
    assert [it.text for it in story.deal.listed("objection")] == ["the contract is too long"]
    assert story.deal.contacted is None


def test_what_builds_on_it_is_named_with_who_did_it() -> None:
    story = Story()
    story.put("rob", item("objection", "the price is too high"))
    listed = story.deal.version
    story.close("mia", "objection")
    reason = reason_of(take_back(story, step=listed))
    assert isinstance(reason, BuiltOn)
    assert (reason.by, type(reason.later)) == ("mia", Closed)


def built_on(story: Story, step: int) -> bool:
    return isinstance(reason_of(take_back(story, step=step)), BuiltOn)


def test_a_gate_that_opened_and_a_handoff_that_was_asked_for_build_on_all_before() -> None:
    story = Story()
    story.ready()
    logged = log(story)
    story.advance()
    assert built_on(story, logged)
    story.ready()
    logged = log(story)
    story.advance()
    assert story.deal.approval
    assert built_on(story, logged)


def test_a_refusal_at_the_gate_builds_on_nothing() -> None:
    story = Story()
    story.amount("40000 EUR")
    amount = story.deal.version
    story.advance()
    story.advance(to="keep")
    assert take_back(story, step=amount).refusal is None


def test_the_next_number_of_a_list_builds_on_the_one_before() -> None:
    story = Story()
    story.put("rob", item("objection", "the price is too high"))
    first = story.deal.version
    story.put("rob", item("objection", "the contract is too long"))
    assert built_on(story, first)
    take_back(story)
    assert take_back(story).refusal is None
    assert not story.deal.items


def test_a_contact_that_was_named_again_stays() -> None:
    story = Story(STANDARD)
    first = log(story, contact="Carla Chen, CFO")
    log(story, contact="Carla Chen")
    assert built_on(story, first)


def test_an_answer_does_not_come_back_behind_later_answers() -> None:
    story = Story(STANDARD)
    story.meet("rob", evidence("problem", "their orders get lost for days"))
    story.meet("rob", evidence("problem", "their sales team retypes each order"))
    changed = story.deal.version
    story.meet("rob", evidence("responsible", "Carla Chen, head of sales"))
    assert built_on(story, changed)
    take_back(story)
    assert take_back(story, step=changed).refusal is None
    assert story.deal.value("problem") == "their orders get lost for days"


def test_terms_can_not_be_lowered_by_undoing_what_was_judged_with_them() -> None:
    story = Story()
    story.amount("40000 EUR")
    amount = story.deal.version
    story.product("goods")
    assert built_on(story, amount)


def test_a_change_that_voided_an_approval_stays() -> None:
    story = Story()
    story.ready()
    story.advance()
    story.ready()
    story.advance()
    story.amount("41000 EUR")
    assert story.deal.approval
    assert story.deal.approval.state == "void"
    reason = reason_of(take_back(story))
    assert isinstance(reason, NeverUndone)
    assert (type(reason.fact), reason.because) == (Changed, "approval")


def test_a_waiver_neither_goes_nor_comes_back_by_an_undo() -> None:
    story = Story()
    story.waive("mia", "reached")
    assert isinstance(reason_of(take_back(story, "mia")), NeverUndone)
    before = story.deal
    done = story.ask("mia", lambda deal, context: proof.unmeet(deal, context, "reached", "they did not say so"))
    assert not can_be_undone(before, done)
    reason = reason_of(take_back(story, "mia"))
    assert isinstance(reason, NeverUndone)
    assert reason.because == "waiver"


def test_gates_decisions_and_ends_are_never_undone() -> None:
    story = Story()
    story.ready()
    story.advance()
    assert isinstance(reason_of(take_back(story)), NeverUndone)
    story.ready()
    story.advance()
    assert isinstance(reason_of(take_back(story)), NeverUndone)
    story.decline("mia")
    assert isinstance(reason_of(take_back(story, "mia")), NeverUndone)
    story.lose("rob")
    assert isinstance(reason_of(take_back(story)), NeverUndone)


def test_undone_evidence_proves_nothing_and_its_owner_still_counts_as_one() -> None:
    story = Story()
    story.meet("rob", evidence("reached", "Carla Chen, CFO"))
    assert "rob" in story.deal.proved
    take_back(story)
    assert not story.deal.evidence
    assert "rob" in story.deal.proved


def test_an_undone_no_does_not_count_as_an_earlier_no() -> None:
    story = Story(STANDARD)
    story.to("discussion")
    story.ask("rob", lambda deal, context: lists.engage(deal, context, "legal", "their terms"))
    story.meet("leo", evidence("legal", "no"))
    assert story.deal.noes
    take_back(story, "leo")
    assert not story.deal.noes


def test_a_new_deal_is_withdrawn_as_long_as_there_is_nothing_else_in_it() -> None:
    story = Story()
    began = story.ledger[0].step
    assert isinstance(take_first(story, began).facts[-1], Withdrawn)
    assert (story.deal.state, story.deal.lost_because) == ("withdrawn", "undone")
    other = Story()
    log(other)
    assert isinstance(reason_of(take_first(other, began)), BuiltOn)


def take_first(story: Story, step: int) -> Outcome:
    return story.ask("rob", lambda deal, context: undo.undo(deal, context, story.ledger, step, "undone"))


def test_a_hand_over_is_undone_until_anything_happens() -> None:
    story = Story()
    before = story.deal
    story.ask("rob", lambda deal, context: course.assign(deal, context, "rita"))
    handed = story.deal.version
    assert take_back(story).refusal is None
    assert as_before(story.deal, before)
    story.ask("rob", lambda deal, context: course.assign(deal, context, "rita"))
    handed = story.deal.version
    log(story, "rita")
    assert built_on(story, handed)


def test_a_trigger_that_was_dropped_is_open_again_and_its_successor_gone() -> None:
    story = Story()
    story.put("rob", item("trigger", "the board signs the budget"))
    before = story.deal
    change = Change("trigger", 1, "the board meets no more", instead="the owner signs it alone")
    story.ask("rob", lambda deal, context: list_changes.drop(deal, context, change))
    assert len(story.deal.items) == 2
    take_back(story)
    assert as_before(story.deal, before)


def test_doubts_and_waits_come_back() -> None:
    story = Story(STANDARD)
    story.to("development")
    story.back("rob", "qualification", "budget")
    story.ask("rob", lambda deal, context: course.wait(deal, context, context.today + timedelta(days=9), "holidays"))
    before = story.deal
    story.meet("rob", evidence("budget", "70000 EUR", "Carla Chen, CFO", "call"))
    assert not story.deal.doubted
    take_back(story)
    assert as_before(story.deal, before)
    take_back(story)
    assert story.deal.wait is None


def test_a_ledger_that_says_less_than_the_deal_is_left_alone() -> None:
    story = Story()
    story.amount("40000 EUR")
    story.deal = replace(story.deal, amount=None)
    assert isinstance(reason_of(take_back(story)), NeverUndone)


def test_facts_of_undo_replay_to_the_deal() -> None:
    story = Story(STANDARD)
    story.amount("40000 EUR")
    log(story, contact="Carla Chen, CFO")
    take_back(story)
    story.meet("rob", evidence("problem", "their orders get lost for days"))
    deal = story.deal
    for entry in story.ledger:
        deal = entry.fact.on(deal, entry.by, entry.at)
    assert replace(deal, version=0) == replace(story.deal, version=0)


def test_what_can_be_undone_is_known_when_it_happens() -> None:
    story = Story()
    before = story.deal
    assert can_be_undone(before, story.amount("40000 EUR"))
    assert not can_be_undone(before, story.advance(to="keep"))
    assert not can_be_undone(before, Outcome(before))
