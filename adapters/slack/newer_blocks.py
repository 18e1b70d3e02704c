"""Newer blocks in the messages to a workspace: sent until Slack refuses one, and then left out for a while.

Slack brings new blocks to one workspace after the other, and says nowhere which ones have them. Each kind counts by
itself: a workspace can have data tables and no charts.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, Literal, Protocol, TypeVar

import structlog
from slack_sdk.errors import SlackApiError

from adapters.card import Card, Chart, Element, Table
from adapters.slack import data_table

REFUSALS = ("invalid_blocks", "invalid_arguments")
"""How Slack's errors begin where it doesn't know a block: of messages and response addresses, and of views."""

Kind = Literal["chart", "table"]
Newer = frozenset[Kind]
"""The parts of a card that go out as one of Slack's newer blocks."""
NONE: Newer = frozenset()

T = TypeVar("T")
log = structlog.get_logger("slack")


class Refusals(Protocol):
    """Remembers which newer blocks a workspace refuses."""

    def lately(self, workspace: str) -> frozenset[str]:
        """The kinds that Slack refused there not long ago."""
        ...

    def note(self, workspace: str, kinds: Newer) -> None:
        """Slack refused these there now."""
        ...


class BlocksRefused(Exception):
    """Slack refuses the blocks of a message at a response address."""


class NewerBlocks:
    """Sends cards with newer blocks where the workspace takes them. Without `refusals`, none does.

    `_suspected` has the blocks without which a refused card has yet to go out. A second try then begins without them:
    Slack counts the refused call too, and would let no second one through in the same second.
    """

    def __init__(self, refusals: Refusals | None = None) -> None:
        self._refusals = refusals
        self._suspected: dict[str, Newer] = {}
        self._changing = Lock()  # delivery's threads send to one workspace at the same time

    def offered(self, card: Card, workspace: str) -> Newer:
        """The kinds of newer blocks to send this card with."""
        wanted = _wanted(card)
        if not wanted or not workspace or self._refusals is None:
            return NONE
        try:
            return wanted - self._refusals.lately(workspace) - self._suspected.get(workspace, NONE)
        except Exception as fault:  # noqa: BLE001  # the store is away: the card goes out as it always can
            log.warning("newer blocks left out", fault=type(fault).__name__)
            return NONE

    async def sent(self, card: Card, workspace: str, send: Callable[[Newer], Awaitable[T]]) -> T:
        """What `send` gives. It is called with the newer blocks to use, and again with none if Slack refuses."""
        newer = await asyncio.to_thread(self.offered, card, workspace)
        try:
            if newer:
                return await send(newer)
        except (SlackApiError, BlocksRefused) as refusal:
            self._suspect(workspace, newer, refusal)
        with self._cleared_of(card, workspace):
            done = await send(NONE)
        await asyncio.to_thread(self._note, card, workspace)
        return done

    def sent_at_once(self, card: Card, workspace: str, send: Callable[[Newer], T]) -> T:
        """The same for a call that blocks."""
        newer = self.offered(card, workspace)
        try:
            if newer:
                return send(newer)
        except SlackApiError as refusal:
            self._suspect(workspace, newer, refusal)
        with self._cleared_of(card, workspace):
            done = send(NONE)
        self._note(card, workspace)
        return done

    def _suspect(self, workspace: str, newer: Newer, refusal: SlackApiError | BlocksRefused) -> None:
        """Slack refused a card with these; raises it again where that was for something else than blocks."""
        if not _is_about_blocks(refusal):
            raise refusal
        _log(refusal)
        with self._changing:
            self._suspected[workspace] = self._suspected.get(workspace, NONE) | newer

    @contextmanager
    def _cleared_of(self, card: Card, workspace: str) -> Iterator[None]:
        """A card that is refused without newer blocks, too, says nothing about them."""
        try:
            yield
        except (SlackApiError, BlocksRefused) as refusal:
            if _is_about_blocks(refusal):
                self._settled(card, workspace)
            raise

    def _settled(self, card: Card, workspace: str) -> Newer:
        """The card's kinds that were suspected, and from now on aren't."""
        with self._changing:
            suspected = self._suspected.pop(workspace, NONE)
            if others := suspected - _wanted(card):
                self._suspected[workspace] = others
        return suspected - others

    def _note(self, card: Card, workspace: str) -> None:
        """Without them it went out, so they were what Slack refused. Of two kinds in one message, both count."""
        kinds = self._settled(card, workspace)
        if self._refusals is None or not kinds:
            return
        try:
            self._refusals.note(workspace, kinds)
        except Exception as fault:  # noqa: BLE001  # the message is out; the next one tries again
            log.warning("not noted", fault=type(fault).__name__)


def _wanted(card: Card) -> Newer:
    wanted: set[Kind] = set()
    for part in card.body:
        wanted |= _kinds(part)
    return frozenset(wanted)


def _kinds(part: Element) -> Newer:
    match part:
        case Chart() if part.drawable:
            return frozenset({"chart"})
        case Table() if data_table.fits(part):
            return frozenset({"table"})
        case _:
            return NONE


def _is_about_blocks(refusal: SlackApiError | BlocksRefused) -> bool:
    """Whether Slack refused what a card is made of, and not the message."""
    return isinstance(refusal, BlocksRefused) or str(_said(refusal).get("error", "")).startswith(REFUSALS)


def _said(refusal: SlackApiError) -> dict[str, Any]:
    said: Any = getattr(refusal.response, "data", None)
    return said if isinstance(said, dict) else {}


def _log(refusal: SlackApiError | BlocksRefused) -> None:
    if isinstance(refusal, BlocksRefused):
        log.warning("blocks refused", said=str(refusal))
        return
    said = _said(refusal)
    details = said.get("response_metadata")
    messages = details.get("messages") if isinstance(details, dict) else None
    log.warning(
        "blocks refused", error=said["error"], errors=str(said.get("errors"))[:500], messages=str(messages)[:500]
    )
