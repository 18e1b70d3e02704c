"""Contacts: the people at the customer's, on cards and in the form that adds one."""

from collections.abc import Sequence

from adapters.card import Bullets, Card, Element, Field, Form, Text
from bot.views.endings import ENDED
from bot.views.words import both, capital, cut
from process.contact import PARTS, Contact
from process.deal import Deal
from process.lost_reasons import UNSORTED


def contact_words(one: Contact) -> str:
    """A contact in a line: "Carla Chen, CFO (decides)"; a role alone says that its name is unknown."""
    called = f"{one.name}, {one.role}" if one.name and one.role else one.name or f"the {one.role}, name unknown"
    mail = f", {one.email}" if one.email and one.email != one.name else ""
    part = f" ({both(one.part)})" if one.part else ""
    return cut(called, 100) + cut(mail, 80) + part


def contacts_line(deal: Deal) -> str:
    """All contacts of a deal in one line; nothing where there are none."""
    return " · ".join(contact_words(one) for one in deal.contacts)


def more_facts(deal: Deal) -> tuple[tuple[str, str], ...]:
    """What else is known of a deal: its contacts, and why it is lost; what is empty is for the card to leave out."""
    lost = f"{deal.lost_as}: {deal.lost_because}" if deal.lost_as not in ("", UNSORTED) else deal.lost_because
    return ("Contacts", contacts_line(deal)), (ENDED.get(deal.state, "Lost") + " because", cut(lost, 300))


def contacts_card(deal: Deal, elsewhere: Sequence[Contact]) -> Card:
    """The contacts of a deal, those its account has from other deals, and the form that adds one."""
    body: list[Element] = []
    if deal.contacts:
        body.append(Bullets(tuple((contact_words(one),) for one in deal.contacts)))
    if elsewhere:
        body += [Text(("Known from other deals with this customer:",)), _bullets(elsewhere)]
    return Card(f"{cut(deal.name, 60)}: contacts", (*body, contact_form(deal)))


def _bullets(people: Sequence[Contact]) -> Bullets:
    return Bullets(tuple((contact_words(one),) for one in people))


def contact_form(deal: Deal) -> Form:
    """Add a contact, or say more of one: `name`, `role`, `email` and `part`."""
    fields = (
        Field("name", "What is their name?", hint="if empty, I save only the role"),
        Field("role", "What is their role?", hint="for example CFO"),
        Field("email", "What is their e-mail?"),
        Field("part", "What is their part in the decision?", "choice", tuple((one, capital(one)) for one in PARTS)),
    )
    return Form(f"contact #{deal.id}", deal.id, f"{cut(deal.name, 60)}: add a contact", fields, "Save")
