"""The proposal: what was understood, quoted, with a button or a filled form for each thing to save."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from adapters.card import Bullets, Button, Buttons, Card, Element, Text
from bot.language.said_at import with_moment
from bot.language.understanding.commands import command_of
from bot.language.understanding.deal_names import fold
from bot.language.understanding.proposal import Mood, Operation
from bot.views.talk.details import details
from bot.views.talk.drafts import FORMS
from bot.views.talk.labels import label
from bot.views.words import cut
from process.context import Context
from process.deal import Deal

MOST_BUTTONS = 4
LONGEST_QUOTE, LONGEST_DETAILS, LONGEST_NOTE, LONGEST_SLOT = 200, 300, 1500, 600
NEITHER = "neither"
WORD = re.compile(r"[^\W_]{3,}")
DONE = frozenset(
    {"ask", "advance", "back", "lose", "reopen", "waive", "unmet", "assign", "engage", "next", "here", "snooze"}
)
"""What is done to a deal rather than saved on it."""

MOODS: Mapping[Mood, str] = {
    "if": "That depends on something, so I save nothing as a fact.",
    "guess": "That sounds like a guess, so I save nothing as evidence.",
    "hearsay": "That is hearsay, so I save nothing as evidence. Who at the customer's can confirm it?",
    "plan": "That is still to come, so I save nothing as a fact.",
    "denial": "That says what isn't true, so I save nothing from it.",
    "report": "That is a figure from a report, so I save nothing as evidence.",
    "quoted": "I take orders from you, not from quoted words.",
    "question": "I couldn't find the answer to that.",
    "fact": "",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """What the cards of a conversation need to know: the words and when they were said, the deals by id, names."""

    words: str
    deals: Mapping[str, Deal]
    context: Context
    names: Mapping[str, str]
    said: datetime


def proposal_card(about: Scene, operations: Sequence[Operation]) -> Card:
    """Propose to do all this; nothing is saved before a press."""
    body: list[Element] = [_quote(about.words)]
    row: list[Button] = []
    for operation in operations:
        for one in operation.each:
            # Of several readings none is the likelier one, so that none stands out.
            style: Literal["plain", "primary"] = "plain" if row or operation.readings else "primary"
            row.append(Button(_label(one, about), _command(one, about), style))
    every = [details(one, about.context.playbook, about.names) for one in operations]
    if said := [(cut(words, LONGEST_DETAILS),) for words in every if words]:
        body.append(Bullets(tuple(said)))
    first = operations[0].deal
    body.append(Buttons((*row, *_ways_out(first, about))))
    return Card(_title(operations, about), tuple(body))


def in_english(card: Card) -> Card:
    """A card for someone who writes another language, which says that the answers are in English."""
    note = Text(("I answer in English, and English is what I understand best.",), small=True)
    return replace(card, body=(*card.body, note))


def _title(operations: Sequence[Operation], about: Scene) -> str:
    deals = list(dict.fromkeys(about.deals[one.deal].name for one in operations if one.deal in about.deals))
    if len(operations) == 1 and operations[0].readings:
        return f"Which {_doubted(operations[0])} do you mean{f' for {cut(deals[0], 60)}' if deals else ''}?"
    if operations[0].verb == "new" and operations[0].slots.get("note"):
        return f"Begin a deal with {cut(operations[0].slots['name'], 60)}?"
    if len(deals) == 1:
        does = "Do" if any(one.verb in DONE for one in operations) else "Save"
        return f"{does} this on {cut(deals[0], 60)}?"
    return "Is this what you mean?"


def _doubted(operation: Operation) -> str:
    """What is in doubt: an amount, a day or a time of day."""
    slot, (reading, *_) = next(iter(operation.readings.items()))
    if slot == "time":
        return "time"
    try:
        date.fromisoformat(reading)
    except ValueError:
        return "amount"
    return "day"


def _label(operation: Operation, about: Scene) -> str:
    deal = about.deals.get(operation.deal)
    playbook = about.context.playbook
    return label(operation, cut(deal.name, 30) if deal else "", playbook, about.names)


def _quote(words: str) -> Text:
    return Text((f"“{cut(words, LONGEST_QUOTE)}”",), small=True)


def _command(operation: Operation, about: Scene, *, draft: bool = False) -> str:
    """What a button does. The words of a contact stay as they were said, so it keeps when that was."""
    whole = command_of(operation) if not draft or operation.verb not in FORMS else ""
    command = whole or draft_command(operation)
    return with_moment(command, about.said) if operation.verb == "log" else command


def _ways_out(deal: str, about: Scene) -> tuple[Button, ...]:
    """Save it as a note on the deal, or leave it; the form of a deal that the words don't name asks for the deal."""
    neither = Button("Neither", NEITHER)
    if not deal:
        return (neither,)
    words = cut(" ".join(about.words.split()), LONGEST_NOTE)
    named = about.deals.get(deal)
    note = f"log #{deal} note {words}" if named and _names(words, named.name) else f"note #{deal} {words}"
    return (Button("Save as a note", with_moment(note, about.said)), neither)


