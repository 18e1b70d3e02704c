"""Who did something, and through which agent."""

from bot.views.words import cut, name
from process.colleague import CLOCK
from process.context import Context
from process.facts import Entry

LONGEST = 40


def who(entry: Entry, context: Context) -> str:
    """Who stands before a fact's words: "Rob Reyes", or "Rob Reyes, through Claude,"."""
    person = "Stagecoach" if entry.by == CLOCK.id else name(context, entry.by)
    return f"{person}, through {cut(entry.through, LONGEST)}," if entry.through else person
