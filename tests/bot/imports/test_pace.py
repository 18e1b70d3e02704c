"""The pace of an import: parts that take about a fifth of a second, on any machine."""

from bot.imports.pace import FIRST, LEAST, MOST, Pace


def test_quick_parts_grow_step_by_step_up_to_a_limit() -> None:
    pace, seen = Pace(), []
    for _ in range(6):
        pace = pace.after(pace.rows, 0.001)
        seen.append(pace.rows)
    assert seen == [FIRST * 2, FIRST * 4, MOST, MOST, MOST, MOST]


def test_a_slow_part_makes_the_next_one_smaller_at_once() -> None:
    assert Pace(400).after(400, 1.0).rows == 80
    assert Pace(400).after(400, 0.2).rows == 400
    assert Pace(400).after(400, 60.0).rows == LEAST


def test_the_last_part_of_a_file_says_as_much_as_a_whole_one() -> None:
    assert Pace(200).after(10, 0.01).rows == 200
