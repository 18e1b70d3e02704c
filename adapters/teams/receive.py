"""Receive: an activity of Teams becomes an `Inbound`."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from adapters.chat import Inbound, Place, Speaker
from adapters.teams.activity_fields import Misread, list_in, moment_in, object_in, words_in
from adapters.teams.inputs import REFRESH
from adapters.teams.members import PLATFORM, Member
from adapters.teams.message_text import Mention, has_files, plain, source, with_mentions
from adapters.typed_text import command as command_in
from adapters.typed_text import is_order, talked

EXTENSION = "composeExtension/"
TEAMS, MOST_LINK = ("https://teams.microsoft.com/", "https://teams.cloud.microsoft/"), 2000

_HALF = re.compile(r"[\ud800-\udfff]")
_FIELD = re.compile(r"(?P<form>\d{1,3})\.(?P<key>.+)", re.DOTALL)

Activity = Mapping[str, Any]
Members = Mapping[str, Member]
"""The member behind each account id ("29:...") in an activity, by Teams' own answer."""


def accounts(activity: Activity) -> list[str]:
    """The account ids of all people in an activity: the speaker and those who are mentioned."""
    spoke = words_in(object_in(activity, "from"), "id")
    return list(dict.fromkeys([spoke, *(account for account, _, _ in _mentions(activity))]))


def read(activity: Activity, members: Members, admin: str = "") -> Inbound | None:
    """The request in an activity: a message, a sent form or a pressed button; None for everything else.

    `admin` is the id of the first admin. Raises Misread if something is missing or of a wrong type.
    """
    value = activity.get("value")
    match activity.get("type"), activity.get("name"):
        case "invoke", "adaptiveCard/action":
            return _pressed(activity, object_in(object_in(activity, "value"), "action").get("data"), members, admin)
        case "invoke", "task/fetch" | "task/submit" | "composeExtension/submitAction":
            return _pressed(activity, object_in(activity, "value").get("data"), members, admin)
        case "invoke", "composeExtension/fetchTask":
            return _noted(activity, members, admin)
    if activity.get("type") != "message":
        return None
    if value is None:
        return _typed(activity, members, admin)
    return _pressed(activity, value, members, admin)


def _typed(activity: Activity, members: Members, admin: str) -> Inbound:
    text, meant = _unmarked(activity, members)
    return Inbound(
        key=_key(activity, words_in(object_in(activity, "conversation"), "id"), words_in(activity, "id")),
        speaker=speaker(activity, members, admin),
        place=place(activity),
        text=command_in(text) if is_order(text) else talked(text),
        talk=not is_order(text),
        mentioned={one.user: one.speaker(tenant(activity)) for one in meant},
        link=_link(activity),
        files=has_files(activity),
    )


def welcome(activity: Activity, members: Members, admin: str) -> Inbound:
    """The app was installed here, by the activity's speaker."""
    key = _key(activity, "welcome", words_in(activity, "id", ""))
    return Inbound(key, speaker(activity, members, admin), place(activity), "welcome", unasked=True)


def to_installer(inbound: Inbound) -> Inbound:
    """The welcome in a channel as one to the person who brought the app there."""
    own = Place(PLATFORM, inbound.place.workspace, inbound.speaker.user, "direct")
    return replace(inbound, key=f"{inbound.key}:own", place=own)


def is_private(activity: Activity) -> bool:
    """Whether only the bot sees this message: a slash command, or one that was sent to it privately."""
    return object_in(activity, "recipient").get("isTargeted") is True


def _unmarked(activity: Activity, members: Members) -> tuple[str, list[Member]]:
    """The text with colleagues as `<@user>` and without our own name; and those colleagues."""
    named, meant = [], []
    for account, words, ours in _mentions(activity, everyone=True):
        known = None if ours else members.get(account)
        named.append(Mention(words, known.user if known else "", ours))
        if known:
            meant.append(known)
    text = plain(with_mentions(source(activity, words_in(activity, "text", "")), named))
    if is_private(activity):
        text = _without_slash(activity, text)
    return text, meant


def _without_slash(activity: Activity, text: str) -> str:
    """What was typed after the sign of a slash command, and after the bot's own name there."""
    name = words_in(object_in(activity, "recipient"), "name", "").strip()
    ours = rf"(?:{re.escape(name)}\b)?" if name else ""
    return re.sub(rf"^\s*/{ours}\s*", "", text, flags=re.IGNORECASE)


def _mentions(activity: Activity, everyone: bool = False) -> Iterator[tuple[str, str, bool]]:
    """Account, words and whether it is the bot, for each mention; the bot itself only with `everyone`."""
    us = words_in(object_in(activity, "recipient"), "id")
    for entity in list_in(activity.get("entities")):
        if not isinstance(entity, dict) or entity.get("type") != "mention":
            continue
        account, words = words_in(object_in(entity, "mentioned"), "id"), words_in(entity, "text", "")
        if words and (everyone or account != us):
            yield account, words, account == us


