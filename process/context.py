"""The context of a request: who asks, when, by which playbook, among which colleagues."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from process.colleague import Colleague, Company
from process.contact import Contact
from process.deal import Deal
from process.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Context:
    """Everything outside the deal that an operation may look at.

    `now` is an aware moment; `today` is the asker's own day in their `zone`. `contacts` are those known from other
    deals of the same account, and `siblings` its other open deals, where an operation or a card looks at them.
    """

    playbook: Playbook
    company: Company
    by: Colleague
    now: datetime
    today: date
    zone: tzinfo = UTC
    contacts: tuple[Contact, ...] = ()
    siblings: tuple[Deal, ...] = ()
