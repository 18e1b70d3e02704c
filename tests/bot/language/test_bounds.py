"""A command of 4,000 characters: reading it takes a bounded number of steps, and blocks no writer.

Steps are calls of Python functions, which are counted and not timed.
"""

import os
import sys
from types import FrameType

import pytest

from adapters.chat import Inbound, Place, Speaker
from bot.assistant import LONGEST, Assistant
from bot.commands.registry import COMMANDS
from bot.company import playbook_files
from bot.store.engine.store import Store
from tests.support.people_and_deal import MONDAY

ATTACKS = {
    "many words": "ab " * 2000,
    "many reasons": "acme because " * 500,
    "many stages": "acme " + "to x " * 1000,
    "many speakers": "acme " + "said by x " * 500,
    "open quotes": "acme " + "“" * 4000,
    "digits": "acme " + "1 " * 2000,
}
MOST_STEPS = 100_000
READERS = ("grammar.py", "deal_lookup.py", "vocabulary.py", "names.py", "reading.py")


class Steps:
    """Counts the calls of our readers, and those of them that happen during a writing transaction."""

    def __init__(self, store: Store) -> None:
        self._queue, self.all, self.holding = store._queue, 0, 0

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code.co_filename.rpartition(os.sep)[2] in READERS:
            self.all += 1
            # Writers turn ids and names into keys too.
            if (
                self._queue
                and self._queue._writer
                and frame.f_code.co_name in ("readings", "resolve", "by_name", "by_likeness")
            ):
                self.holding += 1


def say(assistant: Assistant, text: str, key: str) -> None:
    place = Place("slack", "T1", "C0DEALS")
    assistant.answer(Inbound(key, Speaker("slack", "T1", "U0ROB", "Rob"), place, text[:LONGEST]))


@pytest.mark.parametrize("verb", ["show", "set", "advance", "met", "obligation", "assign"])
def test_reading_is_bounded_and_holds_no_writer(embedded: Store, verb: str) -> None:
    assert verb in COMMANDS
    assistant = Assistant(embedded, lambda: MONDAY, playbook_files.texts(None))
    for number in range(3):
        say(assistant, f"new acme {number}", f"new {number}")
    for attack, typed in ATTACKS.items():
        steps = Steps(embedded)
        sys.setprofile(steps)
        try:
            say(assistant, f"{verb} {typed}", attack)
        finally:
            sys.setprofile(None)
        assert 0 < steps.all < MOST_STEPS, attack
        assert steps.holding == 0, attack
