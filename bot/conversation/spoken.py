"""Spoken: an answer to talk, with what is kept of it for the next message."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.chat import Answer
from bot.request import Request
from bot.store import conversations


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer, with what is remembered of it: the deal it was about, and the operations that it proposed.

    `weak` says that nothing about a deal was understood, or only its name after a misspelt command.
    `order` is the command that is carried out: a yes stands for it, it was typed as a whole and can be undone, or it is
    an answer to an open question with its `values`.
    """

    answer: Answer
    deal: str = ""
    proposed: tuple[Mapping[str, Any], ...] = ()
    weak: bool = False
    order: str = ""
    values: Mapping[str, str] | None = None


def remember(request: Request, spoken: Spoken) -> None:
    """Keep what was spoken about, for the next message of this person in this place."""
    if spoken.deal:
        place, now = request.inbound.place, request.context.now
        conversations.remember(request.tx, request.tenant.id, request.me.id, place, spoken.deal, spoken.proposed, now)


def worked_on(request: Request, named: str) -> None:
    """Remember the deal that a command was about, for the sentence after it; `named` is the one it was typed for.

    What was proposed before is over: a yes to it now would be a yes to something that is out of sight.
    """
    touched = {deal.id for deal, _ in request.saved}
    deal = named or (touched.pop() if len(touched) == 1 else "")
    if deal and not request.inbound.unasked and not request.inbound.through:
        place, now = request.inbound.place, request.context.now
        conversations.remember(request.tx, request.tenant.id, request.me.id, place, deal, (), now)
