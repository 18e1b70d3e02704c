"""A button's label, typed as words, is understood as that button, or asked back with it as a choice."""

from datetime import timedelta
from itertools import count

import pytest

from adapters.card import Button, Buttons, Card
from bot.conversation.offered import labelled, plain_label
from bot.sandbox.sandbox import Sandbox
from bot.views.examples.cards import EXAMPLES
from tests.support.card_text import buttons_of, text_of
from tests.support.example_cards import example_card
from tests.support.for_each import for_each
from tests.support.notifications import every_message
from tests.support.recording_chat import RecordingChat, heard
from tests.support.sandbox_script import Say
from tests.support.talking import spoken

DAY = timedelta(days=1)
KEYS = count()
READING = ("list", "help", "funnel", "flywheel", "stalled", "home")


def buttons(card: Card) -> list[Button]:
    return [button for part in card.body if isinstance(part, Buttons) for button in part.every]


@for_each(EXAMPLES)
def test_every_label_of_every_card_is_found_by_its_words(name: str) -> None:
    card = example_card(name)
    for button in buttons(card):
        for words in (button.label, button.label.casefold(), f"{button.label}, please"):
            assert button.command in [one.command for one in labelled(words, [card])], words


def test_every_label_has_words_of_its_own() -> None:
    """A label of signs alone couldn't be typed."""
    labels = {button.label for name in EXAMPLES for button in buttons(example_card(name))}
    assert [label for label in labels if not plain_label(label)] == []


def types(sandbox: Sandbox, who: str, words: str) -> Card:
    return sandbox.answer(spoken(who, words, f"typed-{next(KEYS)}")).card


def last(sandbox: Sandbox, who: str) -> Card:
    return [one for one in every_message(sandbox) if one.place == who and not one.edit][-1].card


@pytest.fixture
def nudged(sandbox: Sandbox, recorder: RecordingChat) -> Sandbox:
    """Rob has a nudge about four deals before him."""
    sandbox.forward(7 * DAY)
    return sandbox


def test_going_through_them_starts_the_questions(nudged: Sandbox) -> None:
    assert "Go through them with me" in buttons_of(last(nudged, "rob"))
    pressed = nudged.answer(heard("rob", "ask all")).card
    nudged.answer(heard("rob", "stop"))
    assert types(nudged, "rob", "go through them with me").title == pressed.title


def test_every_label_of_a_nudge_is_understood_or_asked_back(nudged: Sandbox) -> None:
    card = last(nudged, "rob")
    for label in dict.fromkeys(button.label for button in buttons(card)):
        commands = {button.command for button in buttons(card) if button.label == label}
        answer = types(nudged, "rob", label)
        offered = {button.command for button in buttons(answer)}
        reads = all(command.startswith(("show", "ask", "stalled")) for command in commands)
        assert offered & commands or (reads and len(commands) == 1), (label, answer.title)


def test_a_label_of_several_deals_asks_which(nudged: Sandbox) -> None:
    answer = types(nudged, "rob", "Snooze a week")
    assert answer.title == "Which deal do you mean?"
    assert "Stark" in list(buttons_of(answer))


@pytest.mark.parametrize("who", ["rob", "mia", "ana"])
def test_what_anyone_can_ask_for_is_understood_by_its_labels(say: Say, sandbox: Sandbox, who: str) -> None:
    for card in ("home", "help", "funnel", "flywheel", "list"):
        for button in buttons(say(who, card)):
            counts = any(map(str.isdigit, button.label))  # "Closing this month: 4" could also be evidence
            if button.label.casefold() in READING:
                continue  # a whole command, which goes first
            if button.command.split(" ")[0] in READING and "#" not in button.command and not counts:
                assert types(sandbox, who, button.label).title == say(who, button.command).title, button.label


def test_the_card_of_the_deal_that_was_spoken_about_counts(sandbox: Sandbox) -> None:
    card = types(sandbox, "rob", "show wayne industries")
    label, command = next((one.label, one.command) for one in buttons(card) if one.command.startswith("objection"))
    assert buttons(types(sandbox, "rob", label))[0].command.startswith(command)


def test_nothing_is_saved_by_a_label(nudged: Sandbox) -> None:
    before = text_of(nudged.answer(heard("rob", "history stark all")).card)
    types(nudged, "rob", "Move on")
    assert text_of(nudged.answer(heard("rob", "history stark all")).card) == before


def test_someone_without_such_a_card_is_asked_as_before(sandbox: Sandbox) -> None:
    assert "Won't happen" not in buttons_of(types(sandbox, "ada", "Won't happen"))
