"""local-slack, which npm brings: a Slack on this machine, started in a network of its own together with the bot."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from adapters.sandbox import demo_people
from tests.support.private_network import PrivateNetwork

BINARY = Path(__file__).parents[1] / "node" / "slack" / "node_modules" / "local-slack-linux-x64" / "bin" / "local-slack"
PORT, BOT_PORT = 4100, 3000
ADDRESS = f"http://127.0.0.1:{PORT}"
CHANNELS = {"C0DEALS": "deals", "C0STARK": "deal-stark"}
TOKENS = {"botToken": "xoxb-local", "appToken": "xapp-local", "signingSecret": "local-secret"}

Way = Literal["http", "socket"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a Slack of this machine and a bot run. `door` is a unix socket to Slack, `bot` one to the bot."""

    folder: Path
    way: Way
    network: PrivateNetwork
    bots: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def door(self) -> Path:
        return self.folder / "slack"

    @property
    def bot(self) -> Path:
        return self.folder / "bot"

    def start(self, verb: str, database: str, **settings: str) -> None:
        """Start `stagecoach web` or `worker` beside Slack, on this database; the newest is first in `bots`."""
        heard = {"SLACK_APP_TOKEN": TOKENS["appToken"]}
        if self.way == "http":
            heard = {"SLACK_SIGNING_SECRET": TOKENS["signingSecret"]}
        ours = {
            "DATABASE_URL": database,
            "PORT": str(BOT_PORT),
            "SLACK_BOT_TOKEN": TOKENS["botToken"],
            "SLACK_API_URL": f"{ADDRESS}/api/",
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        command = [sys.executable, "-m", "bot", verb]
        self.bots.insert(0, self.network.run(command, self.folder / f"{verb}.log", **ours, **heard, **settings))


@contextmanager
def local_slack(
    folder: Path, way: Way, people: Mapping[str, str] | None = None, doors: Mapping[Path, int] | None = None
) -> Iterator[Place]:
    """Start it with the sandbox's people in its channels, and more `people` by id and name; raises NoPrivateNetwork.

    More `doors` lead to what is started beside it.
    """
    folder.joinpath("config.json").write_text(json.dumps(_config(way, people or {})))
    network = PrivateNetwork({folder / "slack": PORT, folder / "bot": BOT_PORT, **(doors or {})})
    try:
        command = [str(BINARY), "--config", "config.json", "--port", str(PORT), "--base-host", "127.0.0.1"]
        network.run(["env", "-C", str(folder), *command], folder / "slack.log")
        yield Place(folder, way, network)
    finally:
        network.close()


def _config(way: Way, people: Mapping[str, str]) -> dict[str, Any]:
    team = [_user(one.id, one.name, demo_people.speaker(one.id).email, one.zone) for one in demo_people.PEOPLE]
    team += [_user(who, name, f"{who}@elsewhere.example", "UTC") for who, name in people.items()]
    members = [*(one["id"] for one in team), "U0BOT"]
    app = {"appId": "A0BOT", "botUserId": "U0BOT", "botName": "stagecoach", **TOKENS}
    app["mode"] = "events" if way == "http" else "socket"
    app["requestUrl"] = f"http://127.0.0.1:{BOT_PORT}/slack/events"
    return {
        "workspace": {"name": "Stagecoach", "domain": "stagecoach", "teamId": "T0LOCAL"},
        "apps": [app],
        "users": team,
        "channels": [{"id": where, "name": name, "members": members} for where, name in CHANNELS.items()],
    }


def _user(who: str, name: str, email: str, zone: str) -> dict[str, str]:
    return {"id": user_id(who), "name": name, "real_name": name, "email": email, "tz": zone}


def user_id(who: str) -> str:
    """The Slack id of one of the demo people."""
    return f"U0{who.upper()}"
