"""Teams as a chat that can be sent to: the address of each conversation, and messages into it."""

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import uuid4

from adapters.card import Buttons, Card
from adapters.chat import Pace, Place, Post, Undeliverable
from adapters.teams.driver import Driver, TakenOut
from adapters.teams.formatter import Formatter
from adapters.teams.inputs import Opens, Setting
from adapters.teams.members import PLATFORM
from adapters.teams.receive import channel_data, place
from adapters.teams.render import attachment, drawn

Reference = Mapping[str, Any]
PACES: tuple[Pace, ...] = (Pace(7, 1.0), Pace(60, 30.0), Pace(1800, 3600.0))
"""Paces of messages to one conversation (Microsoft's documentation on rate limits for bots)."""


class References(Protocol):
    """Saves for each place the reference with which Teams lets us write there, as Teams' JSON."""

    def save(self, place: Place, reference: Reference) -> None:
        """Save the reference of a place, in place of an older one."""
        ...

    def find(self, place: Place) -> Reference | None:
        """The reference of a place, or None if the app isn't installed there."""
        ...

    def drop(self, place: Place, team: str = "") -> None:
        """Find a place no more, or no place of a team: the app was removed."""
        ...

    def restore(self, place: Place, team: str) -> None:
        """The app is in this team again: find all its places that were saved before."""
        ...


class TeamsChat:
    """Sends the bot's own messages to Teams."""

    platform = PLATFORM
    paces: tuple[Pace, ...] = PACES

    def __init__(self, driver: Driver, references: References, opens: Opens | None = None) -> None:
        self._driver, self._references, self._opens = driver, references, opens

    def send(self, post: Post) -> str:
        """Send or edit one message and return Teams' id for it; raises Unsent or Undeliverable."""
        there = self._references.find(post.place)
        if there is None:
            raise Undeliverable("The bot isn't installed there.", "the bot isn't installed there", asked=False)
        service, conversation = str(there["serviceUrl"]), str(there["conversation"]["id"])
        # An approval's card shows at once how it ended; any other message, for example a digest, stays as it is.
        setting = Setting(self._opens, kept=not post.card.refresh_command)
        made = drawn(post.card, post.key, watching=self._watching(post), setting=setting)
        activity = message(there, made, Formatter(200).plain(post.card.summary))
        try:
            if not post.replaces:
                return self._driver.send(service, conversation, activity)
            self._driver.update(service, conversation, post.replaces, activity)
        except TakenOut:
            self._references.drop(post.place)
            raise
        return post.replaces

    def publish_home(self, place: Place, message: str, card: Card) -> None:
        """Draw a person's Home again in its message; raises Unsent or Undeliverable."""
        self.send(Post(f"home-{uuid4().hex}", place, card, replaces=message))

    def _watching(self, post: Post) -> list[str]:
        """The account ids of users who have buttons that others don't see, as far as we know them."""
        if post.place.kind == "direct":
            return []
        users = [user for part in post.card.body if isinstance(part, Buttons) for user in part.only]
        direct = [self._references.find(Place(PLATFORM, post.place.workspace, user, "direct")) for user in users]
        return [str(there["user"]["id"]) for there in direct if there and there.get("user")]


def reference(activity: Mapping[str, Any]) -> tuple[Place, Reference]:
    """The place of an activity, and the reference to write there later."""
    there = place(activity)
    where = dict(activity["conversation"])
    where["id"] = str(where["id"]).partition(";messageid=")[0]
    saved = {"channelId": activity.get("channelId"), "serviceUrl": activity.get("serviceUrl"), "conversation": where}
    user = activity.get("from") if there.kind == "direct" else None
    people = {"bot": activity.get("recipient"), "user": user, "tenantId": there.workspace}
    team = channel_data(activity).get("team")
    return there, {**saved, **people, "teamId": team.get("id") if isinstance(team, dict) else None}


def message(there: Reference, card: Mapping[str, Any], summary: str) -> dict[str, Any]:
    """An activity with a card; `summary` is the text of its notification."""
    return {
        "type": "message",
        "channelId": there["channelId"],
        "from": there["bot"],
        "conversation": there["conversation"],
        "summary": summary,
        "attachments": [attachment(dict(card))],
    }
