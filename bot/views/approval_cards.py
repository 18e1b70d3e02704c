"""The cards that wait for someone: a manager's decision, and the account manager's yes."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.card import Bullets, Button, Buttons, Card, Element, Link, Text, Tone, Words
from bot.views.account_past import PastDeal
from bot.views.answers import answers_button
from bot.views.approval import accept_buttons, approve_buttons, decision_buttons, decision_marks, same, way
from bot.views.approver_notes import proven_lines, standing_words, warnings
from bot.views.decided import decided_card
from bot.views.decision_marks import marks_words
from bot.views.forms import reason_form
from bot.views.promises import promise_lines
from bot.views.question_cards import question_words
from bot.views.short_words import deal_line, short_moment, short_money
from bot.views.words import count, cut, name
from process.approval import Approval, Ticket
from process.context import Context
from process.deal import Deal
from process.facts import Entry

MOST_NOTIFIED = 120
MOST_TITLE = 150
MOST_QUESTIONS = 3


def standing_card(
    deal: Deal, context: Context, approval: Approval, changed: Sequence[Entry] = (), past: Sequence[PastDeal] = ()
) -> Card:
    """An approval as it is now for its reader, with buttons for people who can press them."""
    if approval.expired(context.now) or not approval.live:
        return decided_card(deal, context, approval, changed=changed)
    if not same(approval, deal.approval):
        return decided_card(deal, context, replace(approval, state="void"))
    if decision_buttons(deal, context, approval):
        return asking_card(deal, context, approval, past)
    return waiting_card(deal, context, approval)


def asking_card(deal: Deal, context: Context, approval: Approval, past: Sequence[PastDeal] = ()) -> Card:
    """What a live approval asks its reader for now: a manager's decision, or the account manager's word."""
    if approval.state == "asked":
        return approval_card(deal, context, approval, past)
    return acceptance_card(deal, context, approval)


def approval_card(deal: Deal, context: Context, approval: Approval, past: Sequence[PastDeal] = ()) -> Card:
    """What a manager decides on, with buttons bound to this approval and its version.

    `past` are the account's deals that came to nothing of late.
    """
    found = warnings(deal, context, approval, past)
    asks = f"{name(context, approval.requester)} asks. Yours until {short_moment(approval.expires_at, context)}."
    body: list[Element] = [Text((asks,))]
    lines = (*_signed("⚠", found), *_signed("✓", proven_lines(deal, context)))
    body += [Bullets(lines)] if lines else []
    body.append(Text((standing_words(deal, context),)))
    body += _talked(deal, context, approval)
    body += _marked(deal, context, approval)
    ask = Button(f"Ask {_first_name(context, approval.requester)}", f"ask #{deal.id} about")
    buttons = (*approve_buttons(deal, context, approval), answers_button(deal), ask)
    tone: Tone = "warning" if found else "plain"
    title = cut(f"{deal_line(deal, context)} · {way(context, approval.stage)}?", MOST_TITLE)
    notified = _asks_for(deal, context, approval, len(found))
    return Card(title, (*body, Buttons(buttons)), tone, _refresh_command(approval), notified)


def _talked(deal: Deal, context: Context, approval: Approval) -> list[Element]:
    """What was asked and answered since the handoff was asked for."""
    lines = [(question_words(one, context),) for one in deal.questions if one.at >= approval.asked_at]
    return [Bullets(tuple(lines[-MOST_QUESTIONS:]))] if lines else []


def _signed(sign: str, lines: Sequence[Words]) -> tuple[Words, ...]:
    return tuple((f"{sign} ", *line) for line in lines)


def _first_name(context: Context, person: str) -> str:
    """Whom a button asks, by the name that fits on it."""
    return cut(name(context, person).split(" ", maxsplit=1)[0], 20)


def _asks_for(deal: Deal, context: Context, approval: Approval, warned: int) -> str:
    """What the phone shows: who asks for what, how much there is to look at, and until when."""
    until = f"Decide by {short_moment(approval.expires_at, context)}"
    seen = f" {count(warned, 'warning')}." if warned else ""
    end = f", {short_money(deal.amount)}, {way(context, approval.stage)}.{seen} {until}"
    head = f"{name(context, approval.requester)} asks: {cut(deal.name, 60)}"
    return f"{cut(head, MOST_NOTIFIED - len(end))}{end}"


def _marked(deal: Deal, context: Context, approval: Approval) -> tuple[Element, ...]:
    """What the ledger will say of a decision, where the decider isn't wholly apart from the deal."""
    marks = decision_marks(deal, context, approval)
    words = f"The history will mark this decision{marks_words(marks)}."
    return (Text((words,), small=True),) if marks else ()


