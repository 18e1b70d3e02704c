"""Care: what a won deal that is being served needs next - a payment, an obligation, a contact with the customer."""

from dataclasses import dataclass
from datetime import date, tzinfo

from process.deal import Deal
from process.list_item import ListItem, ListName


@dataclass(frozen=True, slots=True)
class Care:
    """A won deal on a day.

    `payment` and `obligation` are what is open and due first, where something is; `silent` counts the days since the
    last contact. `renews` is the day of its renewal, once that is proposed.
    """

    deal: Deal
    payment: ListItem | None
    obligation: ListItem | None
    silent: int
    renews: date | None

    def urgency(self, today: date) -> tuple[date, int]:
        """What orders them: the first day that matters, then the longest silence."""
        days = [one.due for one in (self.payment, self.obligation) if one and one.due]
        days += [self.renews] if self.renews else []
        return min(days, default=date.max), -self.silent


def care(deal: Deal, today: date, zone: tzinfo) -> Care:
    """What this deal needs next."""
    contacted = max(deal.contacted or deal.entered, deal.entered).astimezone(zone).date()
    due = deal.renewal is not None and not deal.renewed and deal.renewal.ask <= today
    return Care(
        deal,
        _first(deal, "payment"),
        _first(deal, "obligation"),
        (today - contacted).days,
        deal.renewal.day if deal.renewal and due else None,
    )


def _first(deal: Deal, name: ListName) -> ListItem | None:
    still = [item for item in deal.listed(name) if item.open]
    return min(still, key=lambda item: item.due or date.max, default=None)
