"""Spoken: an answer to talk, with what is kept of it for the next message."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from adapters.chat import Answer
from bot.conversation import kept
from bot.request import Request
from bot.store import conversations
from bot.store.conversations import Remembered
from bot.store.engine.faults import Conflict, NotSaved
from bot.store.engine.store import Store

FRESH = timedelta(minutes=5)
"""For so long a deal that is looked at again needs no writing down."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer, with what is remembered of it: the deal it was about, and the operations that it proposed.

    `weak` says that nothing about a deal was understood, or only its name after a misspelt command.
    `order` is the command that is carried out: a yes stands for it, it was typed as a whole and can be undone, or it is
    an answer to an open question with its `values`. `before` is what was remembered when the message was read.
    """

    answer: Answer
    deal: str = ""
    proposed: tuple[Mapping[str, Any], ...] = ()
    weak: bool = False
    order: str = ""
    values: Mapping[str, str] | None = None
    before: Remembered | None = None


def remember(request: Request, spoken: Spoken) -> None:
    """Keep what was spoken about, for the next message of this person in this place.

    Raises Conflict where an order was read by what another message has changed meanwhile: of two "yes" at the same
    moment the second finds nothing to agree to.
    """
    if spoken.deal or spoken.proposed:
        place, now = request.inbound.place, request.context.now
        if spoken.order and _about(_held(request)) != _about(spoken.before):
            raise Conflict
        conversations.remember(request.tx, request.tenant.id, request.me.id, place, spoken.deal, spoken.proposed, now)


def _held(request: Request) -> Remembered | None:
    place, now = request.inbound.place, request.context.now
    return conversations.recall(request.tx, request.tenant.id, request.me.id, place, now, hold=True)


def _about(known: Remembered | None) -> tuple[object, ...]:
    return (known.deal, known.proposed) if known else ()


def newly_opened(request: Request, deal: str) -> str:
    """The deal that this person just opened, if it isn't remembered as it is: it is new, or something was proposed."""
    if not deal or request.inbound.unasked or request.inbound.through:
        return ""
    place, now = request.inbound.place, request.context.now
    known = conversations.recall(request.tx, request.tenant.id, request.me.id, place, now)
    same = known is not None and known.deal == deal and not known.proposed and now - known.at <= FRESH
    return "" if same else deal


def remember_opened(store: Store, make: Callable[[Connection], Request], deal: str) -> None:
    """Remember the deal that someone opened, if any, for the sentence after it; a busy store leaves it out."""
    if not deal:
        return
    with suppress(NotSaved), store.writing() as tx:
        worked_on(make(tx), deal)


def worked_on(request: Request, named: str) -> None:
    """Remember the deal that a command was about, for the sentence after it; `named` is the one it was typed for.

    What was proposed before is over: a yes to it now would be a yes to something that is out of sight. What this very
    command carried out stays known as done, so that it can be corrected.
    """
    touched = {deal.id for deal, _ in request.saved}
    deal = named or (touched.pop() if len(touched) == 1 else "")
    if deal and not request.inbound.unasked and not request.inbound.through:
        place, now = request.inbound.place, request.context.now
        known = conversations.recall(request.tx, request.tenant.id, request.me.id, place, now)
        done = kept.done(known, deal, request.inbound.text)
        conversations.remember(request.tx, request.tenant.id, request.me.id, place, deal, done, now)
