"""What the clock finds about a deal, and what it leaves alone."""

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from process import clock_rules, course, ending, lists, playbook_file
from process.limits import RULES, Rule
from process.nudge_recipients import Escalation
from process.playbook_faults import BadPlaybook, Fault, Part, UnknownTeam
from process.stall import LocalDay, Stall
from process.working_days import EVERY_WEEKDAY, Calendar, working_days
from tests.support.people_and_deal import MONDAY, STANDARD, STANDARD_TEXT, Story, evidence, item


def found(story: Story, days: int = 0, calendar: Calendar = EVERY_WEEKDAY) -> dict[Rule, Stall]:
    """The stalls so many days after now, by rule."""
    day = LocalDay((story.now + timedelta(days=days)).date(), UTC, calendar)
    return {one.rule: one for one in clock_rules.stalls(story.deal, story.playbook, day)}


def standard(stage: str = "prospecting") -> Story:
    story = Story(STANDARD)
    story.to(stage)
    return story


@pytest.mark.parametrize(
    ("stage", "limit"),
    [
        *(("prospecting", 14), ("qualification", 7), ("development", 14), ("presentation", 7)),
        *(("discussion", 7), ("closing", 3)),
    ],
)
def test_a_deal_is_quiet_from_its_stages_limit_on_in_working_days(stage: str, limit: int) -> None:
    story = standard(stage)
    since = story.now.date()
    ends = next(days for days in range(60) if working_days(since, since + timedelta(days=days)) == limit)
    assert "idle" not in found(story, ends - 1)
    assert found(story, ends)["idle"].days == limit


def test_a_stall_names_how_long_what_is_missing_and_who_owes_it() -> None:
    story = standard("qualification")
    story.meet("rob", evidence("problem", "late invoices"), evidence("responsible", "Carla"))
    assert found(story, 14)["idle"] == Stall("idle", "quiet", MONDAY.date(), 10, STANDARD.exits["budget"], "buyer")


def test_a_quiet_deal_is_stalled_a_week_of_work_later() -> None:
    story = standard()
    assert found(story, 18)["idle"].severity == "quiet"
    assert found(story, 28)["idle"].severity == "stalled"


def test_holidays_do_not_count_as_days_without_activity() -> None:
    story = standard()
    assert "idle" in found(story, 18)
    assert "idle" not in found(story, 18, Calendar(holidays=frozenset({date(2026, 5, 14)})))


def test_a_deal_that_is_worked_on_but_stays_too_long_is_seen() -> None:
    story = standard("qualification")
    story.wait(days=29)
    story.ask("rob", lambda deal, context: course.log(deal, context, "call", "again"))
    assert set(found(story)) == {"long"}


def test_a_deal_that_is_long_in_its_stage_is_not_stalled_while_things_are_proven_there() -> None:
    story = standard("qualification")
    story.wait(days=42)
    story.ask("rob", lambda deal, context: course.log(deal, context, "call", "again"))
    assert found(story)["long"].severity == "stalled"
    story.meet("rob", evidence("problem", "late invoices"))
    assert found(story, 6)["long"].severity == "quiet"
    assert found(story, 9)["long"].severity == "stalled"


def test_waiting_holds_a_stall_but_never_an_overdue_date() -> None:
    story = standard()
    story.deal = replace(story.deal, close_date=date(2026, 5, 20))
    story.ask("rob", lambda deal, context: course.wait(deal, context, date(2026, 7, 1), "budget in July"))
    assert set(found(story, 28)) == {"close date"}
    assert "idle" in found(story, 90)


def test_a_planned_next_step_holds_a_stall_until_its_day() -> None:
    story = standard()
    due = date(2026, 5, 25)
    thing = replace(item("trigger", "their board meets"), due=due)
    story.ask("rob", lambda deal, context: lists.put(deal, context, thing))
    assert "idle" not in found(story, 21)
    assert set(found(story, 22)) == {"idle", "date"}
    assert found(story, 22)["date"].holder == "rob"


