"""Renewals: when a won deal comes up again, the form for it, and the ledger's words."""

from collections.abc import Callable, Mapping
from typing import Any

from adapters.card import Button, Buttons, Card, Field, Form, Text
from bot.views.dates import plain_day
from bot.views.form_cards import with_form
from bot.views.short_words import short_date
from bot.views.words import cut, day
from process import facts
from process.context import Context
from process.deal import Deal


def renewal_form_card(deal: Deal) -> Card:
    """Ask when a deal comes up for renewal (`until`), or why it doesn't (`reason`)."""
    known = deal.renewal.day.isoformat() if deal.renewal else ""
    fields = (
        Field("until", "On which day do they have to renew?", "date", value=known),
        Field("reason", "Or why won't they renew?", "long"),
    )
    form = Form(f"renewal #{deal.id}", deal.id, "Set the renewal day", fields, "Save")
    return with_form(f"{cut(deal.name, 60)}: when does it renew?", form)


def renewal_card(deal: Deal, context: Context) -> Card:
    """What was saved about a deal's renewal."""
    show = Button("Show deal", f"show #{deal.id}")
    if deal.renewal is None:
        words = "I won't propose a renewal. If that changes, set a day."
        row = (Button("Set a day", f"renewal #{deal.id}"), show)
        return Card(f"{cut(deal.name, 60)} won't renew", (Text((words,)), Buttons(row)))
    title = f"{cut(deal.name, 60)} renews on {short_date(deal.renewal.day, context)}"
    early = max(deal.renewal.ask, context.today)
    words = f"The day is {day(deal.renewal.day, context)}. I'll propose it from {short_date(early, context)} on."
    row = (Button("Start it now", f"next #{deal.id} renewal"), show)
    return Card(title, (Text((words,)), Buttons(row)), "good", notification=f"{title}.")


def renewal_fact(deal: Deal) -> tuple[str, str]:
    """The renewal as a fact of the deal; empty where there is none or it was started."""
    pending = deal.renewal is not None and not deal.renewed
    return "Renews on", plain_day(deal.renewal.day) if deal.renewal and pending else ""


def renewal_set(fact: facts.RenewalSet, deal: Deal, context: Context) -> str:
    was = f", not {plain_day(fact.was)}" if fact.was else ""
    return f"set the renewal for {plain_day(fact.day)}{was}."


def no_renewal(fact: facts.NoRenewal, deal: Deal, context: Context) -> str:
    return f"said that it won't renew: {cut(fact.reason)}"


def renewal_withdrawn(fact: facts.RenewalWithdrawn, deal: Deal, context: Context) -> str:
    again = f" It is proposed again from {plain_day(fact.ask)} on." if fact.ask else ""
    return f"withdrew the renewal {cut(fact.name, 80)}.{again}"


WORDS: Mapping[type, Callable[[Any, Deal, Context], str]] = {
    facts.RenewalSet: renewal_set,
    facts.NoRenewal: no_renewal,
    facts.RenewalWithdrawn: renewal_withdrawn,
}
