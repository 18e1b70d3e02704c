"""The long random walk: `python -m bench.walk [STEPS]`; exits with 1 at the first line that was let through."""

import sys
import tempfile
from pathlib import Path

from bot.telemetry import logs
from tests.support.gate_walk import STEPS as COMPANY_STEPS
from tests.support.gate_walk import walked

STEPS = 20_000
SEED = 1000
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
    steps = int(words[0]) if words else STEPS
    logs.begin("error")  # each company's new database would be a line
    progress = Progress()
    with tempfile.TemporaryDirectory(prefix="walk-") as folder:
        try:
            done = walked(Path(folder), SEED, steps, after=progress.walked)
        except AssertionError as found:
            print(f"Found in the company of seed {SEED + progress.companies}: {found or 'it does not agree'}")
            return 1
    print(f"Nothing found in {done:,} steps.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
