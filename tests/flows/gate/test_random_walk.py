"""For any lines of a company, no deal gets past a gate it hasn't earned, and no owner decides unsaid."""

from pathlib import Path

from tests.support.gate.walk import walked

SHORT = 220


def test_a_short_walk_finds_nothing(tmp_path: Path) -> None:
    assert walked(tmp_path, 7, SHORT) == SHORT
