"""People in Teams, for the torture: signed presses and messages, with a Teams that fails."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from adapters.teams.endpoint import PATH
from bench.fake_microsoft import ThreadedMicrosoft
from bench.torture.chat import Line, Utterance, is_to_try_again
from bench.torture.teams import FaultyTeams
from tests.support import teams_payloads as wire
from tests.support.fake_microsoft import SECRET

BROKEN = 0.1
_NAMED = re.compile(r"<@(\w+)>")
_POSTED = re.compile(r'"act": ?"([0-9a-f]{32})\.\d+"')


@dataclass
class TeamsPeople:
    """Rob and the others, each in their own conversation with the bot.

    A line is a press, whose answer shows whether it was saved; a line with a colleague is a message.
    """

    name: str = "Teams"
    reads_back: bool = False
    teams: FaultyTeams = field(default_factory=lambda: FaultyTeams(BROKEN))

    @property
    def faults(self) -> int:
        return self.teams.faults

    def start(self) -> None:
        ThreadedMicrosoft(self.teams).__enter__()

    def settings(self) -> Mapping[str, str]:
        return {
            "MICROSOFT_APP_ID": wire.APP,
            "MICROSOFT_APP_PASSWORD": SECRET,
            "MICROSOFT_APP_TENANT_ID": wire.TENANT,
            "MICROSOFT_LOGIN_URL": f"{self.teams.address}/",
            "MICROSOFT_METADATA_URL": f"{self.teams.address}/metadata",
            "TEAMS_SERVICE_URL": self.teams.address,
            "TEAMS_ADMIN": wire.user("ada"),
        }

    def utter(self, line: Line, key: str) -> Utterance:
        """A press is identified by its card's action, a message by its id."""
        named = _NAMED.findall(line.text)
        if named:
            text = _NAMED.sub(lambda found: f"<at>{found[1]}</at>", line.text)
            mentions = [wire.mention(who, f"<at>{who}</at>")[1] for who in dict.fromkeys(named)]
            activity = wire.message(line.who, f"/deal {text}", *mentions, number=key, service=self.teams.service)
        else:
            action = {"verb": "say", "data": {"command": line.text, "act": key}}
            activity = wire.press(line.who, action, service=self.teams.service)
        return Utterance(PATH, json.dumps(activity).encode(), self._signed)

    def _signed(self) -> Mapping[str, str]:
        return {"Content-Type": "application/json", "Authorization": self.teams.signed()}

    def answered(self, status: int, text: str) -> bool:
        return status == 200 and not is_to_try_again(text) and '"statusCode": 500' not in text

    def recover(self) -> None:
        self.teams.broken = 0

    def delivered(self) -> Sequence[str]:
        """The outbox ids of all messages: the actions on each card have them in their names."""
        found = [_POSTED.search(json.dumps(sent)) for _, how, sent in list(self.teams.sent) if how.startswith("POST")]
        return [one[1] for one in found if one]
