"""Who counts as here: people with a role, and those without one for 90 days after they last used Stagecoach."""

from dataclasses import replace
from datetime import timedelta

import pytest

from process.colleague import Colleague, Company
from process.four_eyes import FourEyes
from tests.support.people_and_deal import MONDAY, Story

LATER = MONDAY + timedelta(days=200)


@pytest.mark.parametrize(("days", "here"), [(0, True), (90, True), (91, False)])
def test_someone_without_a_role_counts_for_90_days_after_they_used_it(days: int, here: bool) -> None:
    story = Story()
    rob = replace(story.company.people["rob"], roles=frozenset({"rep"}))
    visitor = Colleague("vic", "Vic", frozenset(), used=(LATER - timedelta(days=days)).date())
    company = Company({one.id: one for one in (rob, visitor)})
    deciders = FourEyes(story.deal, company, LATER, "rob").deciders()
    assert [vote.marks for vote in deciders] == ([] if here else [("alone",)])


@pytest.mark.parametrize("changed", [{"roles": frozenset({"rep"})}, {"teams": frozenset({"legal"})}])
def test_someone_with_a_role_or_a_team_counts_however_long_they_were_quiet(changed: dict[str, frozenset[str]]) -> None:
    story = Story()
    rob = replace(story.company.people["rob"], roles=frozenset({"rep"}))
    quiet = replace(Colleague("vic", "Vic", frozenset(), used=None), **changed)  # type: ignore[arg-type]  # fields of theirs
    company = Company({one.id: one for one in (rob, quiet)})
    assert FourEyes(story.deal, company, LATER, "rob").deciders() == ()
