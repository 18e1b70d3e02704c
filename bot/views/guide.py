"""The guide's cards: one question at a time, the draft of the answers, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from adapters.card import Button, Buttons, Card, Element, Field, Form, Text
from bot.views import replies
from bot.views.dates import full_day
from bot.views.doubtful_values import Doubt
from bot.views.evidence import evidence_words
from bot.views.exit_fields import exit_value
from bot.views.form_options import MANNERS
from bot.views.words import around, capital, count, cut, name
from process import proof
from process.contacts import contact_names
from process.context import Context
from process.deal import Deal
from process.gate import Missing
from process.needs import NEED_EXITS
from process.playbook import Exit

YES_OR_NO = "Answer yes or no."
NO_PLACE = "Choose where: call, e-mail, meeting, LinkedIn, event, letter or chat."
WHICH_COLLEAGUE = "Which colleague do you mean?"
FIRST_QUESTION = "This is the first question."
NOT_ASKED = "That question is no longer open, so I took no answer to it."
IN_SIGHT, MOST_CHOICES = 3, 8
"""Choices that get a button in sight, and those that get one at all; of more, one is chosen in a form."""
MOST_NAMES = 3
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is shown: number `number` of `total`, with news, and what couldn't be read of its answer.

    `ready` are the answers in the draft that can be saved, and `begun` says that there is a question before.
    """

    missing: Missing
    field: Field
    number: int
    total: int
    notes: tuple[str, ...] = ()
    error: Card | None = None
    ready: int = 0
    begun: bool = False


def ask_button(deal: Deal, label: str = "", *, primary: bool = False) -> Button:
    """The button that begins the questions about a deal."""
    words = label or f"Ask me about {cut(deal.name, 40)}"
    return Button(words, f"ask #{deal.id}", "primary" if primary else "plain")


def still_field(item: Exit, deal: Deal, context: Context) -> Field:
    """Whether something still holds after the deal was sent back."""
    one = deal.evidence.get(item.key)
    known = f": {cut(evidence_words(one, item, context), 120)}" if one else ""
    words = f"Is this still true? {item.name}{known}"
    return Field(f"{item.key}.still", words, "yes/no", (("yes", "Yes"), ("no", "No")))


def question_card(deal: Deal, context: Context, asked: Asked) -> Card:
    """One question, in the playbook's words. It is answered by a press, in the form, or in plain words."""
    body: list[Element] = [Text((note,), small=True) for note in asked.notes]
    if asked.error is not None:
        body.append(Text((replies.sentence(asked.error),)))
    body += [Text((words,)) for words in _standing(deal, asked.missing) if not asked.error]
    if asked.field.hint:
        body.append(Text((capital(asked.field.hint),), small=True))
    body += _ways_to_answer(deal, context, asked)
    body.append(_ways_out(deal, asked))
    return Card(_title(deal, asked), tuple(body), "warning" if asked.error else "plain")


def _title(deal: Deal, asked: Asked) -> str:
    return cut(f"{cut(deal.name, 40)}, {asked.number} of {asked.total}: {asked.field.label}", 150)


def _standing(deal: Deal, one: Missing) -> tuple[str, ...]:
    """What is known of an exit that was answered before."""
    if one.fault != "answered no":
        return ()
    said = deal.evidence[one.exit.key].note
    return (f"The answer was no{around(': ', cut(said, 120))}. It has to be yes.",)


def _ways_to_answer(deal: Deal, context: Context, asked: Asked) -> tuple[Element, ...]:
    """A button for each choice or known contact; a form for everything else."""
    choices = asked.field.options
    if 0 < len(choices) <= MOST_CHOICES:
        likely = [pair for pair in choices if pair[0] == asked.field.value]
        rest = [pair for pair in choices if pair[0] != asked.field.value]
        row = tuple(_choice(deal, asked.field, value, label) for value, label in (*likely, *rest))
        return (Buttons(row[:IN_SIGHT], more=row[IN_SIGHT:]) if len(row) > IN_SIGHT + 1 else Buttons(row),)
    form = _form(deal, asked)
    if choices:
        return (form,)
    names = contact_names(deal)[-MOST_NAMES:] if _wants_contact(asked) else ()
    known = tuple(_choice(deal, asked.field, one, cut(one, 40)) for one in reversed(names))
    return (Buttons(known), form) if known else (form,)


def _choice(deal: Deal, field: Field, value: str, label: str) -> Button:
    return Button(cut(label, 70), f"ask #{deal.id} answer {field.key} {value}")


def _wants_contact(asked: Asked) -> bool:
    part = asked.field.key.partition(".")[2]
    return part in ("said_by", "asked") or (not part and asked.missing.exit.kind == "contact")


