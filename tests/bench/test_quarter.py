"""The simulated quarter counts honestly: by hand on a few lives, and on a small team with the real clock."""

import ast
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench import deal_lives
from bench.deal_lives import Event, Life, Stretch
from bench.quarter import quarter
from bench.score import Nudged, score, together

MONDAY = date(2026, 1, 5)


def life(name: str, *stretches: Stretch, closes: int = 60) -> Life:
    return Life(name, 0, 0, 0, 8000, [Event(0, "date", closes)], list(stretches))


def nudged(*days: int, rule: str = "idle") -> list[Nudged]:
    """Nudges on these working days of the quarter."""
    return [Nudged(MONDAY + timedelta(days=day // 5 * 7 + day % 5), rule) for day in days]


def test_a_nudge_is_right_where_someone_owed_something_on_that_very_morning() -> None:
    deal = life("a", Stretch("worked on", 1, 5), Stretch("overlooked", 5, 30), Stretch("waiting", 30, 40))
    found = score([deal], {"a": nudged(4, 5, 12, 29, 30)})
    assert (found.right, found.wrong) == (3, 2)
    assert found.precision == 0.6
    assert found.by_truth == {"worked on": (1, 1), "overlooked": (1, 1), "waiting": (1, 1)}


def test_a_pause_that_no_one_wrote_down_is_wrong_to_nudge_and_counted_apart() -> None:
    deal = life("a", Stretch("untold pause", 1, 20), Stretch("worked on", 20, 30), Stretch("holiday", 30, 40))
    found = score([deal], {"a": nudged(9, 25, 31)})
    assert (found.right, found.wrong, found.untold) == (0, 3, 2)


def test_a_close_date_that_slipped_is_owed_even_while_a_rep_works_on_the_deal() -> None:
    deal = life("a", Stretch("worked on", 1, 40), closes=10)
    assert score([deal], {"a": nudged(10, 11, rule="close date")}).by_rule == {"close date": (1, 1)}


def test_recall_counts_what_was_forgotten_for_long_or_lost_and_nothing_shorter() -> None:
    team = [
        life("long", Stretch("overlooked", 1, 20)),
        life("short", Stretch("overlooked", 1, 5)),
        life("lost", Stretch("overlooked", 1, 11, lost=True)),
        life("missed", Stretch("overlooked", 1, 40)),
    ]
    found = score(team, {"long": nudged(9), "lost": nudged(7, 9), "missed": nudged(41)})
    assert (found.forgotten, found.found, found.ahead) == (3, 2, (3,))


def test_several_quarters_add_up() -> None:
    one = score([life("a", Stretch("overlooked", 1, 20))], {"a": nudged(9)})
    assert together([one, one]).by_rule == {"idle": (2, 0)}
    assert together([one, one]).recall == 1.0


def test_the_truth_knows_nothing_of_the_rules_it_judges() -> None:
    tree = ast.parse(Path(deal_lives.__file__).read_text("utf-8"))
    known = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in known if name and name.split(".")[0] in ("bot", "process")}


def test_every_morning_of_a_life_has_one_truth() -> None:
    for one in deal_lives.lives(4, 8, 65, Random(1)):
        days = [day for stretch in one.stretches for day in range(stretch.first, stretch.last)]
        assert len(days) == len(set(days))


def test_a_small_team_is_lived_and_scored_with_the_real_clock() -> None:
    found = quarter(2, 5, 30, seed=3)
    assert found.right + found.wrong > 0
    assert sum(right + wrong for right, wrong in found.by_rule.values()) == found.right + found.wrong
    assert found.found <= found.forgotten
    assert quarter(2, 5, 30, seed=3) == found
