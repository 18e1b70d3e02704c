"""The next step: planned, moved, done or dropped; and how far it holds the clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from process import clock_rules, course, planning
from process.activity import Activity
from process.colleague import Colleague
from process.facts import Assigned, Logged, PlanDone, PlanDropped, PlanMoved, Planned
from process.limits import Rule
from process.next_step import NextStep
from process.outcome import Outcome
from process.reasons.rights import NotYours
from process.reasons.state import NothingPlanned, NotOpen
from process.reasons.values import NotAColleague, PlannedInPast
from process.stall import LocalDay, Stall
from tests.support.people_and_deal import MONDAY, STANDARD, Story, company
from tests.support.people_and_deal import away as gone

TODAY = MONDAY.date()


def step(days: float = 1, note: str = "call Carla", who: str = "rob", activity: Activity = "call") -> NextStep:
    """A step on the day so many days after Monday."""
    return NextStep(0, note, who, TODAY + timedelta(days=days), None, activity)


def timed(at: datetime, note: str = "call Carla") -> NextStep:
    return NextStep(0, note, "rob", at.date(), at, "call")


def plan(story: Story, wanted: NextStep, by: str = "rob") -> Outcome:
    return story.ask(by, lambda deal, context: planning.plan(deal, context, wanted))


def move(story: Story, day: date, at: datetime | None = None, by: str = "rob") -> Outcome:
    return story.ask(by, lambda deal, context: planning.move(deal, context, day, at))


def done(story: Story, note: str = "", by: str = "rob") -> Outcome:
    return story.ask(by, lambda deal, context: planning.done(deal, context, note))


def drop(story: Story, by: str = "rob") -> Outcome:
    return story.ask(by, lambda deal, context: planning.drop(deal, context, "they are on holiday"))


def log(story: Story) -> None:
    story.ask("rob", lambda deal, context: course.log(deal, context, "call", "they are back"))


def found(story: Story, days: int) -> dict[Rule, Stall]:
    """The stalls so many days after Monday, by rule."""
    day = LocalDay(TODAY + timedelta(days=days), UTC)
    return {one.rule: one for one in clock_rules.stalls(story.deal, story.playbook, day)}


def reason(outcome: Outcome) -> object:
    assert outcome.refusal
    return outcome.refusal.reason


def test_a_deal_has_one_next_step_and_a_new_one_takes_its_place() -> None:
    story = Story()
    plan(story, step())
    plan(story, step(2, "send the offer"))
    assert story.deal.next_step == NextStep(2, "send the offer", "rob", date(2026, 5, 6), None, "call")
    assert [one.fact.instead for one in story.ledger if isinstance(one.fact, Planned)] == ["", "call Carla"]


def test_a_time_that_has_passed_is_refused_and_today_without_a_time_is_not() -> None:
    story = Story()
    refusal = plan(story, timed(story.now)).refusal
    assert refusal
    assert (refusal.reason, refusal.field) == (PlannedInPast(), "time")
    assert reason(plan(story, step(-1))) == PlannedInPast()
    assert plan(story, step(0)).refusal is None
    assert plan(story, timed(story.now + timedelta(seconds=1), "call Andy")).refusal is None


def test_the_same_step_at_another_time_is_a_move_and_the_third_move_is_often() -> None:
    story = Story()
    plan(story, step())
    for days in (2, 3):
        plan(story, step(days, "Call Carla"))
    assert story.deal.next_step
    assert (story.deal.next_step.moves, story.deal.next_step.moved_often) == (2, False)
    move(story, TODAY + timedelta(days=4))
    assert story.deal.next_step.moved_often
    moved = [one.fact for one in story.ledger if isinstance(one.fact, PlanMoved)]
    assert [(one.was_day.day, one.day.day) for one in moved] == [(5, 6), (6, 7), (7, 8)]


def test_the_same_time_again_changes_nothing() -> None:
    story = Story()
    plan(story, step())
    assert plan(story, step()).facts == ()


def test_a_call_that_is_done_is_logged_with_the_note() -> None:
    story = Story()
    plan(story, step())
    story.wait(days=1)
    assert done(story, "they want the offer").facts == (
        PlanDone(1, "call Carla", "they want the offer"),
        Logged("call", "they want the offer"),
    )
    assert (story.deal.next_step, story.deal.touched) == (None, story.now)


def test_a_call_that_was_logged_since_its_time_is_not_logged_twice() -> None:
    story = Story()
    plan(story, timed(story.now + timedelta(hours=3)))
    story.wait(hours=2)
    log(story)
    assert len(planning.done(story.deal, story.context("rob")).facts) == 2
    story.wait(hours=1)
    log(story)
    assert done(story).facts == (PlanDone(1, "call Carla"),)


def test_what_does_not_reach_the_customer_is_done_without_a_log() -> None:
    story = Story()
    plan(story, replace(step(note="read their contract"), activity=""))
    assert done(story, "all fine").facts == (PlanDone(1, "read their contract", "all fine"),)


def test_a_dropped_step_is_gone_and_does_not_count_as_an_activity() -> None:
    story = Story()
    plan(story, step())
    touched = story.deal.touched
    story.wait(days=1)
    assert drop(story).facts == (PlanDropped(1, "call Carla", "they are on holiday"),)
    assert (story.deal.next_step, story.deal.touched) == (None, touched)
    assert [reason(one) for one in (drop(story), done(story), move(story, date(2026, 5, 9)))] == [NothingPlanned()] * 3


def test_people_who_work_on_the_deal_plan_and_the_one_it_is_for_ends_it() -> None:
    story = Story()
    assert reason(plan(story, step(), "rita")) == NotYours("plan")
    assert reason(plan(story, step(who="ivo"))) == NotAColleague("next step")
    plan(story, step(who="leo"), "mia")
    assert reason(done(story, by="rita")) == NotYours("plan")
    assert done(story, by="leo").refusal is None


def test_a_stand_in_ends_it_while_its_person_is_away() -> None:
    leo: Colleague = gone("leo", "rita")
    story = Story(company=company(leo))
    plan(story, step(who="leo"))
    assert done(story, by="rita").refusal is None


@pytest.mark.parametrize("end", [Story.lose, Story.withdraw])
def test_a_deal_that_ends_has_no_next_step_any_longer(end: object) -> None:
    story = Story()
    plan(story, step())
    assert callable(end)
    end(story, "rob")
    assert (story.deal.state != "open", story.deal.next_step) == (True, None)
    assert isinstance(reason(plan(story, step())), NotOpen)


def test_a_new_owner_gets_what_the_owner_had_planned_and_nothing_else() -> None:
    for who, then in (("rob", "rita"), ("leo", "leo")):
        story = Story()
        plan(story, step(who=who))
        assert story.ask("mia", lambda deal, context: course.assign(deal, context, "rita")).facts == (
            Assigned("rita", "rob"),
        )
        assert story.deal.next_step
        assert story.deal.next_step.who == then


def test_a_planned_step_holds_a_quiet_deal_until_its_day_and_for_one_limit_at_most() -> None:
    """Prospecting allows 14 working days: Monday to the Friday of the third week is quiet from then on."""
    story = Story(STANDARD)
    plan(story, step(100))
    assert "idle" not in found(story, 18)
    assert "idle" not in found(story, 37)
    assert "idle" in found(story, 38)


def test_a_planned_step_holds_a_deal_until_its_day_only() -> None:
    story = Story(STANDARD)
    plan(story, step(21))
    assert "idle" not in found(story, 21)
    assert "idle" in found(story, 22)


def test_a_deal_that_was_quiet_for_long_is_held_from_the_plan_on() -> None:
    story = Story(STANDARD)
    story.wait(days=56)
    plan(story, step(120))
    assert "idle" not in found(story, 56 + 17)
    assert "idle" in found(story, 56 + 18)


def test_moving_dropping_and_planning_again_gives_no_more_time() -> None:
    story = Story(STANDARD)
    plan(story, step(20))
    story.wait(days=20)
    move(story, TODAY + timedelta(days=60))
    drop(story)
    plan(story, step(90, "send the offer"))
    assert "idle" in found(story, 38)
    log(story)
    assert "idle" not in found(story, 38)


def test_a_long_stay_in_a_stage_is_found_beside_a_plan() -> None:
    story = Story(STANDARD)
    plan(story, step(200))
    assert "long" in found(story, 190)


def test_a_step_of_which_no_one_said_how_it_went_is_a_date_that_passed() -> None:
    story = Story(STANDARD)
    plan(story, step(1, who="mia"))
    assert "date" not in found(story, 2)
    stall = found(story, 3)["date"]
    assert (stall.missing, stall.holder, stall.since) == ("planned step", "mia", date(2026, 5, 5))
    story.wait(days=1)
    log(story)
    assert "date" not in found(story, 3)


def test_a_deal_with_a_plan_has_a_date_for_the_clock() -> None:
    story = Story()
    plan(story, step(3))
    assert story.deal.first_date() == date(2026, 5, 7)
