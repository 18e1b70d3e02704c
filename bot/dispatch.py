"""Dispatch: from the words of a command to the function that carries it out, with its deal found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz
from rapidfuzz import process as fuzzy

import bot.commands  # noqa: F401  # importing the package registers every command
from adapters.card import Card
from adapters.chat import Answer
from bot import ask_back
from bot.ask_back import Typed
from bot.commands.registry import COMMANDS, Command
from bot.language import deal_lookup, vocabulary
from bot.language.deal_lookup import Asking
from bot.language.grammar import Binding, Known, Pattern, readings
from bot.misunderstood import Misunderstood, Unclear
from bot.request import Request, private
from bot.store import deals
from bot.store.engine.faults import Conflict
from bot.views import replies

MOST_READINGS = 60
OWN_NAME = re.compile(r"^\s*/?deal\b|^\s*/", re.IGNORECASE)
UNREASONED = re.compile(r"\s+because$", re.IGNORECASE)
Reading = tuple[Command, Pattern, Binding]
Hit = tuple[Binding, str]
"""A reading's slots, and the id of the deal they name."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What was meant: the command, how it was read, and the id of its deal, if it has one."""

    command: Command
    pattern: Pattern
    binding: Binding
    deal: str = ""


def only_reads(text: str) -> bool:
    """Whether a command, whatever it turns out to mean, cannot change anything."""
    said = _verb(text)[0]
    return said in COMMANDS and all(one.reads for one in COMMANDS[said])


def verb(text: str) -> str:
    """The command that a text begins with, `other` for what is none."""
    said = _verb(text)[0]
    return said if said in COMMANDS else "other"


def dispatch(request: Request) -> Answer:
    """Carry out what was typed, pressed or sent back; raises Misunderstood where it makes no sense."""
    return carry_out(request, resolve(request))


def resolve(request: Request) -> Meant:
    """Read what was typed, pressed or sent back, and find its deal. It only reads; raises Misunderstood."""
    said, rest = _verb(request.inbound.text)
    if said not in COMMANDS:
        raise Misunderstood(_unknown(said))
    found, hit = _readings(request, said, rest)
    if not found:
        raise Misunderstood(f"That is not how `{said}` is said. {_forms(COMMANDS[said])}")
    meant = _meant(request, found, hit)
    if meant.command.may == "admin" and "admin" not in request.me.roles:
        raise Misunderstood("Only an admin may do that.")
    return meant


def carry_out(request: Request, meant: Meant) -> Answer:
    """Carry out what was resolved, perhaps in an earlier transaction; raises Conflict where its deal is gone since."""
    if meant.deal and deals.find(request.tx, request.tenant.id, meant.deal) is None:
        raise Conflict
    try:
        return _run(request, meant)
    except Unclear as unclear:
        said, rest = _verb(request.inbound.text)
        typed = Typed(f"{said} {rest}", meant.pattern, meant.binding, meant.deal)
        return private(ask_back.with_buttons(typed, unclear))


def _verb(text: str) -> tuple[str, str]:
    """The command's first word, and the rest; the bot's own name before it is passed over, as is a reason not given."""
    verb, *rest = OWN_NAME.sub("", text).split(maxsplit=1) or ["list"]
    return verb.casefold(), UNREASONED.sub("", "".join(rest).strip())


def _unknown(verb: str) -> Card:
    near = fuzzy.extractOne(verb, list(COMMANDS), scorer=fuzz.ratio, score_cutoff=60)
    hint = f"Did you mean `/deal {near[0]}`?" if near else "`/deal help` lists what can be said."
    return replies.sorry(f"There is no `/deal {vocabulary.short(verb)}`. {hint}")


def _forms(commands: Sequence[Command]) -> str:
    forms = [f"`/deal {pattern.words}`" for command in commands for pattern in command.shown]
    return f"Say {' or '.join(forms[:4])}."


def _readings(request: Request, verb: str, rest: str) -> tuple[list[Reading], Hit | None]:
    """Every way to read the command, and the one whose deal was found by its name, if it was looked for already.

    Where none names a deal that is there, they are read with room for one slip too.
    """
    strict = _read(vocabulary.knows(request.playbooks), verb, rest)
    asking = _asking(request, COMMANDS[verb][0])
    if any("deal" not in binding for *_, binding in strict):
        return strict, None
    if hit := deal_lookup.by_name(asking, _naming(strict)):
        return strict, hit
    loose = _read(vocabulary.loosely, verb, rest)
    hit = deal_lookup.by_name(asking, _naming(loose))
    return (loose, hit) if hit or not strict else (strict, None)


def _read(known: Known, verb: str, rest: str) -> list[Reading]:
    return [
        (command, pattern, binding)
        for command in COMMANDS[verb]
        for pattern in command.patterns
        for binding in _some(pattern, f"{verb} {rest}", known)
    ]


def _naming(found: Sequence[Reading]) -> list[Binding]:
    return [binding for *_, binding in found if "deal" in binding]


def _some(pattern: Pattern, text: str, known: Known) -> list[Binding]:
    return list(islice(readings(pattern, text, known), MOST_READINGS))


def _meant(request: Request, found: Sequence[Reading], hit: Hit | None) -> Meant:
    """The reading that was meant, and its deal's id."""
    naming = [reading for reading in found if "deal" in reading[2]]
    silent = [reading for reading in found if "deal" not in reading[2]]
    asking = _asking(request, found[0][0])
    if hit := hit or deal_lookup.by_name(asking, _naming(found)):
        return _chosen(naming, *hit)
    for command, pattern, binding in silent:
        if not _wants_deal(pattern):
            return Meant(command, pattern, binding)
        if deal_id := deal_lookup.by_place(asking, alone=not pattern.open_ended):
            asked = pattern.open_ended and deal_lookup.slip(asking, [it for *_, it in naming], deal_id)
            if asked:
                raise Misunderstood(asked)
            return Meant(command, pattern, binding, deal_id)
    if naming:
        return _chosen(naming, *deal_lookup.by_likeness(asking, [binding for *_, binding in naming]))
    raise Misunderstood("Which deal? You have none open; begin one with `/deal new` and the customer's name.")


def _asking(request: Request, command: Command) -> Asking:
    inbound = request.inbound
    return Asking(request.tx, request.tenant.id, request.me.id, inbound.place, command.reads, inbound.text.strip())


def _chosen(naming: Sequence[Reading], binding: Binding, deal_id: str) -> Meant:
    command, pattern, _ = next(reading for reading in naming if reading[2] is binding)
    return Meant(command, pattern, binding, deal_id)


def _wants_deal(pattern: Pattern) -> bool:
    return "<deal>" in pattern.words


def _run(request: Request, meant: Meant) -> Answer:
    values: dict[str, object] = dict(meant.binding)
    if meant.deal:
        hold = not meant.command.reads
        values["deal"] = deals.find(request.tx, request.tenant.id, meant.deal, hold=hold)
    try:
        answer = meant.command.run(request, **values)
    except Misunderstood as misunderstood:
        if not (misunderstood.field and request.from_form):
            raise
        return private(ask_back.form_again(request, meant.command, values, misunderstood))
    return ask_back.completed(request, answer)
