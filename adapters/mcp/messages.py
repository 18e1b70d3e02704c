"""JSON-RPC: one message in, one message out, within bounds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PARSE, INVALID, NO_METHOD, BAD_PARAMS, INTERNAL = -32700, -32600, -32601, -32602, -32603
MISMATCH, NO_VERSION = -32020, -32022
"""Of the protocol of 28 July 2026: headers that say something else than the body, and a version we don't speak."""
STATUS = {PARSE: 400, INVALID: 400, BAD_PARAMS: 400, MISMATCH: 400, NO_VERSION: 400, NO_METHOD: 404}

DEEPEST = 12
"""Levels of a message. A tool's arguments are on the third, and a client's description of itself on the fifth."""
LONGEST_ID = 200


class Fault(Exception):
    """A message that can't be answered as it is; `code` is JSON-RPC's."""

    def __init__(self, code: int, why: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(why)
        self.code, self.data = code, data

    def reply(self, number: str | int | None = None) -> dict[str, Any]:
        """The error as a message; `number` is the id of the request, if it has one."""
        error: dict[str, Any] = {"code": self.code, "message": str(self)}
        if self.data is not None:
            error["data"] = self.data
        return {"jsonrpc": "2.0", "id": number, "error": error}


@dataclass(frozen=True, slots=True)
class Message:
    """A request, or without an `id` a notification."""

    method: str
    params: Mapping[str, Any] = field(default_factory=dict)
    id: str | int | None = None

    @property
    def meta(self) -> Mapping[str, Any]:
        """What the client says about the request itself; nothing where it says nothing."""
        found = self.params.get("_meta")
        return found if isinstance(found, dict) else {}


def read(raw: bytes) -> Message:
    """The message in these bytes; raises Fault."""
    try:
        found = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # half a character can't be sent back to anyone
    except (ValueError, RecursionError):
        raise Fault(PARSE, "This isn't JSON.") from None
    if not isinstance(found, dict) or found.get("jsonrpc") != "2.0":
        raise Fault(INVALID, "Send one JSON-RPC 2.0 request or notification.")
    if _depth(found) > DEEPEST:
        raise Fault(INVALID, "This message is nested too deeply.")
    method, params, number = found.get("method"), found.get("params", {}), found.get("id")
    if not isinstance(method, str) or not isinstance(params, dict):
        raise Fault(INVALID, "A message has a method, and its params are an object.")
    if "id" in found and not _is_id(number):
        raise Fault(INVALID, "An id is a whole number or a short text.")
    return Message(method, params, number)


def _is_id(number: object) -> bool:
    if isinstance(number, str):
        return len(number) <= LONGEST_ID
    return isinstance(number, int) and not isinstance(number, bool) and abs(number) < 2**63


def _no_number(word: str) -> None:
    """Refuse NaN and infinities: Python reads them, but they aren't JSON."""
    raise ValueError(word)


def _depth(value: object) -> int:
    """How deep lists and objects stand in each other; a loop, since a sender chooses the depth."""
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        one, level = waiting.pop()
        deepest = max(deepest, level)
        if isinstance(one, dict):
            waiting.extend((each, level + 1) for each in one.values())
        elif isinstance(one, list):
            waiting.extend((each, level + 1) for each in one)
    return deepest


def result(message: Message, values: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a request."""
    return {"jsonrpc": "2.0", "id": message.id, "result": values}
