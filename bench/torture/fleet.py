"""The fleet: the bot's own processes, killed without warning and started again at once."""

import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PAUSES = (1.0, 2.0)
"""Seconds between two kills, from and to; a web process that was killed is let come up again first, to be at work."""


@dataclass
class Fleet:
    """`webs` web processes and `workers` workers on one database, connected to chats by these `settings`.

    On SQLite one web process does it all.
    """

    database: str
    settings: Mapping[str, str]
    webs: int
    workers: int
    tick: str = "0.2"
    level: str = "warning"
    seed: int = 11
    kills: int = 0
    ports: list[int] = field(default_factory=list)
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self) -> None:
        """Migrate, then start every process."""
        self.ports = [free_port() for _ in range(self.webs)]
        self._log = Path(tempfile.gettempdir()) / f"torture-{os.getpid()}.log"
        subprocess.run(_command("migrate"), env=self._environment(0), check=True, stdout=subprocess.DEVNULL)
        for name in self._names():
            self._launch(name)

    def _names(self) -> list[str]:
        return [f"web {port}" for port in self.ports] + [f"worker {number}" for number in range(self.workers)]

    def _launch(self, name: str) -> None:
        verb, number = name.split()
        environment = self._environment(int(number) if verb == "web" else 0)
        with self._log.open("ab") as log:
            self._running[name] = subprocess.Popen(_command(verb), env=environment, stdout=log, stderr=log)

    def _environment(self, port: int) -> Mapping[str, str]:
        ours = {
            "DATABASE_URL": self.database,
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "TICK": self.tick,
            "LOG_LEVEL": self.level,
        }
        return {**{key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}, **ours, **self.settings}

    def kill_until(self, over: threading.Event) -> None:
        """Kill one process after the other, each started again at once, until `over`."""
        dice = random.Random(self.seed)
        while not over.wait(dice.uniform(*PAUSES)):
            name = dice.choice(self._names())
            self._running[name].kill()
            self._running[name].wait()
            self.kills += 1
            self._launch(name)
            self.ready()

    def ready(self, seconds: float = 60) -> None:
        """Wait until every web process accepts connections."""
        until = time.monotonic() + seconds
        for port in self.ports:
            while not listens(port):
                if time.monotonic() > until:
                    raise TimeoutError(f"nothing listens on {port}; the log is {self._log}")
                time.sleep(0.05)

    def processes(self) -> list[int]:
        """The ids of the processes, the webs first."""
        return [process.pid for process in self._running.values()]

    def stop(self) -> None:
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            process.wait(30)
        self._log.unlink(missing_ok=True)


def _command(verb: str) -> list[str]:
    return [sys.executable, "-m", "bot", verb]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
