"""One request from payload to answer, in blocking code; the page and the terminal both use it."""

import uuid
from collections.abc import Mapping
from typing import Any

import structlog

from adapters.card import Card, Form, Text
from adapters.chat import Answer, Attachment, Inbound
from adapters.sandbox import receive
from adapters.sandbox.assistant import SandboxAssistant
from adapters.sandbox.chat_store import FIRST, ChatStore
from adapters.sandbox.demo_people import called
from adapters.sandbox.render import drawn
from adapters.sandbox.terminal_card import plain

log = structlog.get_logger("sandbox")
_BROKEN = Card(
    "Something went wrong on our side",
    (Text(("Look at the deal before you try again. Your change is perhaps already saved.",)),),
    tone="stop",
)


class NoSuchPlace(Exception):
    """This channel doesn't exist here. Open it first."""


def say(
    assistant: SandboxAssistant,
    chat_store: ChatStore,
    who: str,
    text: str,
    place: str = FIRST,
    *,
    answers: Mapping[str, str] | None = None,
) -> str:
    """Send a line as one of the demo people (an id, a name, or for example `rep`); returns the answer as plain text.

    `place` is a channel (`#deals`) or `direct`. With `answers`, the line is the command of a filled-in form.
    Raises UnknownPerson, NoSuchPlace or receive.Misread.
    """
    speaker = called(who).id
    here = speaker if place in ("direct", speaker) else f"#{place.lstrip('#')}"
    line = {"who": speaker, "place": here, "text": text, "key": f"terminal-{uuid.uuid4()}"}
    if not answers:
        return plain(answer_line(assistant, chat_store, line).card)
    form = {**line, "command": receive.bare(text), "values": dict(answers), "subject": "", "message": 0, "label": text}
    return plain(answer_form(assistant, chat_store, form).card)


def answer_line(assistant: SandboxAssistant, chat_store: ChatStore, payload: Mapping[str, Any]) -> Answer:
    """A typed line: saved as it was typed, then answered below."""
    inbound = _placed(chat_store, receive.typed(payload))
    question = chat_store.record(inbound, assistant.now(), str(payload["text"]).strip())
    return _answered(assistant, chat_store, inbound, question)


def answer_press(assistant: SandboxAssistant, chat_store: ChatStore, payload: Mapping[str, Any]) -> Answer:
    """A pressed button: saved under its label, then answered below, or in the place of the card that it ends."""
    inbound = _placed(chat_store, receive.pressed(payload))
    question = chat_store.record(inbound, assistant.now(), receive.label(payload), "pressed")
    answer = _answer(assistant, inbound)
    message = receive.message(payload) if "message" in payload else 0
    ends = answer.ends and chat_store.private(message, inbound.speaker.user)
    if not (ends and chat_store.edit(message, drawn(answer.card))):
        return _shown(assistant, chat_store, question, answer)
    _follow_up(assistant, question)
    return answer


def answer_file(
    assistant: SandboxAssistant, chat_store: ChatStore, payload: Mapping[str, Any], attachment: Attachment
) -> Answer:
    """A dropped file: saved under its name, then answered below."""
    inbound = _placed(chat_store, receive.dropped(payload, attachment))
    question = chat_store.record(inbound, assistant.now(), attachment.name, "sent")
    return _answered(assistant, chat_store, inbound, question)


def answer_form(assistant: SandboxAssistant, chat_store: ChatStore, payload: Mapping[str, Any]) -> Answer:
    """A form: with faults it is shown again in its place; otherwise it closes and is answered below."""
    inbound = _placed(chat_store, receive.submitted(payload))
    answer = _answer(assistant, inbound)
    message = receive.message(payload)
    mine = chat_store.private(message, inbound.speaker.user)
    if mine and _faulty(answer.card, inbound):
        chat_store.edit(message, drawn(answer.card))
        return answer
    question = chat_store.record(inbound, assistant.now(), receive.label(payload), "sent")
    if mine:
        chat_store.settle(message, "Sent")
    return _shown(assistant, chat_store, question, answer)


def _placed(chat_store: ChatStore, inbound: Inbound) -> Inbound:
    if not chat_store.knows(inbound.place):
        raise NoSuchPlace(f"There is no channel {inbound.place.id} here. Open it in the browser first, or use #deals.")
    return inbound


def _answered(assistant: SandboxAssistant, chat_store: ChatStore, inbound: Inbound, question: int) -> Answer:
    return _shown(assistant, chat_store, question, _answer(assistant, inbound))


def _shown(assistant: SandboxAssistant, chat_store: ChatStore, question: int, answer: Answer) -> Answer:
    """Show the answer to a question, then let the messages that follow from it come."""
    chat_store.answer(question, drawn(answer.card), assistant.now(), answer.seen_by == "place")
    _follow_up(assistant, question)
    return answer


def _follow_up(assistant: SandboxAssistant, question: int) -> None:
    try:
        assistant.follow_up()
    except Exception:  # what waits is sent after the next request
        log.exception("the assistant failed to follow up", question=question)


def _answer(assistant: SandboxAssistant, inbound: Inbound) -> Answer:
    """The assistant's answer; a fault of ours goes to the log and is answered with a sentence too."""
    try:
        return assistant.reply(inbound)
    except Exception:  # after any fault the person gets a sentence, and the log gets the rest
        log.exception("the assistant failed to answer", key=inbound.key)
        return Answer(_BROKEN)


def _faulty(card: Card, inbound: Inbound) -> bool:
    """Whether the card is the form that came in, with an error beside a field."""
    for part in card.body:
        if isinstance(part, Form) and part.command == inbound.text:
            return any(field.error for field in part.fields)
    return False
