"""The deal: its card, and the card after a move."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.card import Bold, Button, Buttons, Card, Element, Facts, Text
from bot.views import approval, buyer, missing
from bot.views.deal_facts import deal_facts
from bot.views.doubts import confirm_buttons
from bot.views.endings import ENDED, TONES, end_buttons, reopen_buttons
from bot.views.evidence import advance_button, may_advance
from bot.views.lists import open_lists
from bot.views.planned import plan_button
from bot.views.refusal import next_buttons
from bot.views.waivers import waivers
from bot.views.words import capital, count, cut, exit_name, money, name, stage_name
from process import rights
from process.buyer import track
from process.context import Context
from process.deal import Deal

MOST_BUTTONS = 5


def deal_card(deal: Deal, context: Context, linked: Sequence[tuple[str, str]] = (), parent: str = "") -> Card:
    """Everything on one deal: where it stands, where the buyer stands, what is missing, what is open, what to do.

    `linked` are the deals that were opened out of this one: pairs of name and kind. `parent` is the name of the one
    before it.
    """
    body: list[Element] = [Facts(deal_facts(deal, context, linked, parent)), buyer.our_track(deal, context)]
    if deal.stage in context.playbook.order:
        held = track(deal, context.playbook)
        body += [buyer.their_track(held)] if held.steps else []
        body += buyer.warnings(deal, context, held)
    body += _ahead(deal, context)
    body += confirm_buttons(deal, context, missing.gaps(deal, context))
    body += open_lists(deal, context)
    body += waivers(deal, context)
    body += [Buttons(row) for row in _buttons(deal, context) if row]
    return Card(cut(deal.name, 100), tuple(body), TONES.get(deal.state, "plain"))


def _ahead(deal: Deal, context: Context) -> tuple[Element, ...]:
    """What the gate ahead needs, or whose word is awaited."""
    if deal.state != "open":
        return ()
    if (asked := deal.approval) and asked.live and not asked.expired(context.now):
        words = approval.asked_words(context, asked)
        return (Text((Bold(f"{capital(approval.state_words(deal, context, asked))}."), f" {words}")),)
    ended = _ended(deal, context)
    stage = stage_name(context.playbook, deal.stage)
    lacking = missing.gaps(deal, context)
    if lacking:
        head = f"To leave {stage}, {count(len(lacking), 'thing is', 'things are')} missing"
        return (*ended, Text((Bold(head),)), missing.in_short(deal, context, lacking))
    return (*ended, missing.nothing_missing(deal, context))


def _ended(deal: Deal, context: Context) -> tuple[Element, ...]:
    """Why the last approval of this stage's handoff came to nothing."""
    asked = deal.approval
    if asked is None or asked.stage != deal.stage or asked.state in ("done", "approved"):
        return ()
    state = "expired" if asked.expired(context.now) else asked.state
    ends = {
        "declined": f"{name(context, asked.decider)} declined the handoff: {cut(asked.reason, 300)}",
        "void": "The approval is void because the deal changed. To ask again, advance the deal.",
        "expired": "No one decided in time, so the approval expired. To ask again, advance the deal.",
    }
    return (Text((ends[state],)),) if state in ends else ()


def _buttons(deal: Deal, context: Context) -> tuple[tuple[Button, ...], ...]:
    decide = approval.decision_buttons(deal, context, deal.approval) if deal.approval else ()
    before = (Button("Show the deal before", f"show #{deal.parent}"),) if deal.parent else ()
    look = (Button("Show history", f"history #{deal.id}"), Button("Show buyer's steps", f"buyer #{deal.id}"), *before)
    if not rights.may_work(deal, context.by):
        return (tuple(decide), _evidence(deal, context), look)
    if deal.state in ENDED:
        return ((*reopen_buttons(deal, context), *look),)
    if deal.state == "completed":
        return (next_buttons(deal), look)
    following = next_buttons(deal)[:1] if deal.account_manager else ()
    return (*_open_buttons(deal, context, tuple(decide)), (*following, *look, *end_buttons(deal, context)))


