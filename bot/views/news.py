"""News: what others did on a deal, to the person who works it."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.card import Bullets, Button, Buttons, Card, Element, Text
from bot.views.decision_marks import marks_words
from bot.views.evidence import advance_button, may_advance
from bot.views.missing import gaps
from bot.views.sentences import fact_words
from bot.views.short_words import deal_line
from bot.views.words import count, cut, exit_name, name
from process import facts
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence
from process.facts import Entry, Fact

MOST_LINES = 6
MOST_NOTIFIED = 120


@dataclass(frozen=True, slots=True)
class DealNews:
    """What others did on one deal, the earliest first, and the context of the one who reads it."""

    deal: Deal
    context: Context
    entries: Sequence[Entry]


def news_card(deal: Deal, context: Context, entries: Sequence[Entry]) -> Card:
    """What others did on a deal, for its reader; `entries` are theirs, the earliest first.

    Without any, all of it was undone.
    """
    show = Button("Show deal", f"show #{deal.id}")
    gravest_first = sorted(entries, key=lambda entry: not _is_bad(entry.fact))
    lines = [line for entry in gravest_first for line in _lines(entry, deal, context)]
    if not lines:
        undone = Text(("What stood here was undone.",))
        return Card(f"{cut(deal.name, 60)}: nothing has changed", (undone, Buttons((show,))))
    title = cut(f"{cut(deal.name, 60)}: {lines[0]}", 150)
    body: list[Element] = [Bullets(tuple((line,) for line in lines[1:MOST_LINES]))] if len(lines) > 1 else []
    more = len(lines) - MOST_LINES
    body += [Text((f"And {count(more, 'more change')}.",), small=True)] if more > 0 else []
    body.append(Text((deal_line(deal, context),), small=True))
    bad = any(_is_bad(entry.fact) for entry in entries)
    row = (*_onward(deal, context), show)
    return Card(title, (*body, Buttons(row)), "warning" if bad else "plain", notification=_notified(deal, lines))


def news_lines(one: DealNews) -> list[str]:
    """It in a line each, as in a message about several deals."""
    return [f"{line}." for entry in one.entries for line in _lines(entry, one.deal, one.context)]


def _notified(deal: Deal, lines: Sequence[str]) -> str:
    end = f", and {len(lines) - 1} more" if len(lines) > 1 else ""
    return f"{cut(f'{cut(deal.name, 50)}: {lines[0]}', MOST_NOTIFIED - len(end))}{end}"


def _onward(deal: Deal, context: Context) -> tuple[Button, ...]:
    """The way ahead, where what others did was the last that was missing."""
    ready = deal.state == "open" and may_advance(deal, context) and not gaps(deal, context)
    return (advance_button(deal, context),) if ready else ()


def _is_bad(fact: Fact) -> bool:
    """Whether the reader has something to mend."""
    if isinstance(fact, facts.Met):
        return any(one.note for one in fact.evidence)
    return isinstance(fact, (facts.Unmet, facts.SentBack, facts.Lost, facts.Churned, facts.Withdrawn))


def _lines(entry: Entry, deal: Deal, context: Context) -> list[str]:
    """What one fact says, a line for each answer in it."""
    who = name(context, entry.by)
    match entry.fact:
        case facts.Met(evidence):
            return [f"{who} {_answered(one, deal, context)}" for one in evidence]
        case facts.Began():
            return [f"{who} opened it in your name"]
        case facts.Waived(waiver):
            marks = marks_words(waiver.marks)
            return [f"{who} waived {exit_name(context.playbook, waiver.exit)}{marks}: {cut(waiver.reason, 100)}"]
        case fact:
            return [f"{who} {fact_words(fact, deal, context).rstrip('.')}"]


def _answered(one: Evidence, deal: Deal, context: Context) -> str:
    """An answer in a few words: a team that clears, a no with its reason, a value."""
    item = context.playbook.exits.get(one.exit)
    named, marks = exit_name(context.playbook, one.exit), marks_words(one.marks, one.word)
    if item is not None and item.must and one.value != item.must:
        return f"said no for {named}: {cut(one.note, 200)}"
    if item is not None and item.must and one.word in context.playbook.teams:
        return f"cleared {named}{marks}"
    return fact_words(facts.Met((one,)), deal, context).rstrip(".")
