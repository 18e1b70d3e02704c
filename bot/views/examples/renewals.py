"""Examples of what comes after the win: the renewal, its nudge, and the first days."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, timedelta

from adapters.card import Card
from bot.views.examples import deals
from bot.views.examples.deals import NOW, Tale, context
from bot.views.first_days import first_days_card, with_first_days
from bot.views.history import history_card
from bot.views.next_cycles import another_card
from bot.views.nudge import nudge_card
from bot.views.renewals import renewal_card, renewal_form_card
from bot.views.stalled import StalledDeal
from process import first_days
from process.clock_rules import stalls
from process.deal import Deal, Renewal
from process.facts import Entry, NoRenewal, RenewalSet
from process.stall import LocalDay

DAY, ASK = date(2027, 12, 1), date(2027, 10, 2)


def _renewing(tale: Tale) -> Deal:
    return replace(tale.deal, renewal=Renewal(DAY, ASK))


def _nudge() -> Card:
    """A complete deal, three weeks before its renewal."""
    now = NOW + timedelta(days=191)
    there = replace(context("ana", now), today=now.date())
    found = stalls(_renewing(deals.completed()), there.playbook, LocalDay(there.today, UTC))
    return nudge_card([StalledDeal(_renewing(deals.completed()), there, found)])


def _history() -> Card:
    tale = deals.completed()
    said = (RenewalSet(DAY, ASK), RenewalSet(DAY + timedelta(days=9), ASK, DAY), NoRenewal("They close the site", DAY))
    return history_card(tale.deal, context("mia"), [*tale.ledger, *(Entry(fact, "ana", NOW) for fact in said)])


def _offered(by: str = "ana") -> Card:
    deal = deals.caring().deal
    return first_days_card(deal, context(by), first_days.offered(deal, context(by)))


def _accepted() -> Card:
    deal = deals.caring().deal
    card = Card("Acme is now in Account Management", (), "good")
    return with_first_days(card, deal, first_days.offered(deal, context("ana")))


RENEWALS: Mapping[str, Callable[[], Card]] = {
    "renewal: when": lambda: renewal_form_card(_renewing(deals.caring())),
    "renewal: set": lambda: renewal_card(_renewing(deals.caring()), context("ana")),
    "renewal: none": lambda: renewal_card(deals.completed().deal, context("ana")),
    "renewal: hostile": lambda: renewal_card(_renewing(deals.hostile()), context("ana")),
    "renewal: in the history": _history,
    "renewal: open already": lambda: another_card(
        deals.completed().deal, ("00000000000a", "Acme renewal"), "renewal", "Acme renewal 2"
    ),
    "nudge: a renewal is near": _nudge,
    "first days: offered": _offered,
    "first days: planned": lambda: first_days_card(deals.caring().deal, context("ana"), ()),
    "first days: after the handoff": _accepted,
}
