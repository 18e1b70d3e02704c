"""Take out a rule, and the random walk finds it: here one removal of each rule, all of them by `make walk`."""

from pathlib import Path

import pytest

from tests.support.gate.rules import RULES, Patch
from tests.support.gate.walk import walked

STEPS = 2000


@pytest.mark.ring
@pytest.mark.parametrize("removal", [removals[0] for removals in RULES.values()], ids=list(RULES))
def test_the_walk_finds_a_rule_that_is_gone(removal: Patch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    removal(monkeypatch)
    with pytest.raises(AssertionError):
        walked(tmp_path, 1, STEPS)
