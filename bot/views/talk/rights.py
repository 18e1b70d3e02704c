"""Who can: said in place of a proposal that the one who speaks couldn't carry out."""

from adapters.card import Button, Buttons, Card, Text
from bot.views.asking import who_to_ask, who_words
from bot.views.words import capital, cut, name
from process.attesters import attesters
from process.context import Context
from process.deal import Deal
from process.playbook import Exit


def attested_by_card(deal: Deal, context: Context, item: Exit) -> Card:
    """Say who alone can answer an exit, and offer to ask them."""
    who = "a manager" if item.attest in ("manager", "account manager") else capital(item.attest)
    able = [one.name for one in attesters(item, deal, context)]
    row = [Button(f"Show {cut(deal.name, 40)}", f"show #{deal.id}")]
    if able:
        words = f"{who_words(able)} can answer."
        row.insert(0, Button(f"Ask {who_to_ask(item, context, able)}", f"ask #{deal.id} for {item.key}", "primary"))
    else:
        words = "No one here can answer yet. An admin can give a colleague that role."
    what = "this" if item.name.casefold() == who.casefold() else item.name.lower()
    title = f"{cut(deal.name, 60)}: only {who} can answer {what}"
    return Card(title, (Text((f"I can't save it from you. {words}",)), Buttons(tuple(row))), "stop")


def owner_only_card(deal: Deal, context: Context) -> Card:
    """Say who works on a deal."""
    words = f"Only its owner {name(context, deal.owner)} or a manager can change it."
    row = Buttons((Button(f"Show {cut(deal.name, 40)}", f"show #{deal.id}"),))
    return Card(f"You don't work on {cut(deal.name, 60)}", (Text((words,)), row), "stop")


def unwaivable_card(deal: Deal, item: Exit) -> Card:
    """Say that an exit is waived for no one."""
    row = Buttons((Button(f"Show {cut(deal.name, 40)}", f"show #{deal.id}"),))
    return Card(f"{item.name} can't be waived", (Text((f"{cut(deal.name, 60)} needs it in any case.",)), row), "stop")


def managers_waive_card(deal: Deal) -> Card:
    """Say who waives an exit."""
    words = "An exit is waived by a manager, and never on a deal of their own."
    row = Buttons((Button(f"Show {cut(deal.name, 40)}", f"show #{deal.id}"),))
    return Card("Ask a manager for a waiver", (Text((words,)), row), "stop")


def complexity_card(deal: Deal) -> Card:
    """Say who lowers a deal's complexity."""
    row = Buttons((Button(f"Show {cut(deal.name, 40)}", f"show #{deal.id}"),))
    return Card("A manager lowers the complexity", (Text(("Ask a manager who doesn't own the deal.",)), row), "stop")


def already_card(deal: Deal, team: str) -> Card:
    """Say that a team is called in already."""
    row = Buttons((Button(f"Show {cut(deal.name, 40)}", f"show #{deal.id}"),))
    words = f"{capital(team)} is called in on {cut(deal.name, 60)} already."
    return Card(words, (row,), "stop")


def admin_card() -> Card:
    """Say who changes roles."""
    return Card("Only an admin changes who is who", (Text(("Ask one of your admins.",)),), "stop")
