"""Another process on the test's database, forked from one that has imported the bot.

A new interpreter needs most of a second for its imports. A fork has its own memory, connections and locks too, and can
be killed as well.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any, TextIO

from bench.torture.fleet import STARTED

FORKS = get_context("forkserver")
SECONDS = 60
"""How long a process can take to end."""


@dataclass(frozen=True, slots=True)
class OtherProcess:
    """A process that works. `said` has what it prints, as soon as it does."""

    process: ForkServerProcess
    said: TextIO

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()

    def rest(self) -> list[str]:
        """The lines that it prints until its end."""
        lines = self.said.readlines()
        self.said.close()
        self.process.join(SECONDS)
        return lines

    @property
    def code(self) -> int | None:
        """How it ended: 0 is well."""
        return self.process.exitcode


def other_process(work: Callable[..., None], *arguments: object) -> OtherProcess:
    """Begin some work in another process. It has to be a function of a module under `tests.support`."""
    FORKS.set_forkserver_preload([*STARTED, __name__, work.__module__])
    ours, theirs = FORKS.Pipe(duplex=False)
    process = FORKS.Process(target=_printed, args=(theirs, work, arguments), daemon=True)
    process.start()
    theirs.close()
    said = os.fdopen(os.dup(ours.fileno()), encoding="utf-8")
    ours.close()
    return OtherProcess(process, said)


def _printed(to: "Connection[Any, Any]", work: Callable[..., None], arguments: tuple[object, ...]) -> None:
    """Do the work, with what it prints going to that end of the pipe."""
    os.dup2(to.fileno(), 1)
    to.close()
    work(*arguments)
    sys.stdout.flush()
