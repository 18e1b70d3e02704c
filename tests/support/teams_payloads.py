"""What Teams sends, as JSON: the demo people in their tenant write, mention and press."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from adapters.sandbox.demo_people import PEOPLE
from adapters.teams.members import Member

Wire = dict[str, Any]

TENANT = "7f1c2d6e-0000-4000-8000-00000000acc0"
APP = "0b0f0f0f-0000-4000-8000-000000000b07"
BOT = f"28:{APP}"
SERVICE = "https://smba.trafficmanager.net/emea/"
CHANNEL = "19:deals@thread.tacv2"

_ids = count(1)


def account(who: str) -> str:
    """A person's account id in a bot's conversations."""
    return f"29:1-{who}"


def user(who: str) -> str:
    """A person's id in the whole organisation."""
    return f"00000000-0000-4000-8000-{who.encode().hex():0>12}"


def name(who: str) -> str:
    return next((person.name for person in PEOPLE if person.id == who), who.title())


MEMBERS = {
    account(person.id): Member(user(person.id), person.name, f"{person.id}@stagecoach.example", TENANT)
    for person in PEOPLE
}


def mention(who: str, words: str = "", account_id: str = "") -> tuple[str, Wire]:
    """The words of a mention in a text, and the entity that belongs to it."""
    words = words or f"<at>{name(who)}</at>"
    return words, {"type": "mention", "text": words, "mentioned": {"id": account_id or account(who), "name": who}}


def message(
    who: str, text: str, *entities: Wire, personal: bool = True, number: str = "", service: str = SERVICE
) -> Wire:
    """A person writes, only to the bot or in the channel."""
    return {
        **_envelope(who, personal, service),
        "type": "message",
        "id": number or f"1700000000{next(_ids):03}",
        "text": text,
        "textFormat": "plain",
        "entities": [*entities, {"type": "clientInfo", "locale": "en-GB"}],
    }


def slash(who: str, text: str, service: str = SERVICE) -> Wire:
    """A person types a slash command in the channel: only the bot sees it."""
    made = message(who, text, personal=False, service=service)
    return made | {"recipient": {**made["recipient"], "isTargeted": True}}


def press(
    who: str,
    action: Mapping[str, Any],
    answers: Mapping[str, str] | None = None,
    personal: bool = True,
    service: str = SERVICE,
) -> Wire:
    """A person presses an Action.Execute; its data comes back with the inputs."""
    data = {**action["data"], **(answers or {})}
    return {
        **_envelope(who, personal, service),
        "type": "invoke",
        "name": "adaptiveCard/action",
        "id": f"f:{next(_ids)}",
        "replyToId": "1699999999000",
        "value": {"action": {"type": "Action.Execute", "verb": action["verb"], "data": data}, "trigger": "manual"},
    }


def task(
    who: str,
    action: Mapping[str, Any],
    answers: Mapping[str, str] | None = None,
    personal: bool = True,
    service: str = SERVICE,
) -> Wire:
    """A person presses a button that opens a dialog, or with `answers` one that sends it back."""
    data = {**action["data"], **(answers or {})}
    opens = data.get("msteams") == {"type": "task/fetch"}
    return {
        **_envelope(who, personal, service),
        "type": "invoke",
        "name": "task/fetch" if opens else "task/submit",
        "id": f"f:{next(_ids)}",
        "replyToId": "1699999999000",
        "value": {"data": data, "context": {"theme": "default"}},
    }


def noted(who: str, html: str, link: str = "", data: Mapping[str, Any] | None = None, service: str = SERVICE) -> Wire:
    """A person uses *Log to a deal* on a message; with `data` they send its dialog back."""
    payload = {"id": "1700", "body": {"contentType": "html", "content": html}, "linkToMessage": link}
    value = {"commandId": "logToDeal", "commandContext": "message", "messagePayload": payload}
    return {
        **_envelope(who, False, service),
        "type": "invoke",
        "name": "composeExtension/fetchTask" if data is None else "composeExtension/submitAction",
        "id": f"f:{next(_ids)}",
        "value": value if data is None else {**value, "data": dict(data)},
    }


def _envelope(who: str, personal: bool, service: str) -> Wire:
    where = (
        {"id": f"a:{who}", "conversationType": "personal"}
        if personal
        else {"id": f"{CHANNEL};messageid=1700000000000", "conversationType": "channel", "isGroup": True}
    )
    return {
        "channelId": "msteams",
        "serviceUrl": service,
        "from": {"id": account(who), "name": name(who), "aadObjectId": user(who)},
        "recipient": {"id": BOT, "name": "Stagecoach"},
        "conversation": {**where, "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
    }
