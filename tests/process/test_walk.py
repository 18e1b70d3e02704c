"""The walk: compress, never skip."""

from process.facts import Advanced, CycleClosed, Fact, Refused, SentBack, SkipAttempted
from process.money import Money
from process.playbook import When
from process.reasons.gates import ExitsMissing
from process.reasons.state import AlreadyPast, AlreadyThere
from tests.support.people_and_deal import STANDARD, Story, evidence


def kinds(facts: tuple[Fact, ...]) -> list[type[Fact]]:
    return [type(fact) for fact in facts]


def test_a_gate_opens_when_everything_is_proven() -> None:
    story = Story()
    story.prove("reached")
    outcome = story.advance()
    assert outcome.refusal is None
    assert outcome.facts == (Advanced("find", "agree"),)
    assert story.deal.stage == "agree"
    assert story.deal.entered == story.now


def test_a_shut_gate_names_everything_that_is_missing_and_who_owes_it() -> None:
    story = Story(STANDARD)
    story.to("discussion")
    story.amount("60000 EUR")
    story.product("services")
    story.complexity("standard")
    refusal = story.advance().refusal
    assert refusal is not None
    assert refusal.kind == "missing"
    assert refusal.reason == ExitsMissing("discussion", 4)
    assert [(it.exit.name, it.holder, it.because) for it in refusal.missing] == [
        ("Objections", "rep", When()),
        ("Legal", "legal", When(amount_at_least=Money.of("50000 EUR"))),
        ("Post-sale", "post-sale", When(product=("services",))),
        ("Close date", "rep", When()),
    ]
    assert story.deal.stage == "discussion"


def test_a_plain_advance_that_is_refused_counts_no_skip_attempt() -> None:
    story = Story()
    outcome = story.advance()
    assert outcome.facts == (Refused("find", ("reached",)),)
    assert outcome.refusal is not None
    assert not outcome.refusal.skipping


def test_naming_the_very_next_stage_counts_no_skip_attempt() -> None:
    assert Story().advance(to="agree").facts == (Refused("find", ("reached",)),)


def test_naming_a_stage_beyond_the_next_and_being_stopped_is_a_skip_attempt() -> None:
    story = Story()
    outcome = story.advance(to="keep")
    assert outcome.facts == (SkipAttempted("keep", "find", ("reached",)),)
    assert outcome.refusal is not None
    assert outcome.refusal.skipping
    assert story.deal.stage == "find"


def test_a_skip_attempt_counts_even_when_some_gates_opened_on_the_way() -> None:
    story = Story(STANDARD)
    story.ready("qualification")
    outcome = story.advance(to="closing")
    assert kinds(outcome.facts) == [Advanced, Advanced, SkipAttempted]
    assert outcome.facts[-1] == SkipAttempted(
        "closing", "development", ("situation", "alignment", "mutual_plan", "triggers")
    )
    assert story.deal.stage == "development"


def test_a_walk_goes_through_every_gate_in_turn() -> None:
    story = Story(STANDARD)
    story.ready("presentation")
    outcome = story.advance(to="discussion")
    assert outcome.refusal is None
    assert [fact.stage for fact in outcome.facts if isinstance(fact, Advanced)] == [
        "qualification",
        "development",
        "presentation",
        "discussion",
    ]


def test_a_walk_that_stops_for_an_approval_counts_no_skip_attempt() -> None:
    story = Story(STANDARD)
    story.ready("discussion")
    outcome = story.advance(to="account_management")
    assert story.deal.stage == "discussion"
    assert outcome.refusal is not None
    assert (outcome.refusal.kind, outcome.refusal.skipping) == ("waiting", False)
    assert SkipAttempted not in kinds(outcome.facts)


def test_an_approval_opens_one_gate_and_the_walk_does_not_go_on() -> None:
    story = Story(STANDARD)
    story.ready("closing")
    story.advance(to="account_management")
    assert story.approve().refusal is None
    assert story.deal.stage == "closing"


def test_advance_typed_twice_moves_once() -> None:
    story = Story(STANDARD)
    story.ready("development")
    story.advance()
    story.wait(seconds=3)
    second = story.advance()
    assert second.facts == ()
    assert second.refusal is not None
    assert second.refusal.reason == AlreadyThere("qualification", again=True)
    assert story.deal.stage == "qualification"


