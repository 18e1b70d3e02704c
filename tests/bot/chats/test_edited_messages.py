"""A message that people edit: the version that counts is decided once, also for simultaneous deliveries."""

from collections import Counter

import pytest

from adapters.chat import Answer, Inbound, Place, Speaker
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.store.engine.store import Store
from bot.store.export import export
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import together

ROB = Speaker("slack", "T1", "U0ROB", "Rob")
DEALS = Place("slack", "T1", "C0DEALS")
IGNORED = "Editing a message changes nothing"


@pytest.fixture
def assistant(store: Store) -> Assistant:
    return Assistant(store, lambda: MONDAY, playbook_files.texts(None))


def deals(store: Store) -> int:
    with store.reading() as tx:
        return len(export(tx, None)["deals"])


def says(assistant: Assistant, text: str) -> Answer:
    return assistant.answer(Inbound("message", ROB, DEALS, text, once=True))


def edits(assistant: Assistant, text: str, version: str) -> Answer:
    return assistant.answer(Inbound(f"message:{version}", ROB, DEALS, text, once=True, edits="message"))


@pytest.mark.parametrize("first", ["nwe Acme", "list"])
def test_of_eight_edits_at_once_one_is_carried_out(assistant: Assistant, store: Store, first: str) -> None:
    says(assistant, first)
    titles = Counter(together(lambda who: edits(assistant, f"new Acme {who}", f"v{who}").card.title, people=8))
    assert titles[IGNORED] == 7
    assert deals(store) == 1


def test_what_is_delivered_again_gets_its_own_answer_again(assistant: Assistant, store: Store) -> None:
    says(assistant, "nwe Acme")
    first = edits(assistant, "new Acme", "v1")
    again = edits(assistant, "new Acme", "v1")
    assert (first.repeated, again.repeated, again.card) == (False, True, first.card)
    assert edits(assistant, "new Globex", "v2").card.title == IGNORED
    assert deals(store) == 1


def test_a_message_whose_first_version_never_came_is_carried_out_as_edited(assistant: Assistant, store: Store) -> None:
    assert edits(assistant, "new Acme", "v1").card.title == "Acme is a new deal, in Prospecting"
    assert says(assistant, "new Globex").repeated
    assert deals(store) == 1


def test_a_refused_move_was_answered_and_stays_as_it_was(assistant: Assistant, store: Store) -> None:
    assistant.answer(Inbound("new", ROB, DEALS, "new Acme"))
    assert "No one can skip a stage" in str(says(assistant, "advance acme to closing").card)
    assert edits(assistant, "lose acme because they closed", "v1").card.title == IGNORED
