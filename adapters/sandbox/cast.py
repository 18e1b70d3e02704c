"""The cast: the people a visitor of the sandbox may be."""

import re
from dataclasses import dataclass

from adapters.chat import Place, Speaker

PLATFORM = "sandbox"
WORKSPACE = "sandbox"
BEFORE = "/deal "
"""What is typed before a command here, as in Slack; a line without it is read too."""


@dataclass(frozen=True, slots=True)
class Player:
    """One of the cast. `part` is the role word by which a terminal may call them."""

    id: str
    name: str
    title: str
    part: str
    zone: str = "Europe/Berlin"
    admin: bool = False


CAST: tuple[Player, ...] = (
    Player("rob", "Rob Reyes", "Sales rep", "rep"),
    Player("rita", "Rita Roy", "Sales rep", "rep", zone="Europe/London"),
    Player("mia", "Mia Marsh", "Sales manager", "manager"),
    Player("max", "Max Moreau", "Head of sales", "head"),
    Player("leo", "Leo Lindqvist", "Legal specialist", "legal"),
    Player("ana", "Ana Abreu", "Account manager", "account manager", zone="Europe/Lisbon"),
    Player("ada", "Ada Adeyemi", "Admin", "admin", admin=True),
)
_BY_ID = {player.id: player for player in CAST}
_CALLS = {call.lower(): player for player in reversed(CAST) for call in (player.id, player.name, player.part)}
_MENTION = re.compile(r"<@(\w+)>")


class UnknownPlayer(Exception):
    """Nobody in the sandbox goes by that name."""


def called(name: str) -> Player:
    """The player meant by an id, a full name or a part (`rep` is the first rep); raises UnknownPlayer."""
    call = name.strip().lstrip("@").replace("-", " ").lower()
    if call not in _CALLS:
        raise UnknownPlayer(f"Nobody here goes by “{name}”. There are: {', '.join(_BY_ID)}.")
    return _CALLS[call]


def player(user: str) -> Player:
    """The player with that id; raises UnknownPlayer."""
    if user not in _BY_ID:
        raise UnknownPlayer("Nobody in the sandbox goes by that name.")
    return _BY_ID[user]


def speaker(user: str) -> Speaker:
    """The player as a speaker, as every part of the assistant knows them; raises UnknownPlayer."""
    known = player(user)
    return Speaker(
        platform=PLATFORM,
        workspace=WORKSPACE,
        user=known.id,
        name=known.name,
        email=f"{known.id}@stagecoach.example",
        zone=known.zone,
        admin=known.admin,
    )


def place(name: str) -> Place:
    """The place with that id: a channel's begins with `#`, a direct conversation's is the player's own."""
    if name.startswith("#"):
        return Place(PLATFORM, WORKSPACE, name, "channel", name[1:])
    return Place(PLATFORM, WORKSPACE, name, "direct", player(name).name)


def by_name(text: str) -> str:
    """The text with every `<@rob>` said as `@Rob Reyes`."""
    return _MENTION.sub(lambda found: f"@{_BY_ID[found[1]].name}" if found[1] in _BY_ID else found[0], text)
