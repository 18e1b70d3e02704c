"""Kept: what a message offered, listed or carried out, as the conversation remembers it for the next one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from adapters.card import Buttons, Card
from bot.language.understanding.around import Around
from bot.language.understanding.choices import language_of
from bot.language.understanding.clause import clause_of
from bot.language.understanding.commands import command_of
from bot.language.understanding.picked import names_only
from bot.language.understanding.proposal import Operation
from bot.language.understanding.reads import agrees
from bot.language.understanding.understand import order_of
from bot.request import Request
from bot.store.conversations import LISTED, SAID, Remembered
from bot.views.talk.drafts import FORMS
from bot.views.talk.proposal import draft_command

OPENS = re.compile(r"^show #([0-9a-f]{12})$")
MOST_LISTED = 10
NEVER_BY_YES = frozenset({"advance", "approve", "accept", "decline", "waive", "lose", "churn", "withdraw", "back"})
Kept = tuple[Mapping[str, Any], ...]


def held(operation: Operation) -> Mapping[str, Any]:
    """An operation as it is kept between messages. One in doubt isn't complete, so that a yes to it is none."""
    slots, complete = dict(operation.slots), operation.complete and not operation.readings
    return {"verb": operation.verb, "deal": operation.deal, "slots": slots, "complete": complete}


def offered(operation: Operation) -> Mapping[str, Any]:
    """An offer as it is kept: a yes to it opens its form, as its button does."""
    one = held(operation)
    return {**one, "complete": False} if operation.verb in FORMS else one


def operation(one: Mapping[str, Any]) -> Operation:
    """The operation that was kept."""
    return Operation(one["verb"], one["deal"], one["slots"], one["complete"])


def only(several: Sequence[Mapping[str, Any]]) -> Operation | None:
    """The one thing that was kept; None where it was nothing, or several."""
    return operation(several[0]) if len(several) == 1 else None


def is_proposal(several: Kept) -> bool:
    """Whether something waits for a press, and isn't only listed."""
    return any(one["verb"] not in (LISTED, SAID) for one in several)


def carried(words: str, around: Around, deal: str, command: str) -> Kept:
    """What a whole command that is carried out now means; nothing where plain words of it would mean otherwise.

    "plan Acme call Carla on Friday" is in plain words "call Carla on Friday", about Acme.
    """
    typed = command.partition(" ")[0].casefold()
    for said in (words, command.partition(f"#{deal} ")[2]):
        one = order_of(said, replace(around, here=deal))
        if one is not None and (one.deal, one.verb) == (deal, typed):
            return ({**held(one), "command": command},)
    return ()


def said(words: str) -> Kept:
    """Words about a deal that isn't known yet."""
    return (held(Operation(SAID, "", {"text": words}, complete=False)),)


def resumed(remembered: Remembered | None, words: str, around: Around) -> tuple[str, str] | None:
    """What was said before, and its deal, where a message does nothing but name that deal."""
    before = remembered.proposed[0] if remembered and len(remembered.proposed) == 1 else None
    if before is None or before["verb"] != SAID:
        return None
    language = language_of(around.playbook)
    named = names_only(clause_of(words, around, language), language)
    return (before["slots"]["text"], *named) if len(named) == 1 else None


def order_agreed_to(request: Request, proposed: Operation | None) -> str:
    """The command that a yes to the only proposal stands for; nothing in a channel, or for what is too weighty."""
    if proposed is None or proposed.verb in NEVER_BY_YES or request.inbound.place.kind != "direct":
        return ""
    return command_of(proposed) if agrees(request.inbound.text, request.context.playbook) else ""


def form_agreed_to(request: Request, proposed: Operation | None) -> str:
    """The command that opens the form of the only proposal, where a yes can't carry it out as it stands."""
    if proposed is None or not agrees(request.inbound.text, request.context.playbook):
        return ""
    return "" if command_of(proposed) else draft_command(proposed)


def agreed(remembered: Remembered | None, command: str) -> Kept:
    """The proposal that a yes carries out: no longer waiting, so that a second yes does nothing."""
    return tuple({**one, "command": command} for one in remembered.waiting) if remembered else ()


def done(remembered: Remembered | None, deal: str, command: str) -> Kept:
    """What a command on a deal stood for, if it was proposed or typed as a whole."""
    for one in remembered.proposed if remembered else ():
        if one["deal"] == deal and command in (one.get("command"), command_of(operation(one))):
            return ({**one, "command": command},)
    return ()


def listed_in(card: Card) -> Kept:
    """The deals that a card lists, in their order; nothing where it opens fewer than two."""
    found: dict[str, None] = {}
    for part in card.body:
        for button in part.every if isinstance(part, Buttons) else ():
            if opens := OPENS.match(button.command):
                found.setdefault(opens[1])
    deals = list(found)[:MOST_LISTED]
    return tuple(held(Operation(LISTED, deal)) for deal in deals) if len(deals) > 1 else ()