def _form(deal: Deal, asked: Asked) -> Form:
    """The question's own field. It is never marked as required: to leave it out is to skip the question."""
    field = replace(asked.field, required=False, error=replies.sentence(asked.error) if asked.error else "")
    command = f"ask #{deal.id} answer {field.key}"
    return Form(command, deal.id, f"{cut(deal.name, 40)}: answer", (field,), "Next")


def _ways_out(deal: Deal, asked: Asked) -> Buttons:
    key = f"#{deal.id}"
    save = (Button(f"Save {count(asked.ready, 'answer')}", f"ask {key} save"),) if asked.ready else ()
    back = (Button("Back", f"ask {key} back"),) if asked.begun else ()
    later, stop = Button("Later", f"ask {key} later"), Button("Stop", f"ask {key} stop")
    skip = Button("Skip", f"ask {key} skip {asked.field.key}")
    return Buttons((skip, *save), more=(later, *back, stop))


def doubt_card(deal: Deal, asked: Asked, doubt: Doubt, words: str) -> Card:
    """An answer that can mean several things: a button for each."""
    row: list[Button] = []
    for reading, label in doubt.readings:
        whole = words[: doubt.at] + reading + words[doubt.end :]
        row.append(_choice(deal, asked.field, whole, label))
    said = Text(("Pick one, or answer in other words.",))
    return Card(doubt.sentence, (said, Buttons(tuple(row)), _ways_out(deal, asked)), "warning")


def guess_card(deal: Deal, question: str) -> Card:
    """An answer that its speaker isn't sure of doesn't count as evidence."""
    words = "That sounds like a guess or hearsay, so I took no answer from it. Ask them, or skip the question for now."
    row = Buttons((ask_button(deal, "Ask again"), Button("Skip", f"ask #{deal.id} skip")))
    return Card(cut(f"{cut(deal.name, 40)}: {question}", 150), (Text((words,)), row), "warning")


def answer_words(deal: Deal, context: Context, item: Exit, answers: Answers) -> str:
    """What the draft holds for an exit, as a person reads it."""
    key = item.key
    if answers.get(f"{key}.still") == "yes":
        return "still true"
    steps = {step.key: step.name for step in context.playbook.buyer}
    value = answers.get(key, "") or answers.get(f"{key}.asked", "")
    shown = steps.get(value, value) if item.by_list else exit_value(item, value, context)
    if not answers.get(key) and answers.get(f"{key}.asked"):
        shown = f"none, asked {value}"
    how = [words for name_, words in answers.items() if name_.rpartition(".")[2].isdecimal()]
    said = [cut(shown), *(cut(one) for one in how if one != value)]
    thin = " (thin: the approver sees that it is short)" if proof.is_thin(item, value, context.playbook) else ""
    by = around(", said by ", cut(answers.get(f"{key}.said_by", ""), 60))
    where = around(" (", answers.get(f"{key}.where", ""), ")")
    why = around(": ", cut(answers.get(f"{key}.why", "")))
    return ", ".join((*(one for one in said if one), *_of_an_item(key, answers, context))) + thin + why + by + where


def _of_an_item(key: str, answers: Answers, context: Context) -> Iterator[str]:
    """What the draft holds of an item for a list: how far a step is, by which day, and whose it is."""
    if manner := answers.get(f"{key}.manner"):
        yield dict(MANNERS).get(manner, manner).casefold()
    if due := answers.get(f"{key}.due"):
        yield f"by {full_day(date.fromisoformat(due))}"
    if owner := answers.get(f"{key}.owner"):
        yield f"looked after by {name(context, owner)}"


def last_answer(deal: Deal, context: Context, answers: Answers, trail: Sequence[str]) -> tuple[str, ...]:
    """What was put into the draft last; nothing where the last question was skipped."""
    key = trail[-1].partition(".")[0] if trail else ""
    if not any(one.partition(".")[0] == key for one in answers):
        return ()
    item = context.playbook.exits.get(key) or NEED_EXITS.get(key)
    words = answer_words(deal, context, item, answers) if item else ""
    return (f"In the draft: {item.name}: {words}.",) if item and words else ()


def still_open(deal: Deal, question: str) -> tuple[Element, ...]:
    """The question that is open, below the answer to something else."""
    words = f"Still open on {cut(deal.name, 40)}: {cut(question, 120)}"
    return Text((words,), small=True), Buttons((ask_button(deal, "Go on"), Button("Later", f"ask #{deal.id} later")))


def is_it_an_answer(deal: Deal, key: str, words: str, question: str) -> tuple[Element, ...]:
    """Words that mean something of their own can still be the answer to the question."""
    said = Text((f"Or does it answer: {cut(question, 120)}",), small=True)
    return said, Buttons((Button("It is my answer", f"ask #{deal.id} answer {key} {cut(words, 1500)}"),))
