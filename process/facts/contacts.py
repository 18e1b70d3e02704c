"""Facts of contacts: a person at the customer's came to be known."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from process.contact import Contact
from process.deal import Deal
from process.fields import with_fields


@dataclass(frozen=True, slots=True)
class ContactAdded:
    """A contact was added to the deal, or more came to be known of one it has."""

    contact: Contact
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        others = tuple(one for one in deal.contacts if one.key != self.contact.key)
        return with_fields(deal, contacts=(*others, self.contact), touched=at, passed=None)


@dataclass(frozen=True, slots=True)
class ContactErased:
    """The name and the e-mail of a contact were erased, here and in all earlier facts; who they were isn't known."""

    role: str
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return deal
