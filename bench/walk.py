"""The long random walk: `python -m bench.walk [STEPS]`, or `rules`: each rule taken out in turn, which it must find.

A step is a line that is typed and judged. It exits with 1 at the first line that was let through, or if a rule that is
gone wasn't found.
"""

import sys
import tempfile
from pathlib import Path
from time import process_time

import pytest

from bot.telemetry import logs
from tests.support.gate.rules import RULES, Patch
from tests.support.gate.walk import walked

STEPS, RULE_STEPS = 20_000, 20_000
SEED, RULE_SEED = 1000, 1
SAID_EVERY = 10
"""After so many companies a line says how far the walk is."""


class Progress:
    """Counts the companies that were walked without a finding."""

    def __init__(self) -> None:
        self.companies = 0

    def walked(self, steps: int) -> None:
        self.companies += 1
        if self.companies % SAID_EVERY == 0:
            print(f"{steps:,} steps in {process_time():.0f} s of CPU, nothing found", flush=True)


def main(words: list[str]) -> int:
    """Walk, and print what was found; returns the exit code."""
    logs.begin("error")  # each company's new database would be a line
    if words == ["rules"]:
        found = _each_removal()
        print(f"{found.count(True)} of {len(found)} removals were found.")
        return 0 if all(found) else 1
    hole = _found(SEED, int(words[0]) if words else STEPS)
    print(hole or "Nothing found.")
    return 1 if hole else 0


def _each_removal() -> list[bool]:
    """Whether the walk found each rule that was taken out."""
    found = []
    for rule, removals in RULES.items():
        print(rule, flush=True)
        found += [_finds(removal) for removal in removals]
    return found


def _found(seed: int, steps: int) -> str:
    """What a walk from this seed on finds; empty if nothing."""
    progress = Progress()
    with tempfile.TemporaryDirectory(prefix="walk-") as folder:
        try:
            walked(Path(folder), seed, steps, after=progress.walked)
        except AssertionError as found:
            return f"found: {found}"
    return ""


def _finds(removal: Patch) -> bool:
    with pytest.MonkeyPatch.context() as patch:
        removal(patch)
        found = _found(RULE_SEED, RULE_STEPS)
    print(f"  {removal.__name__}: {found or 'NOT FOUND'}", flush=True)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
