"""Tried: what another request crossed is tried again, a few times."""

from collections.abc import Callable

from adapters.chat import Answer
from bot.request import undone
from bot.store.engine.faults import Conflict, Crossed, NameTaken
from bot.views import replies, unanswered

TRIES = 5


def tried(answer: Callable[[], Answer]) -> Answer:
    """The answer; tried again if another request was faster, because the second try sees what that one did."""
    for _ in range(TRIES):
        try:
            return answer()
        except (Conflict, NameTaken, Crossed):
            continue
    return undone(replies.plain_no(unanswered.CROWDED))