def _open_buttons(deal: Deal, context: Context, first: tuple[Button, ...]) -> tuple[tuple[Button, ...], ...]:
    """The rows of an open deal for those who work on it."""
    closing = [
        button for one in ("objection", "trigger", "obligation", "payment") for button in missing.closers(deal, one)
    ]
    do = (
        Button("Log a call", f"log #{deal.id} call"),
        Button("Change", f"set #{deal.id}"),
        *(() if deal.next_step else (plan_button(deal, "Plan"),)),
        Button("Wait", f"wait #{deal.id}"),
        Button("Hand over", f"assign #{deal.id}"),
    )
    remedies = missing.remedies(deal, context, missing.gaps(deal, context))
    rest = dict.fromkeys((*remedies, *closing))
    return (*first, *_onward(deal, context)), tuple(rest)[:MOST_BUTTONS], do


def _onward(deal: Deal, context: Context) -> tuple[Button, ...]:
    """Evidence first while some is missing, and the way ahead, which says so too."""
    asked = _evidence(deal, context)
    if not may_advance(deal, context):
        return asked
    advance = advance_button(deal, context)
    return (*asked, replace(advance, style="plain") if missing.gaps(deal, context) else advance)


def _evidence(deal: Deal, context: Context) -> tuple[Button, ...]:
    """The way to the form, for those whose word is missing."""
    mine = [one for one in missing.gaps(deal, context) if rights.may_attest(one.exit, deal, context)]
    return (Button("Give evidence", f"met #{deal.id}", "primary"),) if mine else ()


def moved_card(deal: Deal, context: Context, left_stage: str) -> Card:
    """The gate opened: where the deal stands now, what this stage is for, and what its gate needs.

    `left_stage` is the key of the stage it stood in before.
    """
    if deal.state == "completed":
        return _turned(deal, context)
    stage = context.playbook.at(deal.stage)
    lacking = missing.gaps(deal, context)
    needs = (
        f"To leave {stage.name}, {count(len(lacking), 'thing is', 'things are')} missing:"
        if lacking
        else f"Everything to leave {stage.name} is already proven."
    )
    body: list[Element] = [Text((_opened(deal, context, left_stage),)), Text((Bold(stage.purpose),)), Text((needs,))]
    body += [missing.in_short(deal, context, lacking)] if lacking else []
    body += [*_waived(deal, context), *buyer.warnings(deal, context), Text((stage.coaching,), small=True)]
    buttons = [*_evidence(deal, context), Button("Show deal", f"show #{deal.id}")]
    if not lacking and may_advance(deal, context):
        buttons.insert(0, advance_button(deal, context))
    return Card(f"{cut(deal.name, 60)} is now in {stage.name}", (*body, Buttons(tuple(buttons))), "good")


def _opened(deal: Deal, context: Context, left_stage: str) -> str:
    """Which gates opened, and by whose word."""
    order = context.playbook.order
    gates = order.get(deal.stage, 0) - order.get(left_stage, 0)
    said = f"It left {stage_name(context.playbook, left_stage)}"
    said += f" and passed {gates} gates at once, each of them proven." if gates > 1 else "."
    asked = deal.approval
    if asked and asked.state == "done" and asked.stage == left_stage:
        said += f" {capital(approval.state_words(deal, context, asked))}."
    return said


def _waived(deal: Deal, context: Context) -> tuple[Element, ...]:
    keys = ", ".join(exit_name(context.playbook, key) for key in deal.waivers)
    return (Text((f"Passed with {count(len(deal.waivers), 'waiver')}: {keys}.",)),) if keys else ()


def _turned(deal: Deal, context: Context) -> Card:
    """One turn of the flywheel is complete: offer the next."""
    words = f"{cut(deal.account or deal.name, 100)} is served and paid. What comes next with them?"
    worth = Facts((("Amount", money(deal.amount)), ("Turn", str(deal.cycle)), ("Owner", name(context, deal.owner))))
    show = Button("Show deal", f"show #{deal.id}"), Button("Show flywheel", "flywheel")
    body = (Text((words,)), worth, *_waived(deal, context), Buttons(next_buttons(deal)), Buttons(show))
    return Card(f"{cut(deal.name, 60)}: one turn is complete", body, "good")