def _pressed(activity: Activity, data: object, members: Members, admin: str) -> Inbound:
    """A button's command, or one that a form completes. The key is the card's action id, equal for repeats."""
    if not isinstance(data, dict):
        raise Misread("A pressed button carries its command.")
    values = _values(data) if "form" in data else None
    typed = json.dumps(values, sort_keys=True)
    # Each opening of a dialog is a request of its own, so that the same note can be logged on two days.
    opening = (words_in(activity, "id", ""),) if activity.get("name") == "task/fetch" else ()
    return Inbound(
        key=_key(activity, words_in(data, "act"), typed, *opening),
        speaker=speaker(activity, members, admin),
        place=place(activity),
        text=words_in(data, "command").strip(),
        values=values,
        subject=words_in(data, "subject", ""),
        link=_link(activity),
        unasked=words_in(data, "act").endswith(REFRESH),
    )


def _noted(activity: Activity, members: Members, admin: str) -> Inbound:
    """*Log to a deal* on a message: its words become the note of a logged activity."""
    noted = object_in(object_in(activity, "value"), "messagePayload")
    return Inbound(
        key=_key(activity, words_in(activity, "id", ""), words_in(noted, "id", "")),
        speaker=speaker(activity, members, admin),
        place=place(activity),
        text=f"note {plain(words_in(_held(noted.get('body')), 'content', ''))}".strip(),
        link=_link(activity),
        said=moment_in(noted, "createdDateTime"),
    )


def data_of(activity: Activity) -> Mapping[str, Any]:
    """What a pressed action carries; empty for anything else."""
    held = _held(activity.get("value"))
    action = held.get("action")
    if isinstance(action, dict):
        return _held(action.get("data"))
    return _held(held.get("data", held))


def _held(value: object) -> Mapping[str, Any]:
    """An object as it is; an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def _values(data: Mapping[str, Any]) -> dict[str, str]:
    """The answers to the form that was sent; a card can have other forms."""
    form, values = str(data["form"]), {}
    for name, value in data.items():
        field = _FIELD.fullmatch(name)
        if field and field["form"] == form:
            values[field["key"]] = words_in({name: _as_text(value)}, name)
    return values


def _as_text(value: object) -> str:
    """An answer of any type as text; several choices are separated by commas."""
    several = value if isinstance(value, list) else [value]
    return ", ".join(filter(None, map(_scalar, several)))


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"  # the value of an Input.Toggle
    if not isinstance(value, str | int | float):
        return ""
    return _HALF.sub("\ufffd", str(value))


def speaker(activity: Activity, members: Members, admin: str = "") -> Speaker:
    """The speaker: the user for whom the platform vouches, which can be a bot; raises Misread for an unknown one."""
    who = object_in(activity, "from")
    account, here = words_in(who, "id"), tenant(activity)
    if account.startswith("28:") or who.get("role") == "bot":
        return Speaker(PLATFORM, here, account, words_in(who, "name", "A bot"), "bot")
    known = members.get(account)
    if known is None or who.get("aadObjectId", known.user) != known.user:
        raise Misread("Teams does not say who this is.")
    return known.speaker(here, admin)


def tenant(activity: Activity) -> str:
    """The tenant of an activity; raises Misread if it names none, or two that differ."""
    named = _held(channel_data(activity).get("tenant"))
    found = {object_in(activity, "conversation").get("tenantId"), named.get("id")}
    found.discard(None)
    if len(found) != 1 or not isinstance(only := found.pop(), str) or not only:
        raise Misread("Teams does not say in which organisation this was.")
    return only


def channel_data(activity: Activity) -> Mapping[str, Any]:
    """The `channelData` that Teams adds to an activity; raises Misread if it isn't an object."""
    if activity.get("channelData") is None:
        return {}
    return object_in(activity, "channelData")


def place(activity: Activity) -> Place:
    """The place: a channel or group chat, or the user's chat with us; a thread belongs to its channel."""
    where = object_in(activity, "conversation")
    here = words_in(where, "id").partition(";messageid=")[0]
    user = object_in(activity, "from").get("aadObjectId")
    if where.get("conversationType") == "personal" and isinstance(user, str) and user:
        return Place(PLATFORM, tenant(activity), user, "direct")
    return Place(PLATFORM, tenant(activity), here, "channel", words_in(where, "name", ""))


def _link(activity: Activity) -> str:
    """The address of the message in a channel or group chat; for a press, of the pressed card."""
    if str(activity.get("name")).startswith(EXTENSION):
        return _noted_link(activity)
    where = object_in(activity, "conversation")
    message = activity.get("replyToId") if activity.get("type") == "invoke" else activity.get("id")
    if where.get("conversationType") == "personal" or not isinstance(message, str):
        return ""
    return f"https://teams.microsoft.com/l/message/{words_in(where, 'id').partition(';messageid=')[0]}/{message}"


def _noted_link(activity: Activity) -> str:
    """The address of the message that *Log to a deal* was used on, if it is one of Teams."""
    link = _held(object_in(activity, "value").get("messagePayload")).get("linkToMessage")
    if not isinstance(link, str) or len(link) > MOST_LINK or not link.startswith(TEAMS):
        return ""
    return link


def _key(activity: Activity, *parts: str) -> str:
    """A key for this request by this user, of one length however long Teams' ids are."""
    named = json.dumps([tenant(activity), words_in(object_in(activity, "from"), "id"), *parts])
    return f"teams:{hashlib.sha256(named.encode()).hexdigest()[:48]}"
