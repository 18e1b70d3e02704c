"""Changing: the form behind a line that an agent proposes, and what its fields hold, for its person to change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from adapters.card import Field, Form
from bot.agents.catalog import bare_slots, slots
from bot.agents.lines import words_of
from bot.commands.agents import form_in, tried
from bot.commands.arguments import the_words
from bot.commands.lists import promised, raised
from bot.commands.plan import planned_values
from bot.commands.proof import SOURCE
from bot.dispatch.find_command import Chosen, resolve
from bot.misunderstood import Misunderstood
from bot.request import Request
from bot.store import deals

ABOUT = ("deal", "exit", "number", "team")
"""The slots that say what a line is about. They stand in the command of its form, and can't be changed there."""
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """The line that `opens` the form of a proposal, and the `values` of its fields; empty where there is no form."""

    opens: str = ""
    values: Values = field(default_factory=dict)


def draft_of(request: Request, chosen: Chosen) -> Draft:
    """The filled form of a line; none where it would lose a word of the line."""
    for line in _openers(chosen):
        form = _form_of(request, chosen, line)
        if form is None:
            continue
        try:
            values = _as_fields(request, form, _values(request, chosen))
        except Misunderstood:
            return Draft()
        return Draft(line, values) if values is not None else Draft()
    return Draft()


def _openers(chosen: Chosen) -> Iterator[str]:
    """The lines of the same command with fewer words, the shortest first: one of them may open its form."""
    given = {key: words for key, words in chosen.reading.words.items() if words}
    found: dict[str, int] = {}
    for pattern in chosen.command.shown:
        known, bare = slots(pattern.parts), bare_slots(pattern)
        kept = {key: given[key] for key in given if key in bare or (key in ABOUT and key in known)}
        lost = [key for key in given if key in ABOUT and key not in known]
        if bare <= given.keys() and not lost and len(kept) < len(given):
            found[" ".join(words_of(pattern.parts, kept) or ())] = len(kept)
    return iter(sorted(found, key=found.__getitem__))


def _form_of(request: Request, chosen: Chosen, line: str) -> Form | None:
    """The form with which this line of the same command is answered, if it is; nothing of it stays."""

    def run(asked: Request) -> object:
        opener = resolve(asked)
        if not isinstance(opener, Chosen) or opener.command is not chosen.command or opener.deal != chosen.deal:
            return None
        values: dict[str, object] = {**opener.reading.words}
        if opener.deal:
            values["deal"] = deals.find(asked.tx, asked.tenant.id, opener.deal)
        return opener.command.run(asked, **values)

    return form_in(tried(request, line, run))


def _values(request: Request, chosen: Chosen) -> Values:
    """The words of the line by the keys of its form's fields."""
    words = dict(chosen.reading.words)
    if "attribute" in words:
        return {words["attribute"].replace(" ", "_"): words["value"]}
    if chosen.command.verb == "met":
        said = the_words(words["value"], request.reader)
        key = words["exit"]
        day = said.on.isoformat() if said.on else ""
        return {key: said.value, f"{key}.said_by": said.contact, f"{key}.where": said.where, f"{key}.on": day}
    if "how" in words:
        said = the_words(words["how"], request.reader)
        day = said.on.isoformat() if said.on else ""
        return {"how": said.value, "said_by": said.contact, "where": said.where, "on": day}
    if "text" in words:
        return _texts(request, chosen.command.verb, words["text"])
    return {key: said for key, said in words.items() if key not in ABOUT}


def _texts(request: Request, verb: str, text: str) -> Values:
    """The parts of a text that is typed in one piece."""
    if verb == "plan":
        return planned_values(request, text)
    if verb == "objection":
        return dict(zip(("text", "contact"), raised(text), strict=True))
    return promised(request, text)


def _as_fields(request: Request, form: Form, values: Values) -> Values | None:
    """The values as the fields take them; None where a value has no field, or isn't among its choices."""
    fields = {one.key: one for one in form.fields}
    found: dict[str, str] = {}
    for key, said in values.items():
        if not said:
            continue
        taken = _as_field(request, fields[key], said) if key in fields else _as_source(fields, key, said)
        if not taken:
            return None
        found[key] = taken
    return found


def _as_source(fields: Mapping[str, Field], key: str, said: str) -> str:
    """Who said it, or where: it gets a field of its own beside its answer."""
    return said if key.endswith(SOURCE) and key.rpartition(".")[0] in fields else ""


def _as_field(request: Request, one: Field, said: str) -> str:
    if one.kind == "date":
        return request.reader.day(said).isoformat()
    if one.kind == "colleague":
        return request.colleague(said).id
    if one.kind in ("choice", "yes/no") and one.options:
        words = said.casefold()
        return next((value for value, label in one.options if words in (value.casefold(), label.casefold())), "")
    return said
