"""The whole deal: everything that is known of it, exact and complete, one press behind its card."""

from collections.abc import Sequence

from adapters.card import Bold, Button, Buttons, Card, Element, Facts, Text
from bot.views import buyer, missing
from bot.views.awaited import ended
from bot.views.button_rows import buttons
from bot.views.deal_facts import deal_facts
from bot.views.deal_parts import answer_button
from bot.views.endings import ENDED, TONES, end_buttons, reopen_buttons
from bot.views.evidence import advance_button, may_advance
from bot.views.lists import open_lists
from bot.views.next_cycles import next_buttons
from bot.views.planned import plan_button
from bot.views.waivers import waivers
from bot.views.words import count, cut, stage_name
from process import rights
from process.buyer import track
from process.context import Context
from process.deal import Deal
from process.gate import Missing


def whole_deal_card(deal: Deal, context: Context, linked: Sequence[tuple[str, str]] = (), parent: str = "") -> Card:
    """Every attribute, both routes, each missing exit with its question, every open item, and the rarer buttons.

    `linked` and `parent` are as on the deal's card.
    """
    lacking = missing.gaps(deal, context)
    body: list[Element] = [Facts(deal_facts(deal, context, linked, parent)), buyer.our_track(deal, context)]
    if deal.stage in context.playbook.order:
        held = track(deal, context.playbook)
        body += [buyer.their_track(held)] if held.steps else []
        body += buyer.warnings(deal, context, held)
    body += _ahead(deal, context, lacking)
    body += open_lists(deal, context)
    body += waivers(deal, context) if rights.may_see_marks(deal, context.by) else ()
    row = _buttons(deal, context, lacking)
    return Card(f"{cut(deal.name, 60)}: everything", (*body, row), TONES.get(deal.state, "plain"))


def _ahead(deal: Deal, context: Context, lacking: Sequence[Missing]) -> tuple[Element, ...]:
    if deal.state != "open":
        return ()
    if not lacking:
        return *ended(deal, context), missing.nothing_missing(deal, context)
    stage = stage_name(context.playbook, deal.stage)
    head = f"To leave {stage}, {count(len(lacking), 'thing is', 'things are')} missing"
    return *ended(deal, context), Text((Bold(head),)), *missing.in_full(deal, context, lacking, deal.stage)


def _buttons(deal: Deal, context: Context, lacking: Sequence[Missing]) -> Buttons:
    key = f"#{deal.id}"
    history, steps = Button("Show history", f"history {key}"), Button("Show buyer's steps", f"buyer {key}")
    before = (Button("Show the deal before", f"show #{deal.parent}"),) if deal.parent else ()
    answer = answer_button(deal, context, lacking)
    if not rights.may_work(deal, context.by):
        return buttons((*answer, history, steps, *before))
    if deal.state in ENDED:
        return buttons((*reopen_buttons(deal, context), history, steps, *before))
    if deal.state == "completed":
        return buttons(next_buttons(deal), (history, steps, *before))
    onward = (advance_button(deal, context),) if may_advance(deal, context) else ()
    over, wait = Button("Hand over", f"assign {key}"), Button("Wait", f"wait {key}")
    plan = () if deal.next_step else (plan_button(deal),)
    following = next_buttons(deal)[:1] if deal.account_manager else ()
    first = (*(answer or onward), Button("Change", f"set {key}"), wait, over, history)
    return buttons(first, (*end_buttons(deal, context), steps, *following, *before, *plan))
