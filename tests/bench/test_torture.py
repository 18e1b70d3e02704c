"""The torture sends a command again where the answer says that nothing was saved, as a person would."""

from bench.torture.chat import is_to_try_again
from bot.views import unanswered


def test_each_answer_that_asks_to_try_again_is_known() -> None:
    asking = [words for words in vars(unanswered).values() if isinstance(words, str) and "ry again in a " in words]
    assert len(asking) == 3
    assert all(map(is_to_try_again, asking))


def test_an_answer_that_something_was_done_is_not_sent_again() -> None:
    assert not is_to_try_again('{"text": "Logged on Acme"}')
    assert not is_to_try_again(unanswered.ANSWERED_ALREADY)
