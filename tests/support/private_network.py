"""A network of its own for programs that listen on every interface: nothing of it is seen from outside."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

BRIDGE = Path(__file__).with_name("network_bridge.py")
GRACE_SECONDS = 10


class NoPrivateNetwork(Exception):
    """This machine doesn't allow private networks."""


class PrivateNetwork:
    """Programs in here see only each other on 127.0.0.1; `doors` are unix sockets to ports in here.

    Made by root, or by any user if Linux allows user namespaces. Raises NoPrivateNetwork.
    """

    def __init__(self, doors: Mapping[Path, int]) -> None:
        if not (shutil.which("unshare") and shutil.which("nsenter")):
            raise NoPrivateNetwork("There is no unshare and nsenter here (Linux's util-linux has them).")
        self._root = os.geteuid() == 0
        making = ["unshare", "--net"] if self._root else ["unshare", "--net", "--user", "--map-root-user"]
        if subprocess.run([*making, "true"], capture_output=True, check=False).returncode:
            raise NoPrivateNetwork("Linux did not let us make a network of our own; root may.")
        leading = [f"{path}={port}" for path, port in doors.items()]
        command = [*making, sys.executable, str(BRIDGE), *leading]
        self._bridge = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._running: list[subprocess.Popen[bytes]] = []
        assert self._bridge.stdout
        if self._bridge.stdout.readline().strip() != b"ready":
            self.close()
            raise RuntimeError("The bridge into the private network did not start.")

    def run(self, command: Sequence[str], log: Path, **settings: str) -> subprocess.Popen[bytes]:
        """Start a program in here, with these settings and nothing else of our environment but PATH and HOME."""
        ending = ["setpriv", "--pdeathsig", "TERM"]  # it ends with the process that started it
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        with log.open("ab") as to:
            command_line = [*self.entering, *ending, *command]
            program = subprocess.Popen(command_line, env=kept | settings, stdout=to, stderr=to)
        self._running.append(program)
        return program

    @property
    def entering(self) -> list[str]:
        """The words before a command that should run in here."""
        command = ["nsenter", "--target", str(self._bridge.pid), "--net"]
        return command if self._root else [*command, "--user", "--preserve-credentials"]

    def close(self) -> None:
        """End every program, then the network."""
        for program in (*self._running, self._bridge):
            program.terminate()
        for program in (*self._running, self._bridge):
            try:
                program.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
        for pipe in (self._bridge.stdin, self._bridge.stdout):
            if pipe:
                pipe.close()