def test_advance_to_a_stage_typed_twice_says_where_the_deal_is() -> None:
    story = Story(STANDARD)
    story.ready("development")
    story.advance(to="qualification")
    second = story.advance(to="qualification")
    assert second.refusal is not None
    assert second.refusal.reason == AlreadyThere("qualification")
    assert second.facts == ()


def test_advance_typed_again_after_a_while_is_meant() -> None:
    story = Story(STANDARD)
    story.ready("development")
    story.advance()
    story.wait(minutes=2)
    assert story.advance().refusal is None
    assert story.deal.stage == "development"


def test_a_rep_in_a_hurry_goes_on_by_naming_the_next_stage() -> None:
    story = Story(STANDARD)
    story.ready("development")
    story.advance()
    assert story.advance(to="development").refusal is None


def test_advance_right_after_something_new_was_proven_is_meant() -> None:
    story = Story(STANDARD)
    story.ready("prospecting")
    story.advance()
    story.wait(seconds=20)
    story.ready("qualification")
    assert story.advance().refusal is None
    assert story.deal.stage == "development"


def test_a_second_advance_is_stopped_even_in_the_moment_the_deal_was_opened() -> None:
    story = Story(STANDARD)
    story.ready("development")
    story.advance()
    assert story.advance().refusal is not None
    assert story.deal.stage == "qualification"


def test_a_deal_that_was_just_sent_back_may_advance_at_once() -> None:
    story = Story(STANDARD)
    story.to("development")
    story.wait(hours=1)
    story.back("mia", "prospecting")
    story.ready()
    story.wait(seconds=30)
    assert story.advance().refusal is None
    assert story.deal.stage == "qualification"


def test_no_one_advances_to_a_stage_behind_the_deal() -> None:
    story = Story(STANDARD)
    story.to("development")
    outcome = story.advance(to="prospecting")
    assert outcome.facts == ()
    assert outcome.refusal is not None
    assert outcome.refusal.reason == AlreadyPast("development", "prospecting")


def test_a_rep_cannot_advance_a_colleagues_deal() -> None:
    story = Story()
    story.prove("reached")
    refusal = story.advance("rita").refusal
    assert refusal is not None
    assert refusal.kind == "not yours"
    assert story.deal.stage == "find"


def test_an_admin_has_no_side_door() -> None:
    story = Story()
    story.prove("reached")
    for to in ("", "agree", "keep"):
        assert story.advance("ada", to).facts == ()
    assert story.deal.stage == "find"


def test_a_colleague_who_left_the_company_moves_nothing() -> None:
    story = Story()
    story.prove("reached")
    assert story.advance("ivo").facts == ()


def test_a_manager_advances_through_the_same_gate_as_the_rep() -> None:
    story = Story()
    assert story.advance("mia").refusal is not None
    story.prove("reached")
    assert story.advance("mia").refusal is None


def test_a_walk_may_complete_the_cycle_by_the_last_gate_only() -> None:
    story = Story()
    story.to("keep")
    assert story.advance().refusal is not None
    story.ready()
    story.wait(hours=1)
    assert story.advance().facts == (CycleClosed("keep"),)
    assert story.deal.state == "completed"


def test_a_completed_deal_has_no_gate_left() -> None:
    story = Story()
    story.to("keep")
    story.pass_gate()
    assert story.advance().facts == ()


def test_a_deal_goes_back_to_an_earlier_stage_only() -> None:
    story = Story()
    story.to("agree")
    assert story.back("rob", "keep").facts == ()
    assert story.back("rob", "agree").facts == ()
    assert story.back("rob", "find").facts == (SentBack("agree", "find", "too early"),)
    assert story.deal.stage == "find"


def test_evidence_taken_back_shuts_a_gate_that_was_passed() -> None:
    story = Story(STANDARD)
    story.to("presentation")
    story.ready("presentation")
    story.meet("rob", evidence("alignment", "no"))
    refusal = story.advance().refusal
    assert refusal is not None
    assert [(it.exit.key, it.fault, it.stage.key) for it in refusal.missing] == [
        ("alignment", "answered no", "development")
    ]
