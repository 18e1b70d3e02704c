"""The long random walk: `python -m bench.walk [STEPS]`, or `rules`: each rule taken out in turn, which it must find.

Exits with 1 at the first line that was let through, or if a rule that is gone wasn't found.
"""

import sys
import tempfile
from pathlib import Path

import pytest

from bot.telemetry import logs
from tests.support.gate_rules import RULES, Patch
from tests.support.gate_walk import STEPS as COMPANY_STEPS
from tests.support.gate_walk import walked

STEPS, RULE_STEPS = 20_000, 1_500
SEED, RULE_SEED = 1000, 1
SAID_EVERY = 10
"""After so many companies a line says how far the walk is."""


class Progress:
    """Counts the companies that were walked without a finding."""

    def __init__(self) -> None:
        self.companies = 0

    def walked(self) -> None:
        self.companies += 1
        if self.companies % SAID_EVERY == 0:
            print(f"{self.companies * COMPANY_STEPS:,} steps, nothing found", flush=True)


def main(words: list[str]) -> int:
    """Walk, and print what was found; returns the exit code."""
    logs.begin("error")  # each company's new database would be a line
    if words == ["rules"]:
        missed = [rule for rule in RULES if not _finds(rule)]
        return 1 if missed else 0
    found = _found(SEED, int(words[0]) if words else STEPS)
    print(found or "Nothing found.")
    return 1 if found else 0


def _found(seed: int, steps: int) -> str:
    """What a walk from this seed on finds; empty if nothing."""
    progress = Progress()
    with tempfile.TemporaryDirectory(prefix="walk-") as folder:
        try:
            walked(Path(folder), seed, steps, after=progress.walked)
        except AssertionError as found:
            return f"Found in the company of seed {seed + progress.companies}: {str(found) or 'it does not agree'}"
    return ""


def _finds(rule: Patch) -> bool:
    with pytest.MonkeyPatch.context() as patch:
        rule(patch)
        found = _found(RULE_SEED, RULE_STEPS)
    print(f"{rule.__name__}: {found or 'NOT FOUND'}", flush=True)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
