"""Take out a rule, and the random walk finds it."""

from pathlib import Path

import pytest

from tests.support.gate.rules import REMOVALS, Patch
from tests.support.gate.walk import walked

STEPS = 4000


@pytest.mark.ring
@pytest.mark.parametrize("removal", REMOVALS, ids=lambda removal: removal.__name__)
def test_the_walk_finds_a_rule_that_is_gone(removal: Patch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    removal(monkeypatch)
    with pytest.raises(AssertionError):
        walked(tmp_path, 1, STEPS)
