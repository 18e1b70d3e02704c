"""Guide answers: what was said to one question, read by the exit's own reader and kept in canonical words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from bot.commands import given, listed, needed
from bot.commands.arguments import the_one, the_words
from bot.commands.exit_readers import canonical
from bot.commands.guide_questions import Question
from bot.commands.listed import Step
from bot.language import vocabulary
from bot.language.understanding.choices import language_of
from bot.language.understanding.places import places_in
from bot.language.values.answers import Question as Readings
from bot.language.values.answers import Value
from bot.language.values.people import read_colleague
from bot.language.values.words import one_of, yes_no, yes_no_because
from bot.misunderstood import Faults, Misunderstood, Unclear, beside
from bot.request import Request
from bot.views import guide as views
from bot.views.doubtful_values import Doubt
from process import proof
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence
from process.exit_kinds import NOTHING
from process.needs import NEED_EXITS
from process.outcome import Outcome
from process.playbook import Exit

Answers = Mapping[str, str]
ME = ("me", "i", "myself")


def read(request: Request, deal: Deal, asked: Question, words: str, answers: Answers) -> dict[str, str]:
    """The answer by its fields; with who said it and where, if the words say so. Nothing for "none" on a list.

    `answers` are those to the exit's other questions. Raises Misunderstood or Unclear, beside the field, for what can't
    be read or doesn't fit.
    """
    key = asked.field.key
    with beside(key):
        found = _main(request, deal, asked, words) if not asked.part else {key: _part(request, asked, words)}
        if found.get(key) == NOTHING and asked.missing.exit.by_list:
            return {}
        _check(request, deal, asked.missing.exit, {**answers, **found}, key)
    return found


def _main(request: Request, deal: Deal, asked: Question, words: str) -> dict[str, str]:
    """The answer itself."""
    item, key = asked.missing.exit, asked.key
    if item.key in NEED_EXITS:
        return {key: _need(request, deal, item, words)}
    if item.by_list:
        return {key: _listed(request, asked, words)}
    if item.attest == "buyer":
        said = the_words(words, request.reader)
        parts = {"said_by": said.contact, "where": said.where, "on": said.on.isoformat() if said.on else ""}
        held = {f"{key}.{part}": value for part, value in parts.items() if value}
        return {key: _value(request, item, said.value), **held}
    value, why = yes_no_because(words) if item.must else (words, "")
    return {key: _value(request, item, value), **({f"{key}.why": why} if why else {})}


def _value(request: Request, item: Exit, words: str) -> str:
    if item.kind == "colleague":
        return _colleague(request, words)
    return canonical(request, item, words)


def _need(request: Request, deal: Deal, item: Exit, words: str) -> str:
    products = request.on(deal).playbook.products
    if item.kind == "text" and products:
        return the_one(words, "product", products)
    return canonical(request, item, words)


def _listed(request: Request, asked: Question, words: str) -> str:
    """What is to stand on a list; one of the buyer's known steps goes by its key, and "none" by itself."""
    if step := asked.missing.exit.step:
        return step if yes_no(words) == "yes" else words
    if "asked" in asked.missing.exit.want:
        return canonical(request, asked.missing.exit, words)
    if options := dict(asked.field.options):
        keys = {name: key for key, name in options.items()}
        return one_of(words, options) or keys.get(one_of(words, keys) or "", words)
    return words


def _part(request: Request, asked: Question, words: str) -> str:
    """A part of the answer: who said it, where, by when, whose it is."""
    match asked.part:
        case "still":
            return _yes_or_no(words)
        case "where":
            return _place(request, words)
        case "due":
            return request.reader.day(words).isoformat()
        case "owner":
            return _colleague(request, words)
        case "manner":
            manners = {label: key for key, label in asked.field.options}
            return one_of(words, list(manners.values())) or manners[the_one(words, "answer", list(manners))]
        case _:
            return " ".join(words.split())


def _yes_or_no(words: str) -> str:
    found = yes_no(words)
    if found is None:
        raise Misunderstood(views.YES_OR_NO)
    return found


def _place(request: Request, words: str) -> str:
    found = places_in(words, language_of(request.context.playbook))
    if len(found) != 1:
        raise Misunderstood(views.NO_PLACE)
    return found.pop()


def _colleague(request: Request, words: str) -> str:
    """A colleague by mention, id or name."""
    if words.strip().casefold() in ME:
        return request.me.id
    if vocabulary.MENTION.match(words.strip()):
        return request.colleague(words.strip()).id
    read = read_colleague(words, request.context.company.people.values())
    if isinstance(read, Readings):
        readings = tuple((one.words, one.value.name) for one in read.choices)
        raise Unclear(Doubt(words, views.WHICH_COLLEAGUE, readings))
    return request.colleague(read.it.id if isinstance(read, Value) else words).id


def _check(request: Request, deal: Deal, item: Exit, values: Answers, key: str) -> None:
    """What the process and the contacts say of it, beside the field that is asked; other fields have their turn."""
    if key.endswith(".still"):
        return
    faults = Faults()
    steps(request, deal, item, values, faults)
    if key in faults.doubts:
        raise Unclear(faults.doubts[key])
    if key in faults.errors:
        raise Misunderstood(faults.errors[key])


def steps(request: Request, deal: Deal, item: Exit, values: Answers, faults: Faults) -> list[Step]:
    """The changes that the draft of one exit means, read again; what is wrong goes into `faults` by field."""
    form = replace(request, inbound=replace(request.inbound, values=values))
    if values.get(f"{item.key}.still") == "yes":
        return [partial(_confirm, request.on(deal), item.key)]
    if item.key in NEED_EXITS:
        return needed.steps(form, deal, item, faults)
    evidence: list[Evidence] = []
    found: list[Step] = []
    if item.by_list:
        found += listed.steps(form, deal, item, faults)
        evidence += listed.asked(form, deal, item, faults)
    else:
        given.read_field(form, deal, item, evidence, faults)
    context, said_on = request.among(deal), values.get(f"{item.key}.on", "")
    for one in evidence:
        dated = replace(one, on=date.fromisoformat(said_on)) if said_on else one
        found.append(partial(_meet, context, dated))
    return found


def _meet(context: Context, one: Evidence, deal: Deal) -> Outcome:
    return proof.meet(deal, context, [one])


def _confirm(context: Context, key: str, deal: Deal) -> Outcome:
    return proof.confirm(deal, context, [key])
