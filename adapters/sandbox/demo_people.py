"""Demo people: the colleagues that a visitor of the sandbox can be."""

import re
from dataclasses import dataclass

from adapters.chat import Place, Speaker
from adapters.unseen import visible

PLATFORM = "sandbox"
WORKSPACE = "sandbox"
BEFORE = "/deal "
"""What people type before a command here, as in Slack; a line without it works too."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the demo people. `role` is a word by which a terminal can name them, for example `rep`."""

    id: str
    name: str
    title: str
    role: str
    zone: str = "Europe/Berlin"
    admin: bool = False


PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson("rob", "Rob Reyes", "Sales rep", "rep"),
    DemoPerson("rita", "Rita Roy", "Sales rep", "rep", zone="Europe/London"),
    DemoPerson("mia", "Mia Marsh", "Sales manager", "manager"),
    DemoPerson("max", "Max Moreau", "Head of sales", "head"),
    DemoPerson("leo", "Leo Lindqvist", "Legal specialist", "legal"),
    DemoPerson("ana", "Ana Abreu", "Account manager", "account manager", zone="Europe/Lisbon"),
    DemoPerson("ada", "Ada Adeyemi", "Admin", "admin", admin=True),
)
_BY_ID = {person.id: person for person in PEOPLE}
_CALLS = {call.lower(): person for person in reversed(PEOPLE) for call in (person.id, person.name, person.role)}
_MENTION = re.compile(r"<@(\w+)>")


class UnknownPerson(Exception):
    """No one in the sandbox has that name."""


def called(name: str) -> DemoPerson:
    """The person with this id, full name or role (`rep` is the first rep); raises UnknownPerson."""
    call = name.strip().lstrip("@").replace("-", " ").lower()
    if call not in _CALLS:
        raise UnknownPerson(f"No one here has the name “{name}”. You can be: {', '.join(_BY_ID)}.")
    return _CALLS[call]


def person(user: str) -> DemoPerson:
    """The person with that id; raises UnknownPerson."""
    if user not in _BY_ID:
        raise UnknownPerson("No one in the sandbox has that name.")
    return _BY_ID[user]


def speaker(user: str) -> Speaker:
    """The person as a speaker, for the assistant; raises UnknownPerson."""
    one = person(user)
    return Speaker(
        platform=PLATFORM,
        workspace=WORKSPACE,
        user=one.id,
        name=one.name,
        email=f"{one.id}@stagecoach.example",
        zone=one.zone,
        admin=one.admin,
    )


def place(name: str) -> Place:
    """The place with that id: a channel's id begins with `#`, a direct conversation's is the person's id."""
    if name.startswith("#"):
        return Place(PLATFORM, WORKSPACE, name, "channel", name[1:])
    return Place(PLATFORM, WORKSPACE, name, "direct", person(name).name)


def by_name(text: str) -> str:
    """The text with every `<@rob>` as `@Rob Reyes`, and without characters that turn or hide words."""
    return _MENTION.sub(lambda found: f"@{_BY_ID[found[1]].name}" if found[1] in _BY_ID else found[0], visible(text))
