"""Carry out: the command that was chosen, on its deal; what is unclear in its words comes back as a question."""

from dataclasses import replace

from adapters.chat import Answer
from bot.dispatch import ask_back
from bot.dispatch.find_command import Chosen, only_reads, resolve
from bot.language.asks import Ask
from bot.misunderstood import Misunderstood, Unclear
from bot.request import Request, private
from bot.store import deals
from bot.store.engine.faults import Conflict
from bot.views.asks import ask_card


def prepared(request: Request, resolved: Chosen | Ask) -> Chosen | Ask:
    """The same with what its command reads beforehand. Raises Misunderstood where its words can't be taken."""
    if not isinstance(resolved, Chosen) or resolved.command.prepare is None:
        return resolved
    return replace(resolved, prepared=resolved.command.prepare(request, **resolved.reading.words))


def carry_out(request: Request, chosen: Chosen) -> Answer:
    """Carry out what was resolved, perhaps in an earlier transaction.

    Raises Conflict where its deal is gone since or what was prepared is out of date, and Misunderstood where its words
    can't be taken.
    """
    values: dict[str, object] = {**chosen.reading.words}
    if chosen.command.prepare:
        values["prepared"] = chosen.prepared
    if chosen.deal:
        values["deal"] = deals.find(request.tx, request.tenant.id, chosen.deal, hold=not chosen.command.reads)
        if values["deal"] is None:
            raise Conflict
    try:
        answer = chosen.command.run(request, **values)
    except Unclear as unclear:
        if unclear.field and request.from_form:
            return private(ask_back.form_again(request, chosen.command, values, unclear))
        return private(ask_back.with_buttons(chosen.reading, chosen.deal, unclear, request.said_at))
    except Misunderstood as misunderstood:
        if not (misunderstood.field and request.from_form):
            raise
        return private(ask_back.form_again(request, chosen.command, values, misunderstood))
    return ask_back.completed(request, answer)


def done(request: Request, resolved: Chosen | Ask) -> Answer:
    """The answer to what was resolved; where nothing is saved for it, an edited version may be carried out."""
    if not isinstance(resolved, Chosen):
        return replace(private(ask_card(resolved, request.said_at)), editable=True)
    try:
        answer = carry_out(request, resolved)
    except Misunderstood as misunderstood:
        return replace(private(misunderstood.card), editable=True)
    return replace(answer, editable=True) if only_reads(request.inbound.text) else answer


def follow(request: Request) -> Answer:
    """Carry out the line of a request in its own transaction, or ask what has to be asked first; raises the same."""
    resolved = prepared(request, resolve(request))
    if isinstance(resolved, Chosen):
        return carry_out(request, resolved)
    return private(ask_card(resolved, request.said_at))
