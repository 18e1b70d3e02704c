"""Renewals: a won deal comes up again, is proposed in time, and is asked about until someone says what becomes of it."""

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from process import course
from process.clock_rules import stalls
from process.course import Following
from process.nudge_recipients import Escalation, Notice
from process.playbook import Renewing
from process.playbook_file import read
from process.renewal import decline_renewal, months_on, set_renewal
from process.stall import LocalDay, Stall
from process.undo import undo
from tests.support.people_and_deal import MONDAY, SMALL_TEXT, STANDARD, Story

BASE = STANDARD.model_copy(update={"renewal": Renewing(after_months=12, days_ahead=60)})
TODAY = MONDAY.date()
DAY = date(2027, 5, 4)
ASK = date(2027, 3, 5)


def won(stage: str = "account_management") -> Story:
    """A deal that was won today."""
    story = Story(BASE)
    story.to(stage)
    return story


def found(story: Story, day: date) -> list[Stall]:
    return [one for one in stalls(story.deal, story.playbook, LocalDay(day, UTC)) if one.rule == "renewal"]


def recipients(story: Story, day: date, *sent: Notice) -> set[str]:
    getting = Escalation(story.company, story.now).recipients(story.deal, story.playbook, LocalDay(day, UTC), sent)
    return {person for person, ones in getting.items() if any(one.rule == "renewal" for one in ones)}


def test_a_win_sets_the_day_of_the_renewal_in_the_same_step() -> None:
    story = won()
    assert story.deal.renewal is not None
    assert (story.deal.renewal.day, story.deal.renewal.ask) == (DAY, ASK)
    entry = next(one for one in story.ledger if type(one.fact).__name__ == "RenewalSet")
    assert next(one.step for one in story.ledger if getattr(one.fact, "won", False)) == entry.step


def test_a_playbook_without_the_key_proposes_nothing() -> None:
    story = Story(STANDARD.model_copy(update={"renewal": None}))
    story.to("account_management")
    assert story.deal.renewal is None


def test_only_the_products_that_come_up_again_get_a_day() -> None:
    story = Story(STANDARD)
    story.to("account_management")
    assert story.deal.product == "goods"
    assert story.deal.renewal is None


def test_the_renewal_is_proposed_so_many_days_ahead_and_stalled_from_half_of_them_on() -> None:
    story = won()
    assert found(story, ASK - timedelta(days=1)) == []
    assert [one.severity for one in found(story, ASK)] == ["quiet"]
    half = ASK + (DAY - ASK) / 2
    assert [one.severity for one in found(story, half - timedelta(days=1))] == ["quiet"]
    assert [one.severity for one in found(story, half)] == ["stalled"]


def test_it_is_said_once_and_to_no_manager_until_half_of_the_time_is_over() -> None:
    story = won()
    assert recipients(story, ASK) == {"ana"}
    told = Notice("ana", ASK, "quiet")
    for days in (1, 8, 20):
        assert recipients(story, ASK + timedelta(days=days), told) == set()
    half = ASK + (DAY - ASK) / 2
    assert recipients(story, half, told) == {"ana"}
    again = Notice("ana", half, "stalled")
    assert recipients(story, half + timedelta(days=7), told, again) >= {"max"}


def test_a_complete_deal_is_proposed_too_and_nothing_else_about_it() -> None:
    story = won()
    story.deal = replace(story.deal, state="completed", close_date=TODAY)
    assert story.deal.first_date() == ASK
    assert [one.rule for one in stalls(story.deal, story.playbook, LocalDay(DAY, UTC))] == ["renewal"]
    assert replace(story.deal, state="churned").first_date() is None


def test_the_renewal_that_is_started_is_not_proposed() -> None:
    story = won()
    following = Following("d2", "Acme renewal", "renewal")
    story.ask("ana", lambda deal, context: course.next_cycle(deal, context, BASE, following)[0])
    assert story.deal.renewed == "d2"
    assert found(story, ASK) == []


def test_someone_sets_another_day_or_says_that_there_is_none_and_undoes_it() -> None:
    story = won()
    story.ask("ana", lambda deal, context: set_renewal(deal, context, date(2026, 12, 1)))
    assert [one.severity for one in found(story, date(2026, 10, 2))] == ["quiet"]
    story.ask("ana", lambda deal, context: decline_renewal(deal, context, "they close the site"))
    assert found(story, date(2026, 11, 30)) == []
    story.ask("ana", lambda deal, context: undo(deal, context, story.ledger, deal.version))
    assert story.deal.renewal is not None
    assert story.deal.renewal.day == date(2026, 12, 1)


@pytest.mark.parametrize("who", ["rita", "leo", "ivo"])
def test_only_those_who_work_on_the_deal_say_so(who: str) -> None:
    story = won()
    assert story.ask(who, lambda deal, context: set_renewal(deal, context, DAY)).refusal is not None
    assert story.ask(who, lambda deal, context: decline_renewal(deal, context, "they left")).refusal is not None


def test_a_renewal_needs_a_win_a_day_to_come_and_a_reason_that_says_something() -> None:
    early = Story(BASE)
    assert early.ask("rob", lambda deal, context: set_renewal(deal, context, DAY)).refusal is not None
    story = won()
    assert story.ask("ana", lambda deal, context: set_renewal(deal, context, TODAY)).refusal is not None
    assert story.ask("ana", lambda deal, context: decline_renewal(deal, context, "?")).refusal is not None


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_end_on_their_last_day(day: date, months: int, then: date) -> None:
    assert months_on(day, months) == then


def test_what_is_only_proposed_makes_no_version() -> None:
    text = 'renewal = { after_months = 6 }\nfirst_days = [{ what = "Call them", day = 3 }]\n'
    assert read(text + SMALL_TEXT).version == read(SMALL_TEXT).version


@pytest.mark.parametrize(("day", "waits"), [(date(2027, 4, 18), True), (date(2027, 4, 19), False)])
def test_a_managers_proposal_waits_for_their_next_message_until_three_quarters_are_over(day: date, waits: bool) -> None:
    story = won()
    owner = story.deal.account_manager
    escalation = Escalation(story.company, story.now)
    assert escalation.can_wait("mia", story.deal, found(story, day), day) is waits
    assert escalation.can_wait(owner, story.deal, found(story, day), day) is False


def test_nothing_but_a_proposal_waits() -> None:
    story = won()
    late = Stall("date", "quiet", TODAY, 1, "next step", "rep")
    assert not Escalation(story.company, story.now).can_wait("mia", story.deal, [*found(story, ASK), late], ASK)
