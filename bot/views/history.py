"""History: a deal's way in a line for each stage, and every step of it one press behind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from adapters.card import Bold, Bullets, Button, Card, Element, Text, Words
from bot.views.button_rows import buttons, show
from bot.views.deal_parts import waived_line
from bot.views.endings import ENDED
from bot.views.exit_fields import exit_value
from bot.views.missing import gaps
from bot.views.short_words import days_since, short_date
from bot.views.words import capital, count, cut, cut_words, stage_name
from process import facts, rights
from process.activity import NOTE
from process.context import Context
from process.deal import Deal, Engagement
from process.facts import Entry
from process.undo import standing

MOST_STAYS = 12
MOST_ANSWERS = 2
ENDINGS = (facts.CycleClosed, facts.Lost, facts.Churned, facts.Withdrawn)


@dataclass(frozen=True, slots=True)
class Stay:
    """A deal's time in one stage; `until` is None where it is there still."""

    stage: str
    since: date
    until: date | None = None


def history_card(deal: Deal, context: Context, entries: Sequence[Entry]) -> Card:
    """The deal's way, the latest stage first, and whether anything was skipped or waived for those who may know."""
    stays = _stays(standing(entries), context)
    if not stays:
        return Card(f"{cut(deal.name, 60)}: nothing has happened yet", (buttons((show(deal.id),)),))
    days = days_since(deal.began, context)
    body: list[Element] = [Bullets(tuple(_lines(deal, context, entries, stays)))]
    if rights.may_see_marks(deal, context.by):
        body.append(Text((_marks(deal, context, entries),), small=True))
    every, said = Button("Every step", f"history #{deal.id} all"), Button("Who said what", f"answers #{deal.id}")
    title = f"{cut(deal.name, 60)} · {count(days, 'day')}"
    return Card(title, (*body, buttons((every, *((said,) if deal.evidence else ()), show(deal.id)))))


def _stays(entries: Sequence[Entry], context: Context) -> list[Stay]:
    """The deal's times in its stages, in order."""
    stays: list[Stay] = []
    for entry in entries:
        day = _day(entry.at, context)
        if stays and isinstance(entry.fact, ENDINGS):
            stays[-1] = replace(stays[-1], until=day)
        elif stage := _entered(entry.fact):
            if stays and stays[-1].until is None:
                stays[-1] = replace(stays[-1], until=day)
            stays.append(Stay(stage, day))
    return stays


def _entered(fact: facts.Fact) -> str:
    """The stage that a fact takes a deal to; nothing where it stays."""
    match fact:
        case facts.Began():
            return fact.deal.stage
        case facts.Advanced() | facts.SentBack() | facts.Reopened() | facts.PlaybookMoved():
            return fact.stage
        case _:
            return ""


def _lines(deal: Deal, context: Context, entries: Sequence[Entry], stays: Sequence[Stay]) -> list[Words]:
    """A line for each stay; what was found out in a stage stands at the last one."""
    lines: list[Words] = []
    shown: set[str] = set()
    for stay in reversed(stays[-MOST_STAYS:]):
        what = [] if stay.stage in shown else _found(deal, context, stay.stage)
        shown.add(stay.stage)
        if stay is stays[-1]:
            what = [*_standing(deal, context, entries), *what]
        words = f" {_dates(stay, context)}" + (f": {' '.join(what)}" if what else "")
        lines.append((Bold(stage_name(context.playbook, stay.stage)), words))
    older = len(stays) - MOST_STAYS
    return [*lines, (f"and {older} more before",)] if older > 0 else lines


def _dates(stay: Stay, context: Context) -> str:
    first = short_date(stay.since, context)
    if stay.until is None:
        return f"since {first}"
    last = short_date(stay.until, context)
    if first == last:
        return f"on {first}"
    same_month = (stay.since.year, stay.since.month) == (stay.until.year, stay.until.month)
    return f"{stay.since.day}–{last}" if same_month else f"{first} – {last}"


def _found(deal: Deal, context: Context, stage: str) -> list[str]:
    """The first answers of a stage, in short."""
    if stage not in context.playbook.order:
        return []
    given = [item for item in context.playbook.at(stage).exit if item.key in deal.evidence]
    said = [f"{item.name}: {cut_words(exit_value(item, deal.value(item.key), context), 50)}" for item in given]
    return [one if one.endswith("…") else f"{one.rstrip('.')}." for one in said[:MOST_ANSWERS]]


def _standing(deal: Deal, context: Context, entries: Sequence[Entry]) -> list[str]:
    """How it ended, or whom it waits for and when the customer was last spoken to."""
    if deal.state in ENDED:
        return [f"{capital(deal.state)}: {cut(deal.lost_because, 80).rstrip('.')}."]
    owed = {one.holder for one in gaps(deal, context)}
    waits = [_asked(one, context) for one in deal.engaged if one.team in owed]
    return [*waits, *_last_contact(entries, context)]


def _asked(one: Engagement, context: Context) -> str:
    return f"{capital(one.team)} asked on {short_date(_day(one.at, context), context)}, no answer."


def _last_contact(entries: Sequence[Entry], context: Context) -> list[str]:
    for entry in reversed(standing(entries)):
        if isinstance(entry.fact, facts.Logged) and entry.fact.activity != NOTE:
            return [f"Last {entry.fact.activity} {short_date(_day(entry.at, context), context)}."]
    return []


def _day(moment: datetime, context: Context) -> date:
    return moment.astimezone(context.zone).date()


def _marks(deal: Deal, context: Context, entries: Sequence[Entry]) -> str:
    skips = sum(isinstance(entry.fact, facts.SkipAttempted) for entry in entries)
    tried = f"{count(skips, 'skip attempt')}." if skips else "No skip attempts."
    return f"{tried} {waived_line(deal, context) or 'No waivers.'}"
