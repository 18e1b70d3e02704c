"""Calm: for ten working days after an import the clock leaves alone what the file brought along."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.views.examples.deals import standard
from process import calm_after_import, clock_rules
from process.calm_after_import import CALM_DAYS
from process.deal import Deal
from process.next_step import NextStep
from process.playbook import Playbook
from process.stall import LocalDay
from process.working_days import next_working_day

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
"""The day of the import."""


def imported() -> Deal:
    playbook = standard()
    moments = (MONDAY, MONDAY, MONDAY)
    deal = Deal("1", "Acme", "Acme", "rob", playbook.version, "prospecting", *moments)
    return replace(deal, close_date=date(2025, 1, 1), imported=MONDAY)


def after(days: int) -> LocalDay:
    """So many working days later."""
    day = MONDAY.date()
    for _ in range(days):
        day = next_working_day(day + timedelta(days=1))
    return LocalDay(day, UTC)


def rules(deal: Deal, day: LocalDay, playbook: Playbook) -> set[str]:
    return {stall.rule for stall in clock_rules.stalls(deal, playbook, day)}


def test_nothing_of_the_past_is_found_for_ten_working_days_and_then_all_of_it() -> None:
    deal, playbook = imported(), standard()
    assert CALM_DAYS == 10
    assert rules(deal, after(9), playbook) == set()
    assert "close date" in rules(deal, after(10), playbook)
    assert not calm_after_import.is_calm(deal, after(10))


def test_what_was_planned_here_is_watched_from_the_first_day() -> None:
    step = NextStep(1, "call Carla", "rob", date(2026, 5, 5))
    assert rules(replace(imported(), next_step=step), after(4), standard()) == {"date"}


def test_a_deal_that_was_begun_here_has_no_calm() -> None:
    assert "close date" in rules(replace(imported(), imported=None), after(1), standard())
