"""Take out a rule, and the random walk finds it: here those found within a company or so, all by `make walk`."""

from pathlib import Path

import pytest

from tests.support import gate_rules
from tests.support.gate_rules import Patch
from tests.support.gate_walk import walked

STEPS = 180
FOUND_SOON = (gate_rules.open_gates, gate_rules.everyone_manages, gate_rules.no_handoff, gate_rules.anyone_clears)


@pytest.mark.ring
@pytest.mark.parametrize("rule", FOUND_SOON, ids=lambda rule: rule.__name__)
def test_the_walk_finds_a_rule_that_is_gone(rule: Patch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule(monkeypatch)
    with pytest.raises(AssertionError):
        walked(tmp_path, 1, STEPS)
