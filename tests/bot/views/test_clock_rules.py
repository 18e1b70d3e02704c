"""Clock rules: every rule has its object, its words and its first step."""

from typing import get_args

from bot.views.clock_rules import RULES as VIEWS
from bot.views.clock_rules import WANTED
from process.clock_rules import CLOCK_RULES
from process.limits import RULES
from process.stall import Wanted


def test_every_rule_has_its_object_and_its_words() -> None:
    assert set(CLOCK_RULES) == set(VIEWS) == set(RULES)
    assert all(name == rule.name for name, rule in CLOCK_RULES.items())


def test_everything_a_stall_can_want_has_its_words() -> None:
    assert set(WANTED) == set(get_args(Wanted))
