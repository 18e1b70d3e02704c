"""One exchange: the bytes of a message, answered for a caller in the way its client speaks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from adapters.mcp import messages, versions
from adapters.mcp.assistant import AgentAssistant, Caller
from adapters.mcp.messages import INTERNAL, INVALID, STATUS, Fault, Message
from adapters.mcp.methods import Methods

log = structlog.get_logger("agents")


@dataclass(frozen=True, slots=True)
class Reply:
    """The HTTP status, and the message to send back; None for a notification, which gets no answer."""

    status: int
    message: Mapping[str, Any] | None = None


def reply_to(assistant: AgentAssistant, caller: Caller, raw: bytes, headers: Mapping[str, str] | None) -> Reply:
    """Answer one message. `headers` by their names in small letters; None on standard input. It blocks."""
    try:
        message = messages.read(raw)
    except Fault as fault:
        return Reply(STATUS[fault.code], fault.reply())
    try:
        return _answered(assistant, caller, message, headers)
    except Fault as fault:
        return Reply(STATUS[fault.code] if _todays(message, headers) else 200, fault.reply(message.id))
    except Exception:  # any fault of ours: the agent gets no more of it than that
        log.exception("an agent's request broke", method=message.method[:40])
        return Reply(200, Fault(INTERNAL, "That went wrong on our side. Try again in a minute.").reply(message.id))


def _answered(assistant: AgentAssistant, caller: Caller, message: Message, headers: Mapping[str, str] | None) -> Reply:
    if message.id is None:
        if not message.method.startswith("notifications/"):
            raise Fault(INVALID, "A request needs an id.")
        return Reply(202)
    todays = _todays(message, headers)
    if todays:
        versions.check_todays(message, headers)
    values = Methods(assistant, caller).answer(message, todays=todays)
    return Reply(200, messages.result(message, values))


def _todays(message: Message, headers: Mapping[str, str] | None) -> bool:
    return message.method == "server/discover" or versions.is_todays(message, headers or {})
