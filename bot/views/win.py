"""A win, as it is announced: who, how much, how long, and who takes over. Nothing about how it was won."""

from collections.abc import Mapping

from adapters.card import Card, Text
from bot.views.short_words import short_money
from bot.views.words import count, cut, name, taking_over
from process.context import Context
from process.deal import CycleKind, Deal

WON_AS: Mapping[CycleKind, str] = {
    "new": "is a customer",
    "referral": "is a customer",
    "renewal": "renewed",
    "cross-sell": "bought more",
    "up-sell": "bought more",
}
"""What a win is called, by how the deal began."""


def win_card(deal: Deal, context: Context) -> Card:
    """A won deal, for everyone in a channel. It is the same for a clean deal and for one with waivers."""
    days = max(1, (context.now - deal.began).days)
    worth = f"{short_money(deal.amount)}, " if deal.amount else ""
    account = cut(deal.account or deal.name, 60)
    title = f"🎉 {account} {WON_AS[deal.kind]}: {worth}{cut(name(context, deal.owner), 40)}, {count(days, 'day')}"
    takes = taking_over(deal, context.playbook)
    body = (Text((f"{name(context, takes)} takes over.",)),) if takes and takes != deal.owner else ()
    return Card(title, body, "good", notification=cut(title, 120))
