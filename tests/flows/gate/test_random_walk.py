"""For any lines of a company, no deal gets past a gate it hasn't earned, and no owner decides unsaid."""

from pathlib import Path

from tests.support.gate_walk import walked

SHORT = 100


def test_a_short_walk_finds_nothing(tmp_path: Path) -> None:
    assert walked(tmp_path, 1, SHORT) == SHORT
