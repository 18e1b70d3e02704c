"""Posting: an answer that one person sees in a channel can be shown to everyone there."""

from dataclasses import replace

from adapters.chat import Answer, Inbound
from bot.dispatch.find_command import verb
from bot.views.post_here import with_post_here

POST = "post "
POSTABLE = frozenset({"show", "list", "stalled", "funnel", "flywheel"})
"""What says nothing of one person that a team shouldn't read; a history names who tried to skip."""


def posted(text: str) -> str:
    """The command whose answer is to be posted, or nothing."""
    inner = text.removeprefix(POST).strip()
    return inner if text.startswith(POST) and _postable(inner) else ""


def shown_to_all(answer: Answer) -> Answer:
    """The answer for everyone in the place; a no stays its asker's alone."""
    alone = answer.undone or answer.card.tone == "stop"
    return answer if alone else replace(answer, seen_by="place", posted=True)


def offered(inbound: Inbound, answer: Answer) -> Answer:
    """The answer with a button that posts it, where others are there to read it."""
    alone = answer.seen_by == "asker" and answer.card.tone == "plain" and not (inbound.unasked or answer.undone)
    if inbound.place.kind != "channel" or not alone or not _postable(inbound.text):
        return answer
    return replace(answer, card=with_post_here(answer.card, f"{POST}{inbound.text}"))


def _postable(text: str) -> bool:
    return verb(text) in POSTABLE and not text.startswith("show approval")
