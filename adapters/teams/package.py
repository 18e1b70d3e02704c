"""The app package that an admin uploads to Teams: a manifest and two icons in a zip."""

import json
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import atan2, hypot, pi
from uuid import UUID

SCOPES = ("personal", "team", "groupChat")
VERSION, OLDER = "1.29", "1.17"
"""The first version with slash commands and private messages, and one that every cloud and older tenants accept."""

NEWEST_COMMANDS, OLDER_COMMANDS = 12, 10  # in one scope
NEWEST_LETTERS, OLDER_LETTERS = 400, 128  # of a description; the newer schema allows 4,000
LOG_TO_DEAL = "logToDeal"

_COLOUR = (31, 78, 121, 255)
_SPOKES = 8

Pixel = tuple[int, int, int, int]


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
        out.writestr("color.png", icon(192, _COLOUR))
        out.writestr("outline.png", icon(32, (0, 0, 0, 0)))
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
            "short": "Takes every deal from the first contact to a sale that is delivered and paid.",
            "full": "Stagecoach takes every deal through your stages, and skips none. A gate opens when everything it "
            "asks for is proven. A manager approves each handoff. You get a nudge when a deal stalls.",
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": f"#{bytes(_COLOUR[:3]).hex().upper()}",
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


def icon(size: int, ground: Pixel) -> bytes:
    """A coach's wheel in white on this background colour, as a PNG with `size` pixels a side."""
    rows = b"".join(
        b"\0" + b"".join(bytes(_pixel((x + 0.5) / size - 0.5, (y + 0.5) / size - 0.5, ground)) for x in range(size))
        for y in range(size)
    )
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _pixel(x: float, y: float, ground: Pixel) -> Pixel:
    """The colour of one pixel: rim, hub, spokes or ground. The middle is 0, the edge 0.5."""
    out, turn = hypot(x, y), (atan2(y, x) / (2 * pi) * _SPOKES) % 1
    beside = min(turn, 1 - turn) * 2 * pi / _SPOKES * out
    wheel = 0.30 < out < 0.37 or out < 0.08 or (out < 0.31 and beside < 0.018)
    return (255, 255, 255, 255) if wheel else ground


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
