"""Moved: a gate opened. The deal's new stage, what it asks, and the way to answer."""

from adapters.card import Buttons, Card, Element, Text
from bot.views import approval, missing, missing_lines
from bot.views.button_rows import buttons, show
from bot.views.deal_parts import answer_button
from bot.views.evidence import advance_button, may_advance
from bot.views.guide import ask_button
from bot.views.next_cycles import next_buttons
from bot.views.short_words import days_since, deal_line, short_money
from bot.views.words import capital, count, cut, stage_name
from process.context import Context
from process.deal import Deal


def moved_card(deal: Deal, context: Context, left_stage: str) -> Card:
    """The gate opened: where the deal stands now, and what its gate needs. Everyone in the place sees it.

    `left_stage` is the key of the stage it stood in before.
    """
    if deal.state == "completed":
        return _turned(deal, context)
    lacking, stage = missing.gaps(deal, context), stage_name(context.playbook, deal.stage)
    body: list[Element] = [Text((said,)) for said in _opened(deal, context, left_stage)]
    body += missing_lines.ahead(deal, context, lacking) if lacking else (missing.nothing_missing(deal, context),)
    onward = (advance_button(deal, context),) if not lacking and may_advance(deal, context) else ()
    answer = answer_button(deal, context, lacking)
    asks = (ask_button(deal, "Ask me one by one"),) if answer else ()
    row = buttons((*onward, *answer, *asks, show(deal.id)))
    said = f"{deal_line(deal, context)}: now in {stage}, {missing_lines.first_line(deal, context, lacking)}"
    return Card(f"{cut(deal.name, 60)} is now in {stage}", (*body, row), "good", notification=cut(said, 120))


def _opened(deal: Deal, context: Context, left_stage: str) -> tuple[str, ...]:
    """How many gates opened at once, and by whose decision."""
    order, asked = context.playbook.order, deal.approval
    gates = order.get(deal.stage, 0) - order.get(left_stage, 0)
    many = (f"{count(gates, 'gate')} opened at once.",) if gates > 1 else ()
    if asked and asked.state == "done" and asked.stage == left_stage:
        return (*many, f"{capital(approval.state_words(deal, context, asked))}.")
    return many


def _turned(deal: Deal, context: Context) -> Card:
    """One turn of the flywheel is complete: offer the next."""
    days = days_since(deal.began, context)
    words = f"Served and paid: {short_money(deal.amount)}, after {count(days, 'day')}. What comes next with them?"
    show_all: Buttons = buttons((*next_buttons(deal), show(deal.id)))
    return Card(f"{cut(deal.name, 60)}: one turn is complete", (Text((words,)), show_all), "good")
