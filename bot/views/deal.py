"""The deal: its card, with what changes the reader's next step. All the rest is in `whole_deal.py`, one press away."""

from collections.abc import Sequence

from adapters.card import Bold, Button, Buttons, Card, Element, Text
from bot.views import approval, missing, missing_lines
from bot.views.awaited import awaited, ended, live
from bot.views.button_rows import IN_SIGHT, buttons
from bot.views.buyer_line import buyer_line
from bot.views.dates_passed import passed_lines, passed_now
from bot.views.deal_parts import answer_button, lineage, waived_line
from bot.views.doubts import confirms
from bot.views.endings import ENDED, TONES, reopen_buttons
from bot.views.evidence import advance_button, may_advance
from bot.views.guide import ask_button
from bot.views.next_cycles import next_buttons
from bot.views.planned import in_list, plan_button
from bot.views.short_words import deal_line, short_date, stage_day
from bot.views.words import capital, count, cut, name, stage_name
from process import rights
from process.context import Context
from process.deal import Deal
from process.gate import Missing


def deal_card(deal: Deal, context: Context, linked: Sequence[tuple[str, str]] = (), parent: str = "") -> Card:
    """Where a deal stands, what takes it on and who owes that, and what to do about it.

    `linked` are the deals that were opened out of this one: pairs of name and kind. `parent` is the name of the one
    before it.
    """
    lacking = missing.gaps(deal, context)
    body: list[Element] = [_standing(deal, context), *_ahead(deal, context, lacking)]
    body += passed_lines(deal, context)
    body += [Text((words,)) for words in _also(deal, context, lacking, linked, parent) if words]
    row = _buttons(deal, context, lacking)
    notification = cut(f"{deal_line(deal, context)}: {_news(deal, context, lacking)}", 120)
    return Card(deal_line(deal, context), (*body, row), TONES.get(deal.state, "plain"), notification=notification)


def _standing(deal: Deal, context: Context) -> Text:
    """Where the deal stands: its stage, for how long, whose it is, and how far the route goes."""
    stage = stage_name(context.playbook, deal.stage)
    whose = deal.account_manager or deal.owner
    of = "" if whose == context.by.id else f" · {name(context, whose)}"
    if deal.state in ENDED:
        why = f"{deal.lost_as}: {deal.lost_because}" if deal.state == "lost" and deal.lost_as else deal.lost_because
        return Text((Bold(f"{capital(deal.state)} in {stage}"), f"{of} · {cut(why, 200)}"))
    if deal.state == "completed":
        return Text((Bold("Served and paid"), of))
    return Text((Bold(stage), f", {stage_day(deal, context)}{of}   {_dots(deal, context)}"))


def _dots(deal: Deal, context: Context) -> str:
    """The stages as dots: those behind, this one, those ahead."""
    here = context.playbook.order.get(deal.stage, -1)
    return "●" * here + "◉" + "○" * (len(context.playbook.stage) - here - 1) if here >= 0 else ""


def _ahead(deal: Deal, context: Context, lacking: Sequence[Missing]) -> tuple[Element, ...]:
    """What the gate ahead needs, or whose word is awaited."""
    if deal.state != "open":
        return ()
    if asked := live(deal, context):
        return (Text((awaited(deal, context, asked),)),)
    if lacking:
        return *ended(deal, context), *missing_lines.ahead(deal, context, lacking)
    return *ended(deal, context), missing.nothing_missing(deal, context)


def _also(
    deal: Deal, context: Context, lacking: Sequence[Missing], linked: Sequence[tuple[str, str]], parent: str
) -> tuple[str, ...]:
    """What else changes the next step, a line each; empty where there is nothing."""
    if deal.state != "open":
        return (lineage(linked, parent), waived_line(deal, context))
    rests = f"Waits until {short_date(deal.wait.until, context)}: {cut(deal.wait.reason)}" if deal.wait else ""
    planned = _planned(deal, context)
    return rests, planned, buyer_line(deal, context), waived_line(deal, context)


def _planned(deal: Deal, context: Context) -> str:
    """The next step, and how often it was put off."""
    step = deal.next_step
    if step is None:
        return ""
    moved = f", moved {count(step.moves, 'time')}" if step.moves else ""
    return f"Next: {in_list(step, context)}{moved}."


def _news(deal: Deal, context: Context, lacking: Sequence[Missing]) -> str:
    if deal.state != "open":
        return deal.state
    if passed_now(deal, context):
        return "a date has passed"
    asked = live(deal, context)
    return awaited(deal, context, asked) if asked else missing_lines.first_line(deal, context, lacking)


def _buttons(deal: Deal, context: Context, lacking: Sequence[Missing]) -> Buttons:
    decide = approval.decision_buttons(deal, context, deal.approval) if deal.approval else ()
    whole, history = Button("Show all", f"show #{deal.id} all"), Button("Show history", f"history #{deal.id}")
    if not rights.may_work(deal, context.by):
        return buttons((*decide, *answer_button(deal, context, lacking), history, whole))
    if deal.state in ENDED:
        return buttons((*reopen_buttons(deal, context), history, whole))
    if deal.state == "completed":
        return buttons(next_buttons(deal), (whole, history))
    onward = _onward(deal, context, lacking)
    usual = [*decide, *onward, *_remedies(deal, context, lacking)]
    following = next_buttons(deal)[:1] if deal.account_manager else ()
    room = IN_SIGHT - 1 - len(following)
    first, rest = usual[:room], usual[room:]
    log = Button("Log a call", f"log #{deal.id} call")
    return buttons(
        (*first, *following, log), (whole, *(rest if deal.doubted else ()), *_seldom(deal, context, lacking))
    )


def _onward(deal: Deal, context: Context, lacking: Sequence[Missing]) -> tuple[Button, ...]:
    """Answer what is missing; where nothing is, go through the gate."""
    if not lacking and may_advance(deal, context):
        return (advance_button(deal, context),)
    return *confirms(deal, context, lacking), *answer_button(deal, context, lacking)


def _remedies(deal: Deal, context: Context, lacking: Sequence[Missing]) -> tuple[Button, ...]:
    """What no form can answer: others are asked, what is open is closed."""
    asks = missing_lines.remind_buttons(deal, context, lacking)
    passed = [button for one in passed_now(deal, context) for button in missing.closers(deal, one.list, one.number)]
    rest = [one for one in missing.remedies(deal, context, lacking) if one.command != f"set #{deal.id}"]
    return *passed[:2], *asks, *rest


def _seldom(deal: Deal, context: Context, lacking: Sequence[Missing]) -> tuple[Button, ...]:
    """One press further away; what is rarer still is on the whole card."""
    ask = (ask_button(deal, "Ask me one by one"),) if answer_button(deal, context, lacking) else ()
    plan = () if deal.next_step else (plan_button(deal, "Plan"),)
    anyway = (advance_button(deal, context),) if lacking and may_advance(deal, context) else ()
    return *ask, *plan, Button("Change", f"set #{deal.id}"), *anyway
