"""People in Slack, for the torture: signed slash commands, with a Slack that fails."""

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from adapters.slack.manifest import PATH
from adapters.slack.signature import FORM, signed
from bench.torture.chat import Line, Utterance, is_to_try_again
from bench.torture.slack import TEAM, FaultySlack

SIGNING = secrets.token_hex(16)
"""The secret that signs this run's commands."""
BROKEN = 0.1


@dataclass
class SlackPeople:
    """Rob, who is U0ROB there, and the others. One answer in ten of Slack's goes wrong."""

    name: str = "Slack"
    reads_back: bool = True
    slack: FaultySlack = field(default_factory=lambda: FaultySlack(BROKEN))

    @property
    def faults(self) -> int:
        return self.slack.faults

    def start(self) -> None:
        self.slack.start()

    def settings(self) -> Mapping[str, str]:
        return settings(self.slack)

    def utter(self, line: Line, key: str) -> Utterance:
        """A slash command in Slack's own body; its trigger identifies it."""
        user, text = user_id(line.who), line.text
        for who in ("rob", "rita", "ray", "mia"):
            text = text.replace(f"<@{who}>", f"<@{user_id(who)}>")
        body = urlencode({
            "command": "/deal", "text": text, "user_id": user, "user_name": line.who, "team_id": TEAM,
            "team_domain": "torture", "channel_id": "C0DEALS", "channel_name": "deals", "trigger_id": key,
            "api_app_id": "A0", "is_enterprise_install": "false", "token": "none",
            "response_url": "https://hooks.slack.com/commands/none",
        }).encode()  # fmt: skip  # Slack's own body at a glance
        return Utterance(PATH, body, lambda: _signed(body))

    def answered(self, status: int, text: str) -> bool:
        return status == 200 and not is_to_try_again(text)

    def recover(self) -> None:
        self.slack.broken = 0

    def delivered(self) -> Sequence[str]:
        return self.slack.delivered()


def settings(slack: FaultySlack) -> Mapping[str, str]:
    """The settings that connect the bot to a Slack on this machine, over HTTP."""
    return {
        "SLACK_BOT_TOKEN": "xoxb-torture",
        "SLACK_SIGNING_SECRET": SIGNING,
        "SLACK_API_URL": f"http://127.0.0.1:{slack.port}/api/",
    }


def user_id(who: str) -> str:
    return f"U0{who.upper()}"


def _signed(body: bytes) -> Mapping[str, str]:
    at = str(int(time.time()))
    return {
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": signed(at, body, SIGNING),
        "Content-Type": FORM,
    }
