"""Questions: what was given can mean several things, and each of them is a button, or a choice beside its field."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from adapters.card import Button, Buttons, Card, Element, Field, Form, Text
from bot.views.words import cut

PICK = re.compile(r"^(?P<field>.+)\.meant\.(?P<mark>[0-9a-f]{8})\.(?P<at>\d{1,5})\.(?P<end>\d{1,5})$", re.DOTALL)
"""The key of a choice: its field, the words that stood in it, and which of them are in doubt."""
NOT_SAVED = "Nothing is saved yet. Pick one, or enter it again in other words."


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is asked about some words: the sentence, and each reading as words that mean only this, with a label.

    The words begin at `at` in what was typed in the slot, or entered in the field.
    """

    words: str
    sentence: str
    readings: tuple[tuple[str, str], ...]
    at: int = 0

    @property
    def end(self) -> int:
        """Where the words end, in the same text."""
        return self.at + len(self.words)


def question_card(sentence: str, answers: Sequence[tuple[str, str]] = ()) -> Card:
    """Ask which reading is meant. `answers` are labels, each with the whole command that says just this."""
    row = tuple(Button(cut(label, 60), command) for label, command in answers)
    body: tuple[Element, ...] = (Text((NOT_SAVED,)),)
    return Card(sentence, (*body, Buttons(row)) if row else body, "warning")


def with_choices(card: Card, values: Mapping[str, str], doubts: Mapping[str, Doubt]) -> Card:
    """A card whose forms ask, behind each doubted field, which reading is meant.

    `doubts` go by the fields' keys, and `values` are the form's answers. The field itself stays, so that another value
    can be entered.
    """
    choices = {key: _choice(key, values.get(key, ""), doubt) for key, doubt in doubts.items()}
    return replace(card, body=tuple(_asking(part, choices) if isinstance(part, Form) else part for part in card.body))


def _asking(form: Form, choices: Mapping[str, Field]) -> Form:
    fields: list[Field] = []
    for field in form.fields:
        fields.append(field)
        if field.key in choices:
            fields.append(choices[field.key])
    return replace(form, fields=tuple(fields))


def _choice(key: str, value: str, doubt: Doubt) -> Field:
    name = f"{key}.meant.{_mark(value)}.{doubt.at}.{doubt.end}"
    hint = "Pick one, or change your answer above."
    return Field(name, "Which one do you mean?", "choice", doubt.readings, hint=hint)


def _mark(words: str) -> str:
    """A field's answer in short: once the field has another, the choice about this one has no effect."""
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()[:8]


def settled(values: Mapping[str, str]) -> dict[str, str]:
    """A form's answers with each reading that was picked in place of the words it was asked about."""
    found = {key: words for key, words in values.items() if not PICK.match(key)}
    for key, words in values.items():
        pick = PICK.match(key)
        answer = values.get(pick["field"], "") if pick else ""
        if pick and pick["mark"] == _mark(answer):
            found[pick["field"]] = answer[: int(pick["at"])] + words + answer[int(pick["end"]) :]
    return found
