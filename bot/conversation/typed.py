"""Commands typed as talk: what reads is answered at once, what would write is proposed with the very command."""

import re
from dataclasses import dataclass, replace

from adapters.card import Buttons, Card
from adapters.chat import Answer
from bot.commands.registry import COMMANDS
from bot.dispatch.find_command import Chosen, resolve
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import deals
from bot.store.names import name_key

POLITE = re.compile(
    r"^(?:(?:please|pls|can you|could you|would you)\s+)+|[\s,]+(?:please|pls|thanks|thank you)[.!]*$|\?+$",
    re.IGNORECASE,
)
EVERYDAY = frozenset({"new", "next", "back", "here", "note", "payment", "trigger", "obligation", "objection", "away"})
"""Verbs that are everyday words: a sentence that begins with one isn't a command by that alone."""

DECIDING = frozenset({"approve", "accept", "decline"})
READING = frozenset({"list", "show", "history", "funnel", "flywheel", "stalled", "home", "help", "neither"})
BARE = frozenset({"team", "rules", "settings", "playbook", "digest"})
"""Commands that show something where nothing follows them."""

OF_A_DEAL = frozenset({"met", "set", "log", "lose", "wait", "advance", "engage"})


@dataclass(frozen=True, slots=True)
class Typed:
    """A command that was typed as talk: its whole text with the deal by its id, and that deal's id."""

    command: str
    deal: str
    chosen: Chosen


BY_NAME = re.compile(r"^/?deal[\s:,]+(?P<command>(?P<verb>\w+)\b.*)$", re.IGNORECASE | re.DOTALL)


def ordered(text: str) -> str:
    """The command in a message that calls the bot by its command, "deal advance acme"; nothing for plain words."""
    found = BY_NAME.match(text.strip())
    return found["command"] if found and found["verb"].casefold() in COMMANDS else ""


def polite_aside(text: str) -> str:
    """A command without polite words around it."""
    return POLITE.sub("", POLITE.sub("", text.strip())).strip()


def typed(request: Request) -> Typed | None:
    """The command that a text is as a whole, with its deal named exactly; None for any other text."""
    text = polite_aside(request.inbound.text)
    verb = text.split(maxsplit=1)[0].casefold() if text else ""
    if verb not in COMMANDS:
        return None
    chosen = resolve(replace(request, inbound=replace(request.inbound, text=text)))
    if not isinstance(chosen, Chosen):
        return None
    named = chosen.reading.words.get("deal", "")
    if not chosen.deal:
        return Typed(text, "", chosen)
    found = deals.find(request.tx, request.tenant.id, chosen.deal)
    if found is None or not (named == f"#{found.id}" or name_key(named) == name_key(found.name)):
        return None
    return Typed(chosen.reading.with_deal(found.id), found.id, chosen)


def typed_reading(request: Request) -> Typed | None:
    """The reading command that a text is as a whole."""
    words = polite_aside(request.inbound.text).split()
    verb = words[0].casefold() if words else ""
    if verb not in READING and not (verb in BARE and len(words) == 1):
        return None
    return None if verb == "help" and len(words) > 2 else typed(request)


def typed_order(request: Request) -> Typed | None:
    """The command that a text is as a whole, where its writer can give it and it isn't an everyday sentence."""
    found = typed(request)
    if found is None or found.chosen.command.verb in EVERYDAY | DECIDING:
        return None
    if found.chosen.command.may == "admin" and "admin" not in request.me.roles:
        return None
    return None if not found.deal and found.chosen.command.verb in OF_A_DEAL else found


def read_at_once(request: Request, command: str) -> Answer | None:
    """The answer of a command that only reads, or what it asks back; None where it makes no sense."""
    asked = replace(request, inbound=replace(request.inbound, text=command))
    chosen = resolve(asked)
    if not isinstance(chosen, Chosen):
        return None
    try:
        return _reading(asked, chosen)
    except Misunderstood as misunderstood:
        return private(misunderstood.card) if _asks(misunderstood.card) else None


def _asks(card: Card) -> bool:
    """Whether a card asks which of several is meant, by buttons."""
    return any(isinstance(part, Buttons) for part in card.body)


def _reading(request: Request, chosen: Chosen) -> Answer:
    """Run it without holding its deal, since nothing is written: an approval's card and the team are shown so too."""
    values: dict[str, object] = {**chosen.reading.words}
    if chosen.deal:
        values["deal"] = deals.find(request.tx, request.tenant.id, chosen.deal)
    return chosen.command.run(request, **values)
