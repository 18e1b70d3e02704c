"""Dispatch: from the words of a command to the function that carries it out, with its deal found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from rapidfuzz import fuzz
from rapidfuzz import process as fuzzy

import bot.commands  # noqa: F401  # importing the package registers every command
from adapters.card import Card
from adapters.chat import Answer
from bot.commands.registry import COMMANDS, Command
from bot.language import deal_lookup, vocabulary
from bot.language.deal_lookup import Asking
from bot.language.grammar import Binding, Known, Pattern, readings
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import deals
from bot.store.engine.faults import Conflict
from bot.views import forms, replies

MOST_READINGS = 60
OWN_NAME = re.compile(r"^\s*/?deal\b|^\s*/", re.IGNORECASE)
UNREASONED = re.compile(r"\s+because$", re.IGNORECASE)
Reading = tuple[Command, Pattern, Binding]
Meant = tuple[Command, Binding]
"""The command that was meant and what its slots hold, the deal's id in place of its name."""
Hit = tuple[Binding, str]
"""A reading's slots, and the id of the deal they name."""


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
    command, binding = _meant(request, found, hit)
    if command.may == "admin" and "admin" not in request.me.roles:
        raise Misunderstood("Only an admin may do that.")
    return command, binding


def carry_out(request: Request, meant: Meant) -> Answer:
    """Carry out what was resolved, maybe in an earlier transaction; raises Conflict where its deal is gone since."""
    command, binding = meant
    if "deal" in binding and deals.find(request.tx, request.tenant.id, binding["deal"]) is None:
        raise Conflict
    return _run(request, command, binding)


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


def _meant(request: Request, found: Sequence[Reading], hit: Hit | None) -> tuple[Command, Binding]:
    """The reading that was meant, with the deal's id in place of its name."""
    naming = [reading for reading in found if "deal" in reading[2]]
    silent = [reading for reading in found if "deal" not in reading[2]]
    asking = _asking(request, found[0][0])
    if hit := hit or deal_lookup.by_name(asking, _naming(found)):
        return _chosen(naming, *hit)
    for command, pattern, binding in silent:
        if not _wants_deal(pattern):
            return command, binding
        if deal_id := deal_lookup.by_place(asking, alone=not pattern.open_ended):
            asked = pattern.open_ended and deal_lookup.slip(asking, [it for *_, it in naming], deal_id)
            if asked:
                raise Misunderstood(asked)
            return command, {**binding, "deal": deal_id}
    if naming:
        return _chosen(naming, *deal_lookup.by_likeness(asking, [binding for *_, binding in naming]))
    raise Misunderstood("Which deal? You have none open; begin one with `/deal new` and the customer's name.")


def _asking(request: Request, command: Command) -> Asking:
    inbound = request.inbound
    return Asking(request.tx, request.tenant.id, request.me.id, inbound.place, command.reads, inbound.text.strip())


def _chosen(naming: Sequence[Reading], binding: Binding, deal_id: str) -> tuple[Command, Binding]:
    command = next(command for command, _, one in naming if one is binding)
    return command, {**binding, "deal": deal_id}


def _wants_deal(pattern: Pattern) -> bool:
    return "<deal>" in pattern.words


def _run(request: Request, command: Command, binding: Binding) -> Answer:
    values: dict[str, object] = dict(binding)
    if "deal" in values:
        values["deal"] = deals.find(request.tx, request.tenant.id, binding["deal"], hold=not command.reads)
    try:
        answer = command.run(request, **values)
    except Misunderstood as misunderstood:
        if not (misunderstood.field and request.from_form):
            raise
        return private(_form_again(request, command, values, misunderstood))
    if request.from_form and (left_out := forms.left_out(answer.card, request.inbound.text, request.values)):
        return private(forms.again(answer.card, request.values, left_out))
    return answer


def _form_again(request: Request, command: Command, values: Mapping[str, object], misunderstood: Misunderstood) -> Card:
    """The form that was sent, with everything that was filled in and the fault beside its field."""
    blank = replace(request, inbound=replace(request.inbound, values=None))
    return forms.again(
        command.run(blank, **values).card, request.values, {misunderstood.field: replies.sentence(misunderstood.card)}
    )
