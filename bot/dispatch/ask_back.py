"""Asking back: what could not be taken as it was given is answered with a question, and nothing is lost meanwhile.

A typed command comes back as buttons, each the whole command in words that mean one thing; a form comes back filled in.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from adapters.card import Card, Form
from adapters.chat import Answer
from bot.commands.registry import Command
from bot.language.grammar import Reading
from bot.language.said_at import with_moment
from bot.misunderstood import Faults, Misunderstood, Unclear
from bot.request import Request, private
from bot.views import forms
from bot.views.doubtful_values import question_card, with_choices


def with_buttons(reading: Reading, deal: str, unclear: Unclear, said: datetime) -> Card:
    """The question about a command typed at `said`, with a button for each thing it can mean.

    `deal` is its deal's id, if it has one.
    """
    doubt = unclear.doubt
    answers: list[tuple[str, str]] = []
    for words, label in doubt.readings:
        if command := _instead(reading, deal, unclear, words):
            answers.append((label, with_moment(command, said)))
    return question_card(doubt.sentence, answers)


def _instead(reading: Reading, deal: str, unclear: Unclear, words: str) -> str:
    """The whole command with these words in place of the doubtful ones, and its deal by id; nothing for no slot."""
    slot, doubt = reading.slots.get(unclear.slot), unclear.doubt
    if slot is None:
        return ""
    inside = slot.start + int(slot.quoted)
    line = reading.line[: inside + doubt.at] + words + reading.line[inside + doubt.end :]
    # The deal's name stands before the slot, so that its place in the line has not moved.
    return replace(reading, line=line).with_deal(deal) if deal else line


def form_again(request: Request, command: Command, values: Mapping[str, object], wrong: Misunderstood) -> Card:
    """The form that was sent, with everything that was filled in, and the fault or the question beside its field.

    `values` are what the command was given besides. Where there is no form any more, it is a plain answer.
    """
    blank = replace(request, inbound=replace(request.inbound, values=None))
    with request.tx.begin_nested() as trial:  # a command that needs no form would carry itself out
        asked = command.run(blank, **values).card
        trial.rollback()
    if not any(isinstance(part, Form) for part in asked.body):
        return wrong.card
    faults = Faults()
    faults.add(wrong.field, wrong)
    return with_choices(forms.again(asked, request.values, faults.errors), request.values, faults.doubts)


def completed(request: Request, answer: Answer) -> Answer:
    """The answer to a form; or the form once more where a question was left out."""
    if not request.from_form:
        return answer
    left_out = forms.left_out(answer.card, request.inbound.text, request.values)
    return private(forms.again(answer.card, request.values, left_out)) if left_out else answer
