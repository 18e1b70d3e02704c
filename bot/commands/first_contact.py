"""The first contact: what was said with a customer before their deal was there, logged as it begins."""

from bot.commands.arguments import fitting
from bot.commands.contact_argument import the_contact
from bot.language.vocabulary import activity
from bot.misunderstood import beside
from bot.request import Request
from process import course
from process.context import Context
from process.outcome import Outcome


def with_first_contact(request: Request, begun: Outcome, context: Context) -> Outcome:
    """A deal that was begun, with the contact that its form has beside the name; as it was where there is none."""
    kind, note = activity(request.values.get("activity", "")), request.values.get("note", "")
    if not (kind and note) or begun.refusal:
        return begun
    with beside("note"):
        note = fitting(note)
    with beside("contact"):
        contact = the_contact(request, begun.deal, request.values.get("contact", ""))
    logged = course.log(begun.deal, context, kind, note, contact)
    return begun if logged.refusal else Outcome(logged.deal, begun.facts + logged.facts)
