"""The list of deals, a line each: its money, where it stands, and what it needs next."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Text, Words
from bot.views import missing, missing_lines
from bot.views.awaited import live, who
from bot.views.dates_passed import passed_now
from bot.views.numbers import grouped
from bot.views.planned import in_list
from bot.views.short_words import short_date, short_money, stage_day
from bot.views.totals import short_value
from bot.views.words import command, cut, stage_name
from process.context import Context
from process.deal import Deal
from process.worth import worth_of

MOST_ROWS = 15
MOST_BUTTONS = 5


def list_card(
    deals: Sequence[Deal],
    on: Callable[[Deal], Context],
    title: str,
    total: int = 0,
    rates: Mapping[str, Decimal] | None = None,
) -> Card:
    """Deals, a line each, with what each needs next. `on` gives the context by each deal's own playbook.

    `total` is how many there are where `deals` are only the first of them. With `rates` the title says what they are
    worth, where all of them are here.
    """
    if not deals:
        words = Text(("No deals here yet. To start one, type ", command("new Acme"), ", where Acme is the customer."))
        return Card(title, (words, Buttons((Button("Start a deal", "new"), Button("Help", "help")))))
    shown, total = deals[:MOST_ROWS], max(total, len(deals))
    body: list[Element] = [Bullets(tuple(_line(deal, on(deal)) for deal in shown))]
    if total > MOST_ROWS:
        more = f"{grouped(total - MOST_ROWS)} more are not shown. To open one, type its name after "
        body.append(Text((more, command("show"), "."), small=True))
    worth = _worth(shown, rates) if rates is not None and len(shown) == total else ""
    return Card(f"{title} ({grouped(total)}{worth})", (*body, _opened(shown)))


def _worth(deals: Sequence[Deal], rates: Mapping[str, Decimal]) -> str:
    """What several deals are worth together, ", €160k"; nothing for one, which says so itself."""
    worth = worth_of([deal.amount for deal in deals], rates)
    return f", {short_value(worth)}" if worth.money and len(deals) > 1 else ""


def _opened(deals: Sequence[Deal]) -> Buttons:
    """A button for each of a few deals; a menu for many."""
    every = tuple({deal.id: Button(cut(deal.name, 40), f"show #{deal.id}") for deal in deals}.values())
    return Buttons(every) if len(every) <= MOST_BUTTONS else Buttons((), more=every, sign="Open a deal")


def _line(deal: Deal, context: Context) -> Words:
    closes = (
        f" · closes {short_date(deal.close_date, context)}"
        if deal.close_date and deal.state == "open" and not deal.is_won
        else ""
    )
    stands = f"{stage_name(context.playbook, deal.stage)}, {stage_day(deal, context)}"
    worth = short_money(deal.amount)
    return Bold(cut(deal.name, 60)), f" · {worth}{closes} · {stands}: {next_words(deal, context)}"


def next_words(deal: Deal, context: Context) -> str:
    """What a deal needs next, in a few words: a decision, a date to ask about, a plan, or what is missing."""
    if deal.state != "open":
        return deal.state
    if asked := live(deal, context):
        return f"waits for {who(deal, context, asked)}"
    if deal.wait and deal.wait.until > context.today:
        return f"waits until {short_date(deal.wait.until, context)}"
    if deal.next_step:
        return in_list(deal.next_step, context)
    if late := passed_now(deal, context):
        return f"“{cut(late[0].text, 40)}” is overdue"
    return missing_lines.first_line(deal, context, missing.gaps(deal, context))
