"""The list of deals, with what each needs next."""

from collections.abc import Callable, Sequence

from adapters.card import Button, Buttons, Card, Element, Table, Text
from bot.views import approval, missing
from bot.views.planned import in_list
from bot.views.words import command, cut, money, name, plain_day, stage_name
from process.context import Context
from process.deal import Deal

MOST_ROWS = 15
MOST_BUTTONS = 5


def list_card(deals: Sequence[Deal], on: Callable[[Deal], Context], title: str, total: int = 0) -> Card:
    """Deals in a table with what each needs next. `on` gives the context by each deal's own playbook.

    `total` is how many there are where `deals` are only the first of them.
    """
    if not deals:
        words = Text(("No deals here yet. To start one, type ", command("new Acme"), ", where Acme is the customer."))
        return Card(title, (words, Buttons((Button("Start a deal", "new"), Button("Help", "help")))))
    shown, total = deals[:MOST_ROWS], max(total, len(deals))
    rows = tuple(_row(deal, on(deal)) for deal in shown)
    body: list[Element] = [Table(("Deal", "Stage", "Amount", "Close date", "Needs next"), rows, (2,))]
    if total > MOST_ROWS:
        more = f"{total - MOST_ROWS:,} more are not shown. To open one, type its name after "
        body.append(Text((more, command("show"), "."), small=True))
    row = tuple(Button(cut(deal.name, 40), f"show #{deal.id}") for deal in shown[:MOST_BUTTONS])
    return Card(f"{title} ({total:,})", (*body, Buttons(row)))


def _row(deal: Deal, context: Context) -> tuple[str, ...]:
    closes = plain_day(deal.close_date) if deal.close_date else "not set"
    return (
        cut(deal.name, 60),
        stage_name(context.playbook, deal.stage),
        money(deal.amount),
        closes,
        _next(deal, context),
    )


def _next(deal: Deal, context: Context) -> str:
    if deal.state != "open":
        return deal.state
    if (asked := deal.approval) and asked.live and not asked.expired(context.now):
        who = approval.acceptor(deal, context) if asked.state == "approved" else ""
        return f"{name(context, who)} to accept" if who else "a manager's decision"
    if deal.wait and deal.wait.until > context.today:
        return f"waiting until {plain_day(deal.wait.until)}"
    if deal.next_step:
        return in_list(deal.next_step, context)
    return missing.next_need(deal, context)
