"""Microsoft's Agents Playground, which npm brings: a Teams on this machine, in a network of its own with the bot."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adapters.sandbox import demo_people
from tests.support import teams_payloads as wire
from tests.support.private_network import PrivateNetwork

NODE = Path(__file__).parents[1] / "node" / "teams"
CLI = NODE / "node_modules" / ".bin" / "agentsplayground"
PORT, BOT_PORT = 56150, 3978
ADDRESS = f"http://127.0.0.1:{PORT}"
GROUP, TEAM = "19:sales@thread.v2", "19:team@thread.tacv2"
LEFT_OUT = "rita"
"""The Playground knows only six people."""
SETTINGS = {"TEAMS_DEVELOPMENT": "1", "TEAMS_SERVICE_URL": ADDRESS, "TEAMS_ADMIN": wire.user("ada")}
"""What connects a bot to it."""


@dataclass(frozen=True, slots=True)
class PlaygroundSite:
    """Where a Teams of this machine and a bot run. `door` is a unix socket to Teams, `bot` one to the bot."""

    folder: Path
    network: PrivateNetwork
    bots: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def door(self) -> Path:
        return self.folder / "teams"

    @property
    def bot(self) -> Path:
        return self.folder / "bot"

    def start(self, database: str) -> None:
        """Start `stagecoach web` beside Teams, on this database; the newest is first in `bots`."""
        here = {"PYTHONPATH": str(Path(__file__).parents[2]), "PORT": str(BOT_PORT), "TICK": "0.2"}
        command = [sys.executable, "-m", "bot", "web"]
        log = self.folder / "web.log"
        self.bots.insert(0, self.network.run(command, log, DATABASE_URL=database, **SETTINGS, **here))


@contextmanager
def playground(folder: Path, me: str = "rob") -> Iterator[PlaygroundSite]:
    """Start it in a network of its own with the sandbox's people; `me` is whose the personal chat is. Raises NoPrivateNetwork."""
    network = PrivateNetwork({folder / "teams": PORT, folder / "bot": BOT_PORT})
    try:
        begin(network, folder, BOT_PORT, me)
        yield PlaygroundSite(folder, network)
    finally:
        network.close()


def begin(network: PrivateNetwork, folder: Path, bot: int, me: str) -> None:
    """Start it in this network, before a bot at this port."""
    folder.joinpath(".m365agentsplayground.yml").write_text(json.dumps(people(me)))  # JSON is YAML too
    there = ["--app-endpoint", f"http://127.0.0.1:{bot}/api/messages", "--service-url", f"{ADDRESS}/_connector"]
    here = ["--channel-id", "msteams", "--port", str(PORT), "--disable-telemetry"]
    network.run(["env", "-C", str(folder), "node", str(CLI), "start", *there, *here], folder / "teams.log")


def people(me: str) -> dict[str, Any]:
    """Who and what there is in the organisation: six people, a personal chat, a group chat, a team with a channel."""
    others = [person.id for person in demo_people.PEOPLE if person.id not in (me, LEFT_OUT)]
    channels = [{"id": wire.CHANNEL, "name": "Deals"}]
    return {
        "version": "0.1.1",
        "tenantId": wire.TENANT,
        "bot": {"id": wire.BOT, "name": "Stagecoach"},
        "currentUser": _user(me),
        "users": [_user(who) for who in others],
        "personalChat": {"id": f"a:{me}"},
        "groupChat": {"id": GROUP, "name": "Sales"},
        "team": {"id": TEAM, "name": "Stagecoach", "aadGroupId": wire.user("team"), "channels": channels},
    }


def _user(who: str) -> dict[str, str]:
    given, _, surname = demo_people.person(who).name.partition(" ")
    email = demo_people.speaker(who).email
    return {
        "id": wire.account(who),
        "name": demo_people.person(who).name,
        "givenName": given,
        "surname": surname,
        "email": email,
        "userPrincipleName": email,
        "aadObjectId": wire.user(who),
    }
