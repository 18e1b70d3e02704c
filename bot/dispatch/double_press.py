"""Double presses: the same button of the same message, pressed twice by one person, saves once.

Slack and the sandbox give each press an id of its own, so the inbox takes the second half of a double click for another
request. Two typed commands stay two, also with the same words.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from adapters.chat import Answer
from bot.request import Request
from bot.store import inbox
from bot.views.replies import pressed_twice

TOGETHER = timedelta(seconds=10)
"""Within so long a second press is part of the first: a double click, or impatience with a slow chat."""


def first_answer(request: Request, now: datetime) -> Answer | None:
    """The answer to the first of two presses, if this is the second and nothing else was saved for the person since."""
    button = request.inbound.pressed
    if not button:
        return None
    before = inbox.hold(request.tx, request.tenant.id, _key(request), now)
    if before is None or before.answer.pressed != button or not timedelta() <= now - before.at < TOGETHER:
        return None
    answer = replace(before.answer, card=pressed_twice(before.answer.card), repeated=True)
    inbox.save(request.tx, request.tenant.id, request.inbound.key, answer, now)
    return answer


def remember(request: Request, answer: Answer, now: datetime) -> None:
    """Remember the press that saved something. Any later change by the person takes its place, also an undo."""
    if not request.saved:
        return
    if request.inbound.pressed:
        kept = replace(answer, card=answer.saved or answer.card, saved=None, pressed=request.inbound.pressed)
        inbox.save(request.tx, request.tenant.id, _key(request), kept, now)
    else:
        inbox.forget(request.tx, request.tenant.id, _key(request))


def _key(request: Request) -> str:
    return f"pressed:{request.me.id}"