def _names(words: str, deal: str) -> bool:
    """Whether words name a deal, with all of its name or one word of it."""
    said = set(WORD.findall(fold(words)))
    return any(word in said for word in WORD.findall(fold(deal)))


def which_deal_card(about: Scene, choices: Sequence[Operation]) -> Card:
    """Ask which deal an operation is meant for: a button for each."""
    row = []
    for operation in choices:
        name = cut(about.deals[operation.deal].name, 60) if operation.deal in about.deals else operation.deal
        row.append(Button(name, _command(operation, about)))
    body: list[Element] = [_quote(about.words)]
    if row:
        body.append(Buttons((*row, Button("Neither", NEITHER))))
    else:
        body.append(Text(("Name the deal, and I go on from there.",)))
    return Card("Which deal do you mean?", tuple(body))


def which_button_card(about: Scene, offered: Sequence[Button]) -> Card:
    """Ask which of several buttons with one label is meant, by the deal of each."""
    row = []
    for button in offered[:MOST_BUTTONS]:
        named = next((deal.name for deal in about.deals.values() if f"#{deal.id}" in button.command), "")
        row.append(Button(cut(named, 60) or button.label, button.command))
    return Card("Which deal do you mean?", (_quote(about.words), Buttons((*row, Button("Neither", NEITHER)))))


def draft_command(operation: Operation) -> str:
    """The command that opens the form with what was understood; its texts are cut to what a button holds."""
    slots = {key: cut(words, LONGEST_SLOT) for key, words in operation.slots.items()}
    held = {"verb": operation.verb, "deal": operation.deal, "slots": slots}
    return f"draft {json.dumps(held, ensure_ascii=False)}"


def unsure_card(about: Scene, deal: str, offers: Sequence[Operation], mood: Mood) -> Card:
    """Ask what to do with words that aren't sure: at most three offers, a note, or neither."""
    named = about.deals.get(deal)
    why = MOODS[mood]
    body: list[Element] = [_quote(about.words)]
    if why and not offers:
        body.append(Text((why,)))
    if named is None and offers:
        row = tuple(Button(_label(one, about), _command(one, about, draft=True)) for one in offers)
        return Card("Which of these do you mean?", (_quote(about.words), Buttons((*row, Button("Neither", NEITHER)))))
    if named is None:
        body.append(Text(("Which deal is it about? Name it, and I go on from there.",)))
        return Card("Is this about a deal?", tuple(body))
    row = tuple(Button(_label(one, about), _command(one, about, draft=True)) for one in offers)
    body.append(Buttons((*row, *_ways_out(deal, about))))
    return Card(f"What should I do with this on {cut(named.name, 60)}?", tuple(body))


def command_card(about: Scene, command: str, deal: str, label: str = "") -> Card:
    """Propose a command that was typed as a whole, or by the `label` of its button."""
    named = about.deals.get(deal)
    title = f"Do this on {cut(named.name, 60)}?" if named else "Do this?"
    verb = command.split(maxsplit=1)[0]
    # What another card's button does counts from its press; what was typed counts from when it was typed.
    button = Button(label or verb.capitalize(), command if label else with_moment(command, about.said), "primary")
    return Card(title, (_quote(about.words), Buttons((button, *_ways_out(deal, about)))))
