"""The first contact: what was said with a customer before their deal was there, logged as it begins."""

from dataclasses import replace

from bot.commands import given
from bot.commands.arguments import fitting
from bot.commands.contact_argument import the_contact
from bot.language.vocabulary import activity
from bot.misunderstood import Faults, Misunderstood, beside
from bot.request import Request
from bot.views.missing import gaps
from bot.views.reasons import reason_line
from process import course, proof
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence
from process.outcome import Outcome

REACHED = "contact"
"""The key of the exit that asks who was reached at the customer's, as docs/playbook.md says."""


def with_first_contact(request: Request, begun: Outcome, context: Context) -> Outcome:
    """A deal that was begun, with the contact that its form has beside the name; as it was where there is none.

    Who was talked to is also the answer to the exit that asks who was reached, where its rules take it.
    """
    kind, note = activity(request.values.get("activity", "")), request.values.get("note", "")
    if not (kind and note) or begun.refusal:
        return begun
    with beside("note"):
        note = fitting(note)
    with beside("contact"):
        contact = the_contact(request, begun.deal, request.values.get("contact", ""))
    logged = course.log(begun.deal, context, kind, note, contact)
    if logged.refusal:
        raise Misunderstood(reason_line(logged.refusal.reason, context), logged.refusal.field or "note")
    reached = _reached(request, logged.deal, context, contact)
    return Outcome(reached.deal, begun.facts + logged.facts + reached.facts)


def _reached(request: Request, deal: Deal, context: Context, contact: str) -> Outcome:
    """The contact as evidence, by the rules of a typed answer; nothing where no exit asks for it, or it doesn't fit."""
    items = [one.exit for one in gaps(deal, context) if one.exit.key == REACHED and one.exit.kind == "contact"]
    evidence: list[Evidence] = []
    faults = Faults()
    if contact and items:
        form = replace(request, inbound=replace(request.inbound, values={REACHED: contact}))
        given.read_field(form, deal, items[0], evidence, faults)
    return proof.meet(deal, context, [] if faults.errors else evidence)
