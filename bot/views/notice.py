"""Notices: messages to a person about what someone else did."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.card import Button, Buttons, Card, Facts, Text
from bot.views import missing, words
from bot.views.approval import decided_card
from process.approval import Approval
from process.context import Context
from process.deal import Deal
from process.facts import Entry


def assigned_card(deal: Deal, context: Context) -> Card:
    """Tell the new owner that a deal is theirs."""
    by = words.name(context, context.by.id)
    body = Text((f"{by} handed it to you. It is in {context.playbook.at(deal.stage).name}.",))
    return Card(f"{deal.name} is yours now", (body, Buttons((Button("Show", f"show #{deal.id}"),))))


def taken_back_card(deal: Deal, context: Context) -> Card:
    """Tell someone that a deal they got a moment ago isn't theirs after all."""
    by = words.name(context, context.by.id)
    owner = words.name(context, deal.owner)
    body = Text((f"{by} took the hand-over back. {owner} owns it.",))
    return Card(f"{deal.name} isn't yours after all", (body, Buttons((Button("Show", f"show #{deal.id}"),))))


def engaged_card(deal: Deal, context: Context, team: str, note: str) -> Card:
    """Ask a specialist for their word on a deal."""
    mine = [item for item in context.playbook.exits.values() if item.attest == team]
    asks = tuple(Text((item.question,)) for item in mine)
    why = (Text((f"{words.name(context, context.by.id)}: {note}",)),) if note else ()
    owner, stage = words.name(context, deal.owner), context.playbook.at(deal.stage).name
    facts = Facts((("Deal", deal.name), ("Owner", owner), ("Stage", stage)))
    answer = [Button(f"Answer: {item.name}", f"met #{deal.id} {item.key}", "primary") for item in mine[:1]]
    buttons = Buttons((*answer, Button("Show the deal", f"show #{deal.id}")))
    return Card(f"{deal.name} needs {team.capitalize()}", (facts, *why, *asks, buttons))


def decided_notice(deal: Deal, context: Context, approval: Approval, changed: Sequence[Entry] = ()) -> Card:
    """Tell those who asked for a handoff how it ended, with the way on: a deal that moved needs its next answers."""
    card = decided_card(deal, context, approval, changed=changed)
    show = Button("Show deal", f"show #{deal.id}")
    asked = approval.state == "done" and deal.state == "open" and missing.gaps(deal, context)
    ways = (Button("Give evidence", f"met #{deal.id}", "primary"), show) if asked else (show,)
    return replace(card, body=(*card.body, Buttons(ways)))