def _refresh_command(approval: Approval) -> str:
    return f"show approval {approval.id}"


def waiting_card(deal: Deal, context: Context, approval: Approval) -> Card:
    """The same for everyone else: what waits for whom. It says nothing that isn't for the whole channel."""
    until = short_moment(approval.expires_at, context)
    waits = "an account manager" if approval.state == "approved" else "a manager"
    words = f"{name(context, approval.requester)} asked. It waits for {waits} until {until}."
    title = cut(f"{deal_line(deal, context)} · {way(context, approval.stage)}?", MOST_TITLE)
    show = Buttons((Button("Show deal", f"show #{deal.id}"),))
    return Card(title, (Text((words,)), show), refresh_command=_refresh_command(approval))


def channel_card(deal: Deal, context: Context, approval: Approval, only: Sequence[str]) -> Card:
    """What a channel sees of a handoff that is asked for: no waiver, no earlier no, nothing that is for one person.

    `only` are the platform's users who can decide: *Decide* shows them all of it, to them alone.
    """
    card = waiting_card(deal, context, approval)
    decide = Buttons((Button("Decide", f"approve #{deal.id}", "primary"),), tuple(only))
    return replace(card, body=(*card.body[:-1], decide), notification=card.title)


def alone_card(deal: Deal, context: Context, ticket: Ticket) -> Card:
    """What the only one of us confirms."""
    words = "You are the only active person here, so you confirm this alone. The history says so."
    decide, alone = f"approve {ticket.id} {ticket.version}", "Confirm alone"
    form = reason_form(decide, alone, "Why is this deal ready?", alone)
    body: list[Element] = [Text((words,))]
    if deal.approval:
        lines = _signed("⚠", warnings(deal, context, deal.approval))
        lines += _signed("✓", proven_lines(deal, context))
        body += [Bullets(lines)] if lines else []
    return Card(f"{cut(deal.name, 60)}: confirm the handoff alone", (*body, form), "warning")


def acceptance_card(deal: Deal, context: Context, approval: Approval) -> Card:
    """What an account manager takes over, with buttons bound to this approval and its version."""
    by = f" {name(context, approval.decider)} approved it." if approval.decider else ""
    until = short_moment(approval.expires_at, context)
    lead = f"{short_money(deal.amount)}, from {name(context, deal.owner)}.{by} Yours to take until {until}."
    lines = (*promise_lines(deal, context), *_contract(deal, context))
    body: tuple[Element, ...] = (Text((lead,)), Bullets(lines))
    title = f"{cut(deal.account or deal.name, 60)} is yours if you take it"
    notified = f"{cut(deal.account or deal.name, 50)}, {short_money(deal.amount)}: do you take it over? By {until}"
    buttons = Buttons((*accept_buttons(approval), answers_button(deal)))
    return Card(title, (*body, buttons), refresh_command=_refresh_command(approval), notification=notified)


def _contract(deal: Deal, context: Context) -> tuple[Words, ...]:
    """The papers of the deal, as links."""
    found: list[Words] = []
    for key, one in deal.evidence.items():
        item = context.playbook.exits.get(key)
        if item is not None and item.kind == "link":
            found.append((f"{item.name}: ", Link("open it", one.value)))
    return tuple(found)
