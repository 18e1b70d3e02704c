"""Awaited: whose decision or acceptance a handoff waits for, and why the last one came to nothing."""

from adapters.card import Text
from bot.views import approval
from bot.views.short_words import short_moment, you
from bot.views.words import capital, cut, either, name
from process import rights
from process.approval import Approval
from process.context import Context
from process.deal import Deal

MOST_NAMED = 3


def live(deal: Deal, context: Context) -> Approval | None:
    """The approval that is asked for now; None where none is, or no one decided in time."""
    asked = deal.approval
    return asked if asked is not None and asked.live and not asked.expired(context.now) else None


def deciders(deal: Deal, context: Context) -> list[str]:
    """The ids of those who can decide what is asked; no one where nothing waits for a decision."""
    asked = deal.approval
    if asked is None or asked.state != "asked":
        return []
    return [one.id for one in rights.deciders(deal, asked.requester, context.company, context.now)]


def who(deal: Deal, context: Context, asked: Approval) -> str:
    """Whom an approval waits for, as the reader speaks of them: "Mia or Max", "you", "a manager"."""
    if asked.state == "approved":
        return you(approval.acceptor(deal, context), context)
    able = deciders(deal, context)[:MOST_NAMED]
    mine = [one for one in able if one == context.by.id]
    return either([you(one, context) for one in mine or able]) or "a manager"


def awaited(deal: Deal, context: Context, asked: Approval) -> str:
    """Whom a live approval waits for and until when: "Mia or Max can decide, until Fri 21:56."."""
    waits, until = who(deal, context, asked), f"until {short_moment(asked.expires_at, context)}"
    if asked.state == "approved":
        return f"You accept it, {until}." if waits == "you" else f"{waits} hasn't accepted yet. Open {until}."
    if waits == "you":
        return f"You decide, {until}."
    return f"{capital(waits)} can decide, {until}."


def until_words(context: Context, asked: Approval) -> str:
    """Until when a live approval waits, where a title says for whom."""
    return f"It is open until {short_moment(asked.expires_at, context)}."


def ended(deal: Deal, context: Context) -> tuple[Text, ...]:
    """Why the last approval of this stage's handoff came to nothing."""
    asked = deal.approval
    if asked is None or asked.stage != deal.stage or asked.state in ("done", "approved"):
        return ()
    state = "expired" if asked.expired(context.now) else asked.state
    ends = {
        "declined": f"{name(context, asked.decider)} declined the handoff: {cut(asked.reason, 300)}",
        "void": "The approval is void because the deal changed. To ask again, advance the deal.",
        "expired": "No one decided in time, so the approval expired. To ask again, advance the deal.",
    }
    return (Text((ends[state],)),) if state in ends else ()
