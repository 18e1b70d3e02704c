"""Receive: what the page sends becomes an `Inbound`."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from adapters.chat import Attachment, Inbound, Place, Speaker
from adapters.sandbox.demo_people import PEOPLE, person, place, speaker

LONGEST = 20_000  # characters of one value; the assistant has its own, smaller limits, with sentences for them

_KEY = re.compile(r"[A-Za-z0-9-]{8,64}")
_CALLS = {call.lower(): known.id for known in PEOPLE for call in (known.id, known.name)}
_IDS = {known.id for known in PEOPLE}
_SPOKEN = "|".join(re.escape(call) for call in sorted(_CALLS, key=len, reverse=True))
_MENTION = re.compile(rf"<@(?P<id>\w+)>|(?<![\w@.])@(?P<call>{_SPOKEN})\b", re.IGNORECASE)
_COMMAND = re.compile(r"^\s*/deal\b\s*", re.IGNORECASE)

Payload = Mapping[str, Any]


class Misread(Exception):
    """What arrived isn't something that a person can type or press here."""


def typed(payload: Payload) -> Inbound:
    """A typed line: a command after `/deal`, or plain words."""
    text = words(payload, "text")
    return replace(_inbound(payload, bare(text)), talk=not _COMMAND.match(text))


def bare(text: str) -> str:
    """A line without its leading `/deal`."""
    return _COMMAND.sub("", text).strip()


def typing(payload: Payload) -> Inbound:
    """A line that is still being typed, for completion: as `typed`, but with its last space and without a key."""
    line = _COMMAND.sub("", words(payload, "text")).lstrip()
    return Inbound("", speaker(who(payload)), where(payload), line)


def pressed(payload: Payload) -> Inbound:
    """A pressed button: its command, as if it were typed."""
    return _pressed_in(payload, _inbound(payload, words(payload, "command")))


def submitted(payload: Payload) -> Inbound:
    """A form that was sent back, with its values and its subject."""
    values = payload.get("values")
    if not isinstance(values, dict):
        raise Misread("“values” must be an object.")
    answers = {_checked(key, "values"): _mentions(_checked(value, "values")) for key, value in values.items()}
    subject = words(payload, "subject")
    return _pressed_in(payload, _inbound(payload, words(payload, "command"), answers, subject))


def _pressed_in(payload: Payload, inbound: Inbound) -> Inbound:
    """The same with the button and its message, where the page names one; a form's answers are part of its button."""
    if not payload.get("message"):
        return inbound
    button = json.dumps([message(payload), inbound.text, inbound.values], sort_keys=True)
    return replace(inbound, pressed=sha256(button.encode()).hexdigest()[:16])


def dropped(payload: Payload, attachment: Attachment) -> Inbound:
    """A file that was dropped on the page, without words."""
    words(payload, "name")
    return replace(_inbound(payload, ""), files=True, talk=True, once=True, attachments=(attachment,))


def label(payload: Payload) -> str:
    """The label of the pressed button, or the title of the form."""
    return words(payload, "label")


def message(payload: Payload) -> int:
    """The number of the message with the form."""
    number = payload.get("message")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**63:
        raise Misread("“message” must be the number of a message.")
    return number


def where(payload: Payload) -> Place:
    """The place of a request; raises Misread for another person's direct conversation."""
    here = words(payload, "place")
    if not here.startswith("#") and here != who(payload):
        raise Misread("That direct message belongs to someone else.")
    return place(here)


def who(payload: Payload) -> str:
    """The id of the person who writes; raises UnknownPerson."""
    return person(words(payload, "who")).id


def words(payload: Payload, name: str) -> str:
    """One text of the payload; raises Misread if it isn't a text, or is too long."""
    return _checked(payload.get(name), name)


def _inbound(payload: Payload, text: str, values: Mapping[str, str] | None = None, subject: str = "") -> Inbound:
    text, user = _mentions(text), who(payload)
    return Inbound(
        key=f"sandbox:{user}:{_key(payload)}",
        speaker=speaker(user),
        place=where(payload),
        text=text,
        values=values,
        subject=subject,
        mentioned=_named(text, *(values or {}).values()),
    )


def _key(payload: Payload) -> str:
    key = words(payload, "key")
    if not _KEY.fullmatch(key):
        raise Misread("“key” must have 8 to 64 letters, digits and hyphens.")
    return key


def _checked(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise Misread(f"“{name}” must be text.")
    if len(value) > LONGEST:
        raise Misread(f"“{name}” is longer than {LONGEST} characters.")
    return _storable(value, name)


def _storable(value: str, name: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as half:
        raise Misread(f"“{name}” contains half a character.") from half
    return value


def _mentions(text: str) -> str:
    """The text with `@rob` and `@Rob Reyes` as `<@rob>`; what only looks like a mention stays."""
    return _MENTION.sub(lambda found: f"<@{_CALLS[found['call'].lower()]}>" if found["call"] else found[0], text)


def _named(*texts: str) -> dict[str, Speaker]:
    """The speaker behind each `<@user>` in these texts."""
    users = (found["id"] for text in texts for found in _MENTION.finditer(text) if found["id"])
    return {user: speaker(user) for user in users if user in _IDS}
