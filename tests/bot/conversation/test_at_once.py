"""Two messages of one person at the same moment: what one yes has agreed to, another one can't agree to again."""

from collections import Counter
from collections.abc import Iterator

import pytest

from adapters.chat import Inbound, Place, Speaker
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.store.export import export
from tests.support.people_and_deal import MONDAY
from tests.support.stepped_in import SteppedIn

ROB, DIRECT = Speaker("slack", "T1", "U0ROB", "Rob"), Place("slack", "T1", "U0ROB", "direct")


@pytest.fixture
def store(address: str) -> Iterator[SteppedIn]:
    store = SteppedIn.open(address)
    yield store
    store.close()


@pytest.fixture
def assistant(store: SteppedIn) -> Assistant:
    assistant = Assistant(store, lambda: MONDAY, playbook_files.texts(None))
    assistant.answer(Inbound("new", ROB, DIRECT, "new Acme"))
    says(assistant, "Had a call with Acme today about prices", "call")
    return assistant


def says(assistant: Assistant, text: str, key: str) -> str:
    return assistant.answer(Inbound(key, ROB, DIRECT, text, once=True, talk=True)).card.title


def logged(store: SteppedIn) -> int:
    with store.reading() as tx:
        return Counter(entry["kind"] for entry in export(tx, None)["ledger"])["Logged"]


def test_of_two_yes_at_once_one_saves_and_the_other_finds_nothing_to_agree_to(
    assistant: Assistant, store: SteppedIn
) -> None:
    answers: list[str] = []
    store.meanwhile = lambda: answers.append(says(assistant, "yes", "from the phone"))
    answers.append(says(assistant, "yes", "from the desk"))
    assert answers == ["Logged on Acme", "All right"]
    assert logged(store) == 1


def test_one_yes_that_is_delivered_twice_at_once_saves_once_with_one_answer(
    assistant: Assistant, store: SteppedIn
) -> None:
    answers: list[str] = []
    store.meanwhile = lambda: answers.append(says(assistant, "yes", "yes"))
    answers.append(says(assistant, "yes", "yes"))
    assert answers == ["Logged on Acme", "Logged on Acme"]
    assert logged(store) == 1
