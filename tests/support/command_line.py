"""The command line in the test's own process: what it prints, and how it ends."""

import sys
from dataclasses import dataclass

import pytest

from bot.__main__ import main


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code, what it printed, and what it had to complain about."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal with a database; `run` takes the words after `stagecoach`."""

    patched: pytest.MonkeyPatch
    printed: pytest.CaptureFixture[str]

    def on(self, address: str) -> "Terminal":
        self.patched.setenv("DATABASE_URL", address)
        return self

    def run(self, *words: object) -> Ended:
        self.patched.setattr(sys, "argv", ["stagecoach", *map(str, words)])
        code = 0
        self.printed.readouterr()
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        return Ended(code, *self.printed.readouterr())