def test_a_day_agreed_on_in_the_last_talk_holds_a_stall_however_far_off_and_an_older_one_does_not() -> None:
    story = standard("qualification")
    story.put("rob", replace(item("trigger", "their board meets"), due=MONDAY.date() + timedelta(days=45)))
    assert found(story, 21) == {}
    assert "idle" in found(story, 46)
    story.ask("rob", lambda deal, context: course.log(deal, context, "call", "the board will meet"))
    assert "idle" not in found(story, 21)
    story.wait(days=1)
    story.ask("rob", lambda deal, context: course.log(deal, context, "call", "anything new"))
    assert "idle" in found(story, 21)


def test_a_customer_has_a_contact_rhythm_besides_all_other_activity() -> None:
    story = standard("account_management")
    story.ask("ana", lambda deal, context: course.log(deal, context, "call", "how is it going"))
    story.wait(days=20)
    story.put("ana", item("obligation", "training"))
    assert "contact" not in found(story, 7)
    assert found(story, 8)["contact"] == Stall("contact", "quiet", MONDAY.date(), 20, "contact", "rep")
    story.ask("ana", lambda deal, context: course.log(deal, context, "meeting", "all is well"))
    assert "contact" not in found(story, 8)


def test_an_obligation_that_is_due_soon_is_a_plan() -> None:
    story = standard("account_management")
    story.put("ana", replace(item("obligation", "training"), due=MONDAY.date() + timedelta(days=40)))
    assert "contact" not in found(story, 30)
    assert set(found(story, 41)) == {"contact", "date"}


@pytest.mark.parametrize(("rule", "days"), [("idle", 18), ("close date", 1)])
def test_a_loosened_rule_speaks_so_many_working_days_later(rule: Rule, days: int) -> None:
    story = standard()
    story.deal = replace(story.deal, close_date=MONDAY.date())
    assert rule in found(story, days)
    story.playbook = playbook_file.read(STANDARD_TEXT.replace("later = {}", f'later = {{ "{rule}" = 3 }}'))
    later = next(more for more in range(30) if rule in found(story, days + more))
    assert (
        working_days(MONDAY.date(), MONDAY.date() + timedelta(days=days + later)) == {"idle": 17, "close date": 3}[rule]
    )
    assert found(story, days + later)[rule].severity == "quiet"


def test_a_managers_word_that_is_missing_is_the_managers_to_give() -> None:
    text = STANDARD_TEXT.replace(
        'question = "How did this customer come to us?"', 'question = "How?"\nattest = "manager"'
    )
    story = Story(playbook_file.read(text))
    day = LocalDay((MONDAY + timedelta(days=18)).date(), UTC)
    assert list(Escalation(story.company, MONDAY).recipients(story.deal, story.playbook, day, ())) == ["mia"]


def test_legals_silence_is_legals_and_not_the_reps() -> None:
    story = standard("discussion")
    story.complexity("complex")
    story.ready()
    story.ask("rob", lambda deal, context: lists.engage(deal, context, "legal", ""))
    story.deal = replace(story.deal, evidence={key: one for key, one in story.deal.evidence.items() if key != "legal"})
    assert set(found(story, 1)) == {"date"}
    assert found(story, 14)["specialist"] == Stall(
        "specialist", "stalled", story.now.date(), 10, STANDARD.exits["legal"], "legal"
    )
    assert "idle" not in found(story, 14)


def test_an_approval_that_waits_is_the_managers_and_then_the_account_managers() -> None:
    story = standard("closing")
    story.ready()
    story.wait(hours=1)
    story.advance()
    assert found(story, 2)["approval"].holder == "manager"
    story.approve()
    assert found(story, 2)["approval"].holder == "ana"
    assert "idle" not in found(story, 14)


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_can_be_off(rule: Rule) -> None:
    story = standard("closing")
    story.deal = replace(story.deal, close_date=MONDAY.date())
    story.playbook = playbook_file.read(STANDARD_TEXT.replace("off = []", f'off = ["{rule}"]'))
    assert rule not in found(story, 60)


def test_a_lost_deal_is_left_alone() -> None:
    story = standard()
    story.ask("rob", lambda deal, context: ending.lose(deal, context, "no budget"))
    assert found(story, 300) == {}


def test_a_team_no_one_has_is_a_fault_of_the_playbook() -> None:
    with pytest.raises(BadPlaybook) as bad:
        playbook_file.read(STANDARD_TEXT.replace("{ legal = 2 }", "{ legl = 2 }"))
    assert bad.value.faults == (Fault((Part("clock"),), UnknownTeam("legl")),)
