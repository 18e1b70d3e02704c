"""The fleet: the bot's own processes, killed without warning and started again at once."""

import os
import random
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from uuid import uuid4

PAUSES = (1.0, 2.0)
"""Seconds between two kills, from and to."""
STARTED = (
    *("bench.torture.fleet", "adapters.mcp.serve", "adapters.slack.chat", "adapters.slack.serve"),
    *("adapters.teams.serve", "bot.__main__", "bot.agents.agents", "bot.chats.connected", "bot.terminal.sandbox"),
    *("bot.telemetry.logs", "bot.web"),
)
"""Modules that are imported before the fork. A second or more of imports, of
every one or two seconds between kills, would leave a process no time to be killed at work."""


@dataclass
class Fleet:
    """`webs` web processes and `workers` workers on one database, connected to chats by these `settings`.

    On SQLite one web process does it all. `kills` came within `killed_for` seconds.
    """

    database: str
    settings: Mapping[str, str]
    webs: int
    workers: int
    tick: str = "0.2"
    level: str = "warning"
    seed: int = 11
    kills: int = 0
    killed_for: float = 0
    ports: list[int] = field(default_factory=list)
    log: Path = field(default_factory=lambda: Path(tempfile.gettempdir()) / f"torture-{uuid4().hex}.log")
    _ports: dict[str, int] = field(default_factory=dict)
    _running: dict[str, ForkServerProcess] = field(default_factory=dict)

    def start(self) -> None:
        """Migrate, then start every process."""
        self._forks = get_context("forkserver")
        self._forks.set_forkserver_preload(list(STARTED))
        names = [f"web {number}" for number in range(self.webs)] + [f"worker {n}" for n in range(self.workers)]
        self._ports = {name: free_port() for name in names}
        self.ports = [port for name, port in self._ports.items() if name.startswith("web")]
        migrating = self._run("migrate", 0)
        migrating.join()
        if migrating.exitcode:
            raise RuntimeError(f"the tables could not be made; the log is {self.log}")
        for name in names:
            self._launch(name)

    def _launch(self, name: str) -> None:
        self._running[name] = self._run(name.split(maxsplit=1)[0], self._ports[name])

    def _run(self, verb: str, port: int) -> ForkServerProcess:
        arguments = (verb, self._environment(port), str(self.log))
        process = self._forks.Process(target=be, args=arguments, daemon=True)
        process.start()
        return process

    def _environment(self, port: int) -> Mapping[str, str]:
        ours = {
            "DATABASE_URL": self.database,
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "WORKER_PORT": str(port),
            "TICK": self.tick,
            "LOG_LEVEL": self.level,
        }
        return {**{key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}, **ours, **self.settings}

    def kill_until(self, over: threading.Event) -> None:
        """Kill one working process after the other, and start each again at once, until `over`."""
        dice, began = random.Random(self.seed), time.monotonic()
        while not over.wait(dice.uniform(*PAUSES)):
            name = dice.choice(self._at_work())
            self._running[name].kill()
            self._running[name].join()
            self.kills += 1
            self._launch(name)
        self.killed_for = time.monotonic() - began
        self.ready()

    def _at_work(self, seconds: float = 60) -> list[str]:
        """The processes that listen, once at least one does."""
        until = time.monotonic() + seconds
        while not (found := [name for name, port in self._ports.items() if listens(port)]):
            self._hope(until)
        return found

    def ready(self, seconds: float = 60) -> None:
        """Wait until every web process accepts connections."""
        until = time.monotonic() + seconds
        while not all(listens(port) for port in self.ports):
            self._hope(until)

    def _hope(self, until: float) -> None:
        if time.monotonic() > until:
            raise TimeoutError(f"nothing listens; the log is {self.log}")
        time.sleep(0.02)

    def processes(self) -> list[int]:
        """The ids of the processes, the webs first."""
        return [process.pid or 0 for process in self._running.values()]

    def stop(self, *, keep_log: bool = False) -> None:
        """End every process; `log` has the output of all of them."""
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            process.join(30)
        if not keep_log:
            self.log.unlink(missing_ok=True)


def be(verb: str, environment: Mapping[str, str], log: str) -> None:
    """Run `stagecoach VERB` in this process with this environment and its output in this file."""
    from bot.__main__ import main  # noqa: PLC0415  # for a process that only starts and kills, the bot would be much to import

    with Path(log).open("ab") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["stagecoach", verb]
    main()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
