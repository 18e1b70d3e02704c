"""Notices: messages to a person about what someone else did. Their context's `by` is the reader."""

from adapters.card import Button, Buttons, Card, Element, Text
from bot.views.missing import engagement
from bot.views.missing_lines import next_need
from bot.views.short_words import deal_line, short_day, short_money
from bot.views.words import capital, cut, name, stage_name
from process.context import Context
from process.deal import Deal
from process.playbook import Exit

MOST_NOTIFIED = 120


def assigned_card(deal: Deal, context: Context, by: str) -> Card:
    """Tell the new owner that a deal is theirs."""
    stage, title = stage_name(context.playbook, deal.stage), f"{cut(deal.name, 60)} is yours now"
    worth = f"{short_money(deal.amount)}, " if deal.amount else ""
    words = f"{name(context, by)} handed it to you: {worth}in {stage}, {next_need(deal, context)}."
    row = Buttons((Button("Show deal", f"show #{deal.id}", "primary"),))
    return Card(
        title,
        (Text((words,)), row),
        notification=cut(f"{name(context, by)} handed you {cut(deal.name, 60)}, {worth}in {stage}", MOST_NOTIFIED),
    )


def taken_back_card(deal: Deal, context: Context, by: str) -> Card:
    """Tell someone that a deal they got a moment ago isn't theirs after all."""
    words = f"{name(context, by)} took the hand-over back. {name(context, deal.owner)} owns it."
    title = f"{cut(deal.name, 60)} isn't yours after all"
    notified = cut(f"{name(context, by)} took {cut(deal.name, 60)} back", MOST_NOTIFIED)
    return Card(title, (Text((words,)), Buttons((Button("Show deal", f"show #{deal.id}"),))), notification=notified)


def engaged_card(deal: Deal, context: Context, team: str) -> Card:
    """Ask a specialist for their word on a deal: who asks, since when, why, and how much it is about."""
    mine = [item for item in context.playbook.exits.values() if item.attest == team]
    body: list[Element] = [Text((asks_words(deal, context, team),))]
    body += [Text((item.question,)) for item in mine]
    buttons = [*team_buttons(deal, mine[:1]), Button("Show deal", f"show #{deal.id}")]
    title = cut(f"{deal_line(deal, context)} · {capital(team)}?", 150)
    asked = engagement(deal, team)
    who = name(context, asked.by) if asked else name(context, deal.owner)
    why = f": {asked.note}" if asked and asked.note else ""
    head = f"{who} asks {capital(team)} about {cut(deal.name, 50)}, {short_money(deal.amount)}"
    return Card(title, (*body, Buttons(tuple(buttons))), notification=cut(f"{head}{why}", MOST_NOTIFIED))


def asks_words(deal: Deal, context: Context, team: str) -> str:
    """Who called a team in, since when and why."""
    asked = engagement(deal, team)
    if asked is None:
        return f"{name(context, deal.owner)} owns it."
    since = short_day(asked.at.astimezone(context.zone).date(), context)
    why = f": “{cut(asked.note, 200)}”" if asked.note else "."
    return f"{name(context, asked.by)} asked {since}{why}"


def team_buttons(deal: Deal, exits: list[Exit]) -> tuple[Button, ...]:
    """A specialist's answers to an exit: a yes in one press, a no with its reason; anything else in a form."""
    if not exits:
        return ()
    item = exits[0]
    if item.must != "yes":
        return (Button(f"Answer: {item.name}", f"met #{deal.id} {item.key}", "primary"),)
    return (
        Button("Cleared", f"met #{deal.id} {item.key} yes", "primary"),
        Button("No, because…", f"met #{deal.id} {item.key} no"),
    )
