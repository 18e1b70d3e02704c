"""Answers: every text that was given on a deal, with who gave it and when - the long version of an approver's card."""

from collections.abc import Sequence
from datetime import date

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Text, Words
from bot.views import missing
from bot.views.approval import decision_buttons
from bot.views.evidence import evidence_words
from bot.views.short_words import short_date, you
from bot.views.waivers import waivers
from bot.views.words import count, cut, name, stage_name
from process.context import Context
from process.deal import Deal
from process.facts import Entry, SkipAttempted
from process.playbook import Exit, Stage
from process.undo import standing

MOST_SKIPS = 10


def answers_button(deal: Deal) -> Button:
    """The way to every answer, from a card that shows only what matters."""
    return Button(f"All {count(len(deal.evidence), 'answer')}", f"answers #{deal.id}")


def answers_card(deal: Deal, context: Context, ledger: Sequence[Entry]) -> Card:
    """Every answer by stage, the days, and for managers who tried to skip. `ledger` has all entries of the deal."""
    body: list[Element] = [Text((days_words(deal, context),), small=True)] if deal.evidence else []
    for stage in context.playbook.stage:
        body += _of_stage(deal, context, stage)
    if context.by.manages:
        body += [*waivers(deal, context), *_skips(context, ledger)]
    decide = decision_buttons(deal, context, deal.approval) if deal.approval else ()
    row = Buttons((*decide, Button("Show deal", f"show #{deal.id}")))
    return Card(f"{cut(deal.name, 60)}: {count(len(deal.evidence), 'answer')}", (*body, row))


def _of_stage(deal: Deal, context: Context, stage: Stage) -> tuple[Element, ...]:
    lines = [_answer(item, deal, context) for item in stage.exit if item.key in deal.evidence]
    lines += [_list(item, deal) for item in stage.exit if item.of and deal.listed(item.of)]
    return (Text((Bold(stage.name),)), Bullets(tuple(lines))) if lines else ()


def _answer(item: Exit, deal: Deal, context: Context) -> Words:
    one = deal.evidence[item.key]
    by = f"{you(one.by, context)}, {short_date(one.at.astimezone(context.zone).date(), context)}"
    return (f"{item.name}: {evidence_words(one, item, context)} ({by})",)


def _list(item: Exit, deal: Deal) -> Words:
    return (f"{item.name}: {missing.tally(deal, item)}",)


def days_words(deal: Deal, context: Context) -> str:
    """When the answers were entered, and of which days they speak."""
    entered = _span({one.at.astimezone(context.zone).date() for one in deal.evidence.values()}, context)
    events = events_of(deal)
    return f"Entered {entered}, for events {_span(events, context)}." if events else f"Entered {entered}."


def events_of(deal: Deal) -> set[date]:
    """The days of which the buyer's answers speak."""
    return {one.on for one in deal.evidence.values() if one.on}


def _span(days: set[date], context: Context) -> str:
    first, last = min(days), max(days)
    if first == last:
        return f"on {short_date(first, context)}"
    return f"from {short_date(first, context)} to {short_date(last, context)}"


def _skips(context: Context, ledger: Sequence[Entry]) -> tuple[Element, ...]:
    """Who asked for which stage too early; for managers alone."""
    tried = [_skip(entry, entry.fact, context) for entry in standing(ledger) if isinstance(entry.fact, SkipAttempted)]
    if not tried:
        return (Text(("No one tried to skip a stage.",), small=True),)
    lines = tuple((one,) for one in tried[-MOST_SKIPS:])
    return Text((Bold(count(len(tried), "skip attempt")),)), Bullets(lines)


def _skip(entry: Entry, fact: SkipAttempted, context: Context) -> str:
    asked, here = stage_name(context.playbook, fact.asked), stage_name(context.playbook, fact.stage)
    day = short_date(entry.at.astimezone(context.zone).date(), context)
    return f"{name(context, entry.by)} asked for {asked} in {here} on {day}"
