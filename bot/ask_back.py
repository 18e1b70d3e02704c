"""Asking back: what could not be taken as it was given is answered with a question, and nothing is lost meanwhile.

A typed command comes back as buttons, each the whole command in words that mean one thing; a form comes back filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from adapters.card import Card, Form
from adapters.chat import Answer
from bot.commands.registry import Command
from bot.language.grammar import Binding, Pattern, places
from bot.misunderstood import Faults, Misunderstood, Unclear
from bot.request import Request, private
from bot.views import forms
from bot.views.questions import question_card, with_choices


@dataclass(frozen=True, slots=True)
class Typed:
    """A command as it was typed and read; `deal` is the id of the deal that it is about, if it is about one."""

    text: str
    pattern: Pattern
    binding: Binding
    deal: str = ""


def with_buttons(typed: Typed, unclear: Unclear) -> Card:
    """The question about a typed command, with a button for each reading."""
    doubt = unclear.doubt
    answers = [(label, _instead(typed, unclear, words)) for words, label in doubt.readings]
    return question_card(doubt.sentence, [(label, command) for label, command in answers if command])


def _instead(typed: Typed, unclear: Unclear, words: str) -> str:
    """The whole command with these words in place of the doubtful ones, and its deal by id; nothing for a strange slot.

    The deal goes by its id, since a press later on, or by someone else, must mean the same deal.
    """
    found, doubt = places(typed.pattern, typed.text, typed.binding), unclear.doubt
    if unclear.slot not in found:
        return ""
    slot = found[unclear.slot]
    inside = slot.start + int(slot.quoted)
    text = _replaced(typed.text, inside + doubt.at, inside + doubt.end, words)
    if not typed.deal:
        return text
    named = found.get("deal")
    # the deal's name stands before the slot, so that its place has not moved
    start, end = (named.start, named.end) if named else (typed.text.index(" "),) * 2
    return _replaced(text, start, end, f"#{typed.deal}" if named else f" #{typed.deal}")


def _replaced(text: str, start: int, end: int, words: str) -> str:
    return text[:start] + words + text[end:]


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
    if request.from_form and (left_out := forms.left_out(answer.card, request.inbound.text, request.values)):
        return private(forms.again(answer.card, request.values, left_out))
    return answer
