"""One utterance from payload to answer, in plain sync code; the page and the terminal both come through here."""

import uuid
from collections.abc import Mapping
from typing import Any

import structlog

from adapters.card import Card, Form, Text
from adapters.chat import Answer, Inbound
from adapters.sandbox import receive
from adapters.sandbox.assistant import SandboxAssistant
from adapters.sandbox.cast import called
from adapters.sandbox.plain import plain
from adapters.sandbox.render import drawn
from adapters.sandbox.room import FIRST, Room

log = structlog.get_logger("sandbox")
_BROKEN = Card(
    "That went wrong on our side",
    (Text(("Nothing you typed is lost. Look at the deal before you ask again: it may have been saved.",)),),
    tone="stop",
)


class NoSuchPlace(Exception):
    """There is no such channel here. Open it first."""


def say(
    assistant: SandboxAssistant,
    room: Room,
    who: str,
    text: str,
    place: str = FIRST,
    *,
    answers: Mapping[str, str] | None = None,
) -> str:
    """Say a line as one of the cast (an id, a name or a part such as `rep`) and return the answer as plain text.

    `place` is a channel (`#deals`) or `direct`; with `answers` the line is a form's, filled in.
    Raises UnknownPlayer, NoSuchPlace or receive.Misread.
    """
    speaker = called(who).id
    here = speaker if place in ("direct", speaker) else f"#{place.lstrip('#')}"
    line = {"who": speaker, "place": here, "text": text, "key": f"terminal-{uuid.uuid4()}"}
    if not answers:
        return plain(hear_line(assistant, room, line).card)
    form = {**line, "command": receive.bare(text), "values": dict(answers), "subject": "", "message": 0, "label": text}
    return plain(hear_form(assistant, room, form).card)


def hear_line(assistant: SandboxAssistant, room: Room, payload: Mapping[str, Any]) -> Answer:
    """A typed line: kept as it was typed, then answered below."""
    inbound = _placed(room, receive.said(payload))
    heard = room.hear(inbound, assistant.now(), str(payload["text"]).strip())
    return _answered(assistant, room, inbound, heard)


def hear_press(assistant: SandboxAssistant, room: Room, payload: Mapping[str, Any]) -> Answer:
    """A pressed button: kept under its label, then answered below."""
    inbound = _placed(room, receive.pressed(payload))
    heard = room.hear(inbound, assistant.now(), receive.label(payload), "pressed")
    return _answered(assistant, room, inbound, heard)


def hear_form(assistant: SandboxAssistant, room: Room, payload: Mapping[str, Any]) -> Answer:
    """A form sent back: faults are shown in the same form, in its place; otherwise it closes and is answered below."""
    inbound = _placed(room, receive.submitted(payload))
    answer = _answer(assistant, inbound)
    message = receive.message(payload)
    mine = room.private(message, inbound.speaker.user)
    if mine and _faulty(answer.card, inbound):
        room.edit(message, drawn(answer.card))
        return answer
    heard = room.hear(inbound, assistant.now(), receive.label(payload), "sent")
    room.answer(heard, drawn(answer.card), assistant.now(), answer.seen_by == "place")
    if mine:
        room.settle(message, "Sent")
    return answer


def _placed(room: Room, inbound: Inbound) -> Inbound:
    if not room.knows(inbound.place):
        raise NoSuchPlace(f"There is no {inbound.place.id} here. Open it first.")
    return inbound


def _answered(assistant: SandboxAssistant, room: Room, inbound: Inbound, heard: int) -> Answer:
    answer = _answer(assistant, inbound)
    room.answer(heard, drawn(answer.card), assistant.now(), answer.seen_by == "place")
    return answer


def _answer(assistant: SandboxAssistant, inbound: Inbound) -> Answer:
    """The assistant's answer; a fault of ours is answered in words too, and goes to the log."""
    try:
        return assistant.answer(inbound)
    except Exception:  # whatever it was, the person gets a sentence and the log gets the rest
        log.exception("the assistant failed to answer", key=inbound.key)
        return Answer(_BROKEN)


def _faulty(card: Card, inbound: Inbound) -> bool:
    """Whether the card is the very form that came in, with an error beside a field."""
    forms = (part for part in card.body if isinstance(part, Form))
    return any(form.command == inbound.text and any(field.error for field in form.fields) for form in forms)
