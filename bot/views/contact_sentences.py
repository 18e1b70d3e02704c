"""Contact sentences: what the history says of facts about contacts."""

from bot.views.contacts import contact_words
from bot.views.words import cut
from process import facts
from process.context import Context
from process.deal import Deal


def added(fact: facts.ContactAdded, deal: Deal, context: Context) -> str:
    return f"added the contact {contact_words(fact.contact)}."


def erased(fact: facts.ContactErased, deal: Deal, context: Context) -> str:
    return f"erased the name and the e-mail of the {cut(fact.role, 60)}."
