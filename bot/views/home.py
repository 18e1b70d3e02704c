"""Home: a person's deals, what waits for them and, for a manager, the team's funnel."""

from collections.abc import Callable, Sequence

from adapters.card import Bars, Bold, Button, Buttons, Card, Element, Text
from bot.views.deal_list import list_card
from bot.views.funnel import bars
from bot.views.planned_cards import on_home
from bot.views.totals import totals_line
from bot.views.words import count, cut
from process.context import Context
from process.deal import Deal
from process.funnel import Funnel

MOST_WAITING = 5


def home_card(
    mine: Sequence[Deal],
    waiting: Sequence[Deal],
    on: Callable[[Deal], Context],
    team: Funnel | None = None,
    planned: Sequence[Deal] = (),
) -> Card:
    """What waits first, then what is `planned` for today, then one's own deals, then `team`.

    `on` gives the context by each deal's own playbook.
    """
    body: list[Element] = [*_waits(waiting), *on_home(planned, on), *list_card(mine, on, "").body]
    if team is not None:
        body += [totals_line(team.totals), Bars("Your team's open deals by stage", bars(team))]
    if mine:
        body.append(Buttons((Button("Start a deal", "new"), Button("Help", "help"))))
    title = f"You have {count(len(mine), 'open deal')}" if mine else "You have no open deals"
    return Card(title, tuple(body))


def _waits(waiting: Sequence[Deal]) -> tuple[Element, ...]:
    if not waiting:
        return ()
    words = Text((Bold(f"{count(len(waiting), 'handoff waits', 'handoffs wait')} for your decision"),))
    row = tuple(Button(cut(deal.name, 40), _card_of(deal), "primary") for deal in waiting[:MOST_WAITING])
    return words, Buttons(row)


def _card_of(deal: Deal) -> str:
    """The command that shows the card to decide on."""
    accepts = deal.approval is not None and deal.approval.state == "approved"
    return f"{'accept' if accepts else 'approve'} #{deal.id}"
