"""Given: the evidence in what was typed for an exit, or filled into a form's fields."""

from dataclasses import replace
from datetime import date

from bot.commands.contact_argument import the_contact
from bot.commands.exit_readers import canonical
from bot.language.values.statement import Statement
from bot.language.values.words import yes_no_because
from bot.misunderstood import Faults, Misunderstood, beside
from bot.request import Request
from bot.views import typed as view
from bot.views.reasons import reason_line
from process import proof
from process.deal import Deal
from process.evidence import Evidence
from process.playbook import Exit
from process.reasons.values import BadContact


def typed(request: Request, deal: Deal, item: Exit, said: Statement, line: str) -> Evidence:
    """The evidence in a typed line, which was read as `said`. Raises Misunderstood for what can't be read."""
    contact = the_contact(request, deal, said.contact, line.rfind(said.contact))
    return _evidence(request, deal, item, replace(said, contact=contact), line.find(said.value))


def _evidence(request: Request, deal: Deal, item: Exit, said: Statement, at: int = 0) -> Evidence:
    """`at` is where the value begins in what was typed."""
    words, note = yes_no_because(said.value) if item.must else (said.value, "")
    value = canonical(request, item, words, at)
    if item.kind == "contact":
        value = the_contact(request, deal, value, at)
    note = note if value != item.must else ""
    me, now, link = request.me.id, request.context.now, request.inbound.link
    return Evidence(item.key, value, item.attest, me, now, said.contact, said.where, said.on, link, note)


def read_field(request: Request, deal: Deal, item: Exit, evidence: list[Evidence], faults: Faults) -> None:
    """Read an exit's fields of a form into `evidence`; what is wrong goes into `faults` by field.

    Who said it and where are asked once: for what the buyer has to say, a field left empty takes the answer given for
    another exit of the form. What a rep answers for has a source only where one was filled in.
    """
    values, key = request.values, item.key
    who, where = (_source(request, item, part) for part in ("said_by", "where"))
    try:
        with beside(f"{key}.said_by"):
            who = the_contact(request, deal, who)
        on = _said_on(request, key)
        with beside(key):
            one = _evidence(request, deal, item, Statement(values.get(key, ""), who, where, on))
    except Misunderstood as misunderstood:
        faults.add(misunderstood.field, misunderstood)
        return
    one = replace(one, note=values.get(f"{key}.why", one.note) if one.value != item.must else "")
    _judge(request, deal, one, evidence, faults)
    evidence.append(one)


def _said_on(request: Request, key: str) -> date | None:
    """The day on which it was said; a form asks for it only where it is known."""
    words = request.values.get(f"{key}.on", "")
    with beside(f"{key}.on"):
        return request.reader.day(words, past=True) if words else None


def _source(request: Request, item: Exit, part: str) -> str:
    values = request.values
    own = values.get(f"{item.key}.{part}", "")
    if own or item.attest != "buyer":
        return own
    return next((value for name, value in values.items() if name.endswith(f".{part}")), "")


def _judge(request: Request, deal: Deal, one: Evidence, given: list[Evidence], faults: Faults) -> None:
    """Each thing that is wrong with one exit's answer, beside its field."""
    context, key = request.among(deal), one.exit
    item = context.playbook.exits[key]
    if wrong := proof.misfit(item, one.value, context, proof.other_texts(deal, context, item, given)):
        faults.errors[key] = reason_line(wrong, context)
    elif unreasoned := proof.unreasoned(one, item, context):
        faults.errors[f"{key}.why"] = reason_line(unreasoned, context)
    elif stranger := proof.unknown_person(one, item, deal, context):
        field = f"{key}.said_by" if isinstance(stranger, BadContact) else key
        faults.errors[field] = reason_line(stranger, context)
    if item.attest == "buyer":
        unsaid = {"said_by": view.WHO_SAID_IT, "where": view.WHERE_SAID}
        found = {"said_by": one.contact, "where": one.where}
        faults.errors |= {f"{key}.{part}": asked for part, asked in unsaid.items() if not found[part]}
