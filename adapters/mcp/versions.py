"""Versions: which way a client speaks, today's in which each request stands alone, or the older one with a greeting.

Source: the specification of 28 July 2026, "Per-request protocol fields" and "Streamable HTTP".
"""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.mcp.messages import BAD_PARAMS, MISMATCH, NO_VERSION, Fault, Message

TODAYS = "2026-07-28"
OLDER = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
VERSION, CLIENT = "io.modelcontextprotocol/protocolVersion", "io.modelcontextprotocol/clientCapabilities"
SERVER = "io.modelcontextprotocol/serverInfo"
NAMED = {"tools/call": "name", "prompts/get": "name", "resources/read": "uri"}
"""The parameter that a client repeats in the header `Mcp-Name`, by method."""
ENCODED = re.compile(r"=\?base64\?(?P<payload>[A-Za-z0-9+/=]*)\?=")
ONCE = ("mcp-protocol-version", "mcp-method", "mcp-name")
OWN = {"name": "stagecoach", "title": "Stagecoach", "version": "1"}


def is_todays(message: Message, headers: Mapping[str, str]) -> bool:
    """Whether a request stands alone: its header or its own words name a version that isn't one of the older."""
    said = headers.get("mcp-protocol-version") or message.meta.get(VERSION)
    return said is not None and said not in OLDER


def check_older(message: Message) -> str:
    """The version to greet with: the client's where we know it, else our latest."""
    wanted = message.params.get("protocolVersion")
    return wanted if isinstance(wanted, str) and wanted in OLDER else OLDER[-1]


def check_todays(message: Message, headers: Mapping[str, str] | None) -> None:
    """Raise Fault unless a request names its version and its client, and the headers say the same.

    `headers` is None where there are none, on standard input.
    """
    lacking = [key for key in (VERSION, CLIENT) if key not in message.meta]
    if lacking:
        raise Fault(BAD_PARAMS, f"params._meta needs {' and '.join(lacking)}.")
    version = message.meta[VERSION]
    if headers is not None:
        _check_headers(message, headers, version)
    if not isinstance(version, str):
        raise Fault(BAD_PARAMS, "The protocol version is a text.")
    if version != TODAYS:
        raise Fault(NO_VERSION, "Unsupported protocol version", {"supported": [TODAYS], "requested": version[:40]})


def _check_headers(message: Message, headers: Mapping[str, str], version: object) -> None:
    if headers.get("mcp-protocol-version") != version:
        raise Fault(MISMATCH, "The header MCP-Protocol-Version says something else than the body.")
    if headers.get("mcp-method") != message.method:
        raise Fault(MISMATCH, "The header Mcp-Method says something else than the body.")
    named = message.params.get(NAMED.get(message.method, ""))
    if named is not None and _decoded(headers.get("mcp-name", "")) != named:
        raise Fault(MISMATCH, "The header Mcp-Name says something else than the body.")


def _decoded(header: str) -> str:
    found = ENCODED.fullmatch(header)
    if found is None:
        return header
    try:
        return base64.b64decode(found["payload"], validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def check_once(names: Sequence[str]) -> None:
    """Raise Fault where a header that names the request comes twice: two readers would take different ones."""
    lower = [name.lower() for name in names]
    if any(lower.count(name) > 1 for name in ONCE):
        raise Fault(MISMATCH, "A header comes twice.")


def as_today(values: Mapping[str, Any], seconds: int | None = None) -> dict[str, Any]:
    """A result as today's clients expect it. `seconds` is how long the client can keep one that can be kept."""
    kept = {} if seconds is None else {"ttlMs": seconds * 1000, "cacheScope": "private"}
    return {**values, **kept, "resultType": "complete"}
