"""The app package that an admin uploads to Teams: a manifest and two icons in a zip."""

import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from adapters.icon import CLEAR, COLOUR, FULL, icon

SCOPES = ("personal", "team", "groupChat")
VERSION, OLDER = "1.29", "1.17"
"""The first version with slash commands and private messages, and one that every cloud and older tenants accept."""

NEWEST_COMMANDS, OLDER_COMMANDS = 12, 10  # in one scope
NEWEST_LETTERS, OLDER_LETTERS = 400, 128  # of a description; the newer schema allows 4,000
LOG_TO_DEAL = "logToDeal"

_DESCRIPTION = """Stagecoach helps your sales team in Microsoft Teams. Tell it what happened, in your own words. It \
proposes what to save, and you press.

- **No stage is skipped.** A gate opens when everything it asks for is proven. Until then you read what is missing.
- **Managers decide on a card.** Each handoff comes with what is proven, and with what is thin.
- **Deals don't go quiet.** You get at most one nudge a day, and a channel at most one digest.

**Before you begin:** your company runs Stagecoach itself, and an admin names who manages. Members of your \
organisation can use it, guests can't. It speaks English.

**Help:** type `help` to it. For support, see {site}"""


class NoApp(Exception):
    """A package needs the app's id (MICROSOFT_APP_ID), for example 00000000-0000-0000-0000-000000000000."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


@dataclass(frozen=True, slots=True)
class Listing:
    """What Teams shows about the app: its version, and the company's page, privacy and terms at `site`."""

    app: str
    version: str
    company: str
    site: str


def package(listing: Listing, commands: Sequence[tuple[str, str]], older: bool = False) -> bytes:
    """The zip. `commands` are (title, description) pairs in the order in which Teams shows them. Raises NoApp.

    `older`: for a Teams that doesn't know slash commands yet.
    """
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("manifest.json", json.dumps(manifest(listing, commands, older), indent=2, ensure_ascii=False))
        out.writestr("color.png", icon(192, COLOUR))
        out.writestr("outline.png", icon(32, CLEAR, FULL))
    return packed.getvalue()


def manifest(listing: Listing, commands: Sequence[tuple[str, str]], older: bool = False) -> dict[str, object]:
    """The manifest by Microsoft's schema of VERSION, or of OLDER; raises NoApp."""
    try:
        app = str(UUID(listing.app))
    except ValueError:
        raise NoApp from None
    version = OLDER if older else VERSION
    site = listing.site.rstrip("/")
    pages = {"websiteUrl": site, "privacyUrl": f"{site}/privacy", "termsOfUseUrl": f"{site}/terms"}
    return {
        "$schema": f"https://developer.microsoft.com/en-us/json-schemas/teams/v{version}/MicrosoftTeams.schema.json",
        "manifestVersion": version,
        "version": listing.version,
        "id": app,
        "developer": {"name": listing.company[:32], **pages},
        "name": {"short": "Stagecoach", "full": "Stagecoach: every deal, stage by stage"},
        "description": {
            "short": "Takes every deal through your stages, and skips none.",
            "full": _DESCRIPTION.format(site=site),
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": f"#{bytes(COLOUR[:3]).hex().upper()}",
        "bots": [
            {
                "botId": app,
                "scopes": list(SCOPES),
                "supportsFiles": True,
                "isNotificationOnly": False,
                **({} if older else {"supportsTargetedMessages": True}),
                "commandLists": [_commands(scope, commands, older) for scope in SCOPES],
            }
        ],
        "composeExtensions": [{"botId": app, "commands": [_log_to_a_deal()]}],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [],
    }


def _log_to_a_deal() -> dict[str, object]:
    """In a message's menu: its words become the note of a logged activity."""
    return {
        "id": LOG_TO_DEAL,
        "type": "action",
        "context": ["message"],
        "title": "Log to a deal",
        "description": "Log this message as an activity on a deal.",
        "fetchTask": True,
    }


def _commands(scope: str, commands: Sequence[tuple[str, str]], older: bool) -> dict[str, object]:
    """The commands of one scope. The slash is for places with other people: there its answers are private."""
    most, letters = (OLDER_COMMANDS, OLDER_LETTERS) if older else (NEWEST_COMMANDS, NEWEST_LETTERS)
    shown = [{"title": title[:32], "description": _cut(what, letters)} for title, what in commands[:most]]
    made: dict[str, object] = {"scopes": [scope], "commands": shown}
    if older:
        return made
    return made | {"triggers": ["mention"] if scope == "personal" else ["mention", "slash"]}


def _cut(words: str, most: int) -> str:
    text = words.replace("`", "")
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
