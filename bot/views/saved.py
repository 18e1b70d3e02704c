"""Saved: the answer to a change of a deal. What was saved stands in full, and then what comes next."""

from collections.abc import Callable, Mapping, Sequence

from adapters.card import Bullets, Button, Card, Element, Facts, Text, Tone
from bot.views import missing, missing_lines
from bot.views.attribute_words import value_words, was_words
from bot.views.awaited import ended
from bot.views.button_rows import and_show
from bot.views.dates import full_day
from bot.views.deal_parts import answer_button
from bot.views.doubts import confirms
from bot.views.endings import ENDED, reopen_buttons
from bot.views.evidence import advance_button, evidence_words, may_advance
from bot.views.guide import ask_button
from bot.views.sentences import doubt_words, fact_words
from bot.views.words import capital, cut, day, stage_name
from process import facts
from process.context import Context
from process.deal import Deal
from process.gate import Missing
from process.lost_reasons import UNSORTED

Draw = Callable[[Deal, Context], Card]
BESIDES = (facts.ContactAdded, facts.Decided)
"""Facts that come with another and aren't named apart: a contact who was named, an approval that is void now."""
ENDINGS: Mapping[str, str] = {
    "churned": "The win stays in the figures of its day.",
    "withdrawn": "It counts in no figure. Its history stays.",
}


def saved_by(happened: Sequence[facts.Fact]) -> Draw:
    """What draws the answer to these facts."""
    return lambda deal, context: saved_card(deal, context, happened)


def saved_card(deal: Deal, context: Context, happened: Sequence[facts.Fact]) -> Card:
    """What was saved just now, in full; and what the deal needs next, where it is open."""
    title, new_gate = _title(deal, context, happened)
    body = saved_elements(deal, context, happened)
    body += ended(deal, context) if any(isinstance(one, facts.Decided) for one in happened) else ()
    if words := ENDINGS.get(deal.state):
        body.append(Text((words,)))
    lacking = missing.gaps(deal, context)
    if deal.state == "open":
        body += (
            missing_lines.ahead(deal, context, lacking) if lacking and new_gate else (_next(deal, context, lacking),)
        )
    tone: Tone = "good" if deal.state == "open" else "stop"
    return Card(title, (*body, and_show(deal.id, _buttons(deal, context, lacking))), tone)


def saved_elements(deal: Deal, context: Context, happened: Sequence[facts.Fact]) -> list[Element]:
    """What was set by its name, and every other fact as a sentence without its person, who is the one that reads it."""
    main = [one for one in happened if not isinstance(one, BESIDES)] or happened
    pairs = tuple(_set(one, context) for one in main if isinstance(one, facts.Changed))
    others = [one for one in main if not isinstance(one, facts.Changed | facts.LostSorted)]
    lines = tuple((_said(one, deal, context),) for one in others)
    shown: list[Element] = [Facts(pairs)] if pairs else []
    return [*shown, Bullets(lines)] if lines else shown


def _said(fact: facts.Fact, deal: Deal, context: Context) -> str:
    """A fact in words; where the title says it, only the reason is left to say."""
    match fact:
        case facts.SentBack():
            return f"Why: {cut(fact.reason)}{doubt_words(fact, context)}"
        case facts.Reopened() | facts.Waited() | facts.Lost() | facts.Churned() | facts.Withdrawn():
            return f"Why: {cut(fact.reason)}"
        case _:
            return capital(fact_words(fact, deal, context))


def _set(fact: facts.Changed, context: Context) -> tuple[str, str]:
    """An attribute with its new value, in full, and what it was."""
    now = day(fact.close_date, context) if fact.close_date else value_words(fact)
    was = was_words(fact)
    before = f", was {cut(was, 80)}" if was not in ("", value_words(fact)) else ""
    return capital(fact.attribute), f"{cut(now, 80)}{before}"


def _title(deal: Deal, context: Context, happened: Sequence[facts.Fact]) -> tuple[str, bool]:
    """What the deal is now, and whether its gate ahead is another one than before."""
    called, stage = cut(deal.name, 60), stage_name(context.playbook, deal.stage)
    for one in happened:
        match one:
            case facts.SentBack():
                return f"{called} is back in {stage}", True
            case facts.Reopened():
                return f"{called} is open again, in {stage}", True
            case facts.Waited():
                return f"{called} waits until {full_day(one.until)}", False
            case facts.Lost() | facts.LostSorted():
                counted = f": {deal.lost_as}" if deal.lost_as not in ("", UNSORTED) else ""
                return f"{called} is lost{counted}", False
            case facts.Churned() | facts.Withdrawn():
                return f"{called} {'has' if deal.state == 'churned' else 'is'} {deal.state}", False
    return f"Saved on {called}", False


def _next(deal: Deal, context: Context, lacking: Sequence[Missing]) -> Text:
    said = missing_lines.first_line(deal, context, lacking)
    return Text((f"To {missing_lines.goal(deal, context)}: {said}." if lacking else f"{capital(said)}.",), small=True)


def _buttons(deal: Deal, context: Context, lacking: Sequence[Missing]) -> tuple[Button, ...]:
    onward = (advance_button(deal, context),) if not lacking and may_advance(deal, context) else ()
    confirm = confirms(deal, context, lacking)
    back = reopen_buttons(deal, context) if deal.state in ENDED else ()
    return (*confirm, *onward, *answer_button(deal, context, lacking), *back)


def begun_card(deal: Deal, context: Context) -> Card:
    """A deal was opened: what it asks first."""
    lacking, stage = missing.gaps(deal, context), stage_name(context.playbook, deal.stage)
    kind = "new deal" if deal.kind == "new" else f"new deal ({deal.kind})"
    answer = answer_button(deal, context, lacking)
    asks = (ask_button(deal, "Ask me one by one"),) if answer else ()
    row = and_show(deal.id, (*answer, *asks))
    title = f"{cut(deal.name, 60)} is a {kind}, in {stage}"
    return Card(title, (*_said_first(deal, context), *missing_lines.ahead(deal, context, lacking), row), "good")


def _said_first(deal: Deal, context: Context) -> tuple[Element, ...]:
    """What the form of a first contact proved: "Contact: Carla Chen, CFO". What another cycle left isn't repeated."""
    exits = context.playbook.exits
    proven = [(exits[key].name, one) for key, one in deal.evidence.items() if key in exits and deal.kind == "new"]
    lines = [f"{name}: {evidence_words(one, exits[one.exit], context)}" for name, one in proven]
    return (Text((f"Saved. {'. '.join(lines)}.",), small=True),) if lines else ()
