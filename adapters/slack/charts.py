"""Charts in the messages to a workspace: sent until Slack refuses one, and then left out for a while.

Slack brings new blocks to one workspace after the other, and says nowhere which ones have them.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

import structlog
from slack_sdk.errors import SlackApiError

from adapters.card import Card, Chart

REFUSALS = ("invalid_blocks", "invalid_arguments")
"""How Slack's errors begin where it doesn't know a block: of messages and response addresses, and of views."""

T = TypeVar("T")
log = structlog.get_logger("slack")


class Refusals(Protocol):
    """Remembers which workspaces refuse charts."""

    def lately(self, workspace: str) -> bool:
        """Whether Slack refused a chart there not long ago."""
        ...

    def note(self, workspace: str) -> None:
        """Slack refused a chart there now."""
        ...


class BlocksRefused(Exception):
    """Slack refuses the blocks of a message at a response address."""


class Charts:
    """Sends cards with their charts where the workspace takes them. Without `refusals`, none does."""

    def __init__(self, refusals: Refusals | None = None) -> None:
        self._refusals = refusals

    def offered(self, card: Card, workspace: str) -> bool:
        """Whether to send this card with its charts."""
        drawable = any(isinstance(part, Chart) and part.drawable for part in card.body)
        if not drawable or not workspace or self._refusals is None:
            return False
        try:
            return not self._refusals.lately(workspace)
        except Exception as fault:  # noqa: BLE001  # the store is away: the card goes out as it always can
            log.warning("charts left out", fault=type(fault).__name__)
            return False

    async def sent(self, card: Card, workspace: str, send: Callable[[bool], Awaitable[T]]) -> T:
        """What `send` gives. It is called with whether to draw the charts, and again without them if Slack refuses."""
        if not await asyncio.to_thread(self.offered, card, workspace):
            return await send(False)
        try:
            return await send(True)
        except (SlackApiError, BlocksRefused) as refusal:
            _look_into(refusal)
        done = await send(False)
        await asyncio.to_thread(self._note, workspace)
        return done

    def sent_at_once(self, card: Card, workspace: str, send: Callable[[bool], T]) -> T:
        """The same for a call that blocks."""
        if not self.offered(card, workspace):
            return send(False)
        try:
            return send(True)
        except SlackApiError as refusal:
            _look_into(refusal)
        done = send(False)
        self._note(workspace)
        return done

    def _note(self, workspace: str) -> None:
        """Without the chart it went out, so the chart was what Slack refused."""
        if self._refusals is None:
            return
        try:
            self._refusals.note(workspace)
        except Exception as fault:  # noqa: BLE001  # the message is out; the next chart tries again
            log.warning("not noted", fault=type(fault).__name__)


def _look_into(refusal: SlackApiError | BlocksRefused) -> None:
    """Log what Slack refused; raises it again where that was something else than blocks."""
    if isinstance(refusal, BlocksRefused):
        log.warning("blocks refused", said=str(refusal))
        return
    said: Any = getattr(refusal.response, "data", None)
    said = said if isinstance(said, dict) else {}
    if not str(said.get("error", "")).startswith(REFUSALS):
        raise refusal
    details = said.get("response_metadata")
    messages = details.get("messages") if isinstance(details, dict) else None
    log.warning(
        "blocks refused", error=said["error"], errors=str(said.get("errors"))[:500], messages=str(messages)[:500]
    )
