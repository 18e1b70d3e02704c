"""Calls to Slack whose failure changes nothing that was saved."""

import asyncio
from collections.abc import Awaitable

import structlog

PATIENCE_SECONDS = 2.0
"""Seconds for a call while a person waits: a trigger and an acknowledgement expire after three (Slack's docs on
interactivity)."""

log = structlog.get_logger("slack")


async def soon(call: Awaitable[object], seconds: float = PATIENCE_SECONDS) -> bool:
    """Wait a moment for a call; returns whether it succeeded. The ledger has everything all the same."""
    try:
        await asyncio.wait_for(call, seconds)
    except Exception as fault:  # noqa: BLE001  # Slack is away or the trigger ran out; the ledger has it all
        log.warning("not shown", fault=type(fault).__name__)
        return False
    return True
