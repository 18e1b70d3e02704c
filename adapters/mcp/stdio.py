"""Standard input: one message a line, one answer a line, for an agent's program that starts us by itself."""

import json
from collections.abc import Callable
from typing import BinaryIO

from adapters.mcp.assistant import AgentAssistant, Caller, NoAnswer
from adapters.mcp.exchange import reply_to
from adapters.mcp.messages import INTERNAL, INVALID, Fault

LARGEST = 64 * 1024
"""Bytes of one line."""


def serve(assistant: AgentAssistant, caller: Callable[[], Caller | None], reading: BinaryIO, writing: BinaryIO) -> None:
    """Answer line by line until the input ends, or until `caller` finds that no one is let in any more."""
    while line := reading.readline(LARGEST + 1):
        if len(line) > LARGEST:
            _skip(reading, line)
            _write(writing, Fault(INVALID, "This message is too long.").reply())
            continue
        if not line.strip():
            continue
        try:
            who = caller()
        except NoAnswer:
            _write(writing, Fault(INTERNAL, "The database doesn't answer. Try again in a minute.").reply())
            continue
        if who is None:
            return
        reply = reply_to(assistant, who, line, None)
        if reply.message is not None:
            _write(writing, reply.message)


def _skip(reading: BinaryIO, line: bytes) -> None:
    """Read on to the end of a line that is too long."""
    while line and not line.endswith(b"\n"):
        line = reading.readline(LARGEST)


def _write(writing: BinaryIO, message: object) -> None:
    writing.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    writing.flush()
