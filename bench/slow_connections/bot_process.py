"""The bot as people run it: `stagecoach web` on SQLite with few descriptors, with Slack and Teams on this machine."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.torture.fleet import free_port, listens
from bench.torture.slack import FaultySlack
from bench.torture.slack_people import SlackPeople
from bench.torture.teams import FaultyTeams
from bench.torture.teams_people import TeamsPeople

START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot's port, its log, and its people."""

    port: int
    log: Path
    slack: SlackPeople
    teams: TeamsPeople


@contextmanager
def bot(folder: Path, descriptors: int) -> Iterator[Bot]:
    """Runs the bot while the block runs. Raises TimeoutError if it doesn't start."""
    slack, teams = SlackPeople(slack=FaultySlack(0)), TeamsPeople(teams=FaultyTeams(0))
    slack.start()
    teams.start()
    found = Bot(free_port(), folder / "log", slack, teams)
    ours = {"DATABASE_URL": f"sqlite:///{folder}/deals.db", "PORT": str(found.port), "PYTHONPATH": "."}
    limited = ["/bin/sh", "-c", f'ulimit -n {descriptors} && exec "$@"', "sh", sys.executable, "-m", "bot", "web"]
    with found.log.open("wb") as log:
        process = subprocess.Popen(limited, env={**ours, **slack.settings(), **teams.settings()}, stderr=log)
    try:
        until = time.monotonic() + START_SECONDS
        while not listens(found.port):
            if process.poll() is not None or time.monotonic() > until:
                raise TimeoutError(f"the bot does not listen: {found.log.read_text()[-500:]}")
            time.sleep(0.1)
        yield found
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)
