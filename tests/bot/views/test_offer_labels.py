"""Labels of offers whose values aren't known yet: whole words, and nothing that hangs."""

import pytest

from bot.language.understanding.proposal import Operation
from bot.views.talk.labels import label
from tests.support.spoken_sentences import BOOK


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (Operation("wait", "1"), "Acme: wait…"),
        (Operation("wait", "1", {"until": "2026-05-18"}), "Acme: wait until 18 May 2026"),
        (Operation("new", ""), "Begin a deal…"),
        (Operation("new", "", {"name": "Globax"}), "Begin the deal Globax"),
    ],
)
def test_a_label_asks_for_the_value_that_it_lacks(operation: Operation, words: str) -> None:
    assert label(operation, "Acme" if operation.deal else "", BOOK, {}) == words
