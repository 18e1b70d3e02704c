"""Examples of the next step: planned, due, asked about, ended."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from adapters.card import Card, Text
from bot.views import planned, planned_cards
from bot.views.deal import deal_card
from bot.views.digest import DigestContents
from bot.views.done import logged
from bot.views.examples import deals
from bot.views.examples.deals import HOSTILE, LONG, NOW, context
from bot.views.examples.imports import IMPORTS
from bot.views.examples.news import home_of
from bot.views.form_cards import with_form
from bot.views.moves import LedgerLine
from bot.views.sentences import fact_words
from bot.views.stalled_list import stalled_card
from process.deal import Deal
from process.facts import Entry, PlanDone, PlanDropped, PlanMoved, Planned
from process.next_step import NextStep

TODAY = NOW.date()


def _step(note: str = "call Carla about the offer", moves: int = 0) -> NextStep:
    return NextStep(1, note, "rob", TODAY, NOW + timedelta(hours=1), "call", moves)


def _deal(note: str = "call Carla about the offer", moves: int = 0) -> Deal:
    return replace(deals.qualifying().deal, next_step=_step(note, moves), steps=1)


def _later() -> Deal:
    """The next step has a day without a time, and another colleague does it."""
    step = NextStep(1, LONG, "mia", TODAY + timedelta(days=90), None)
    return replace(deals.hostile().deal, next_step=step, steps=1)


def _moved() -> PlanMoved:
    return PlanMoved(1, TODAY, TODAY - timedelta(days=1), NOW, None)


def _put_off() -> Card:
    lines = []
    for number in range(10):
        deal = replace(_deal(HOSTILE, 3), id=f"{number:012x}")
        lines.append(LedgerLine(deal, context("mia"), Entry(_moved(), "rob", NOW)))
    return stalled_card(DigestContents(context("mia"), [], changes=lines))


def _sentences() -> Card:
    deal = _deal()
    ended = (PlanDone(1, HOSTILE, LONG), PlanDropped(1, "call Carla", HOSTILE), PlanDropped(1, "call Carla"))
    facts = (Planned(1, HOSTILE, "mia", TODAY, NOW, "call", LONG), Planned(1, "call", "rob", TODAY), _moved(), *ended)
    cards = [fact_words(fact, deal, context()) for fact in facts]
    return Card("What happened to a plan", tuple(Text((words,)) for words in cards))


PLANNED: Mapping[str, Callable[[], Card]] = {
    **IMPORTS,
    "plan: planned": lambda: planned_cards.planned_card(_deal(), context()),
    "plan: planned for another, hostile": lambda: planned_cards.planned_card(_later(), context()),
    "plan: nothing planned": lambda: planned_cards.planned_card(deals.qualifying().deal, context()),
    "plan: for you": lambda: planned_cards.for_you_card(_deal(), context(), "mia"),
    "plan: reminder": lambda: planned_cards.reminder_card(_deal(), _step(), context()),
    "plan: reminder, hostile": lambda: planned_cards.reminder_card(_deal(HOSTILE), _step(HOSTILE), context()),
    "plan: reminder, to a stand-in": lambda: planned_cards.reminder_card(_deal(), _step(), context("mia")),
    "plan: question": lambda: planned_cards.question_card(_deal(), _step(), context()),
    "plan: done": lambda: planned_cards.done_card(_deal(), context()),
    "plan: ended, done, hostile": lambda: planned_cards.ended_card(_deal(), context(), PlanDone(1, HOSTILE, LONG)),
    "plan: ended, dropped": lambda: planned_cards.ended_card(_deal(), context(), PlanDropped(1, "call Carla")),
    "plan: ended, moved": lambda: planned_cards.ended_card(_deal(), context(), _moved()),
    "plan: on the deal's card": lambda: deal_card(_deal(moves=3), context()),
    "plan: on Home, hostile": lambda: home_of("rob", [_deal()], planned=[_deal(HOSTILE)] * 7),
    "plan: put off again and again, hostile": _put_off,
    "plan: after a log": lambda: logged("Acme", "call", "prices", planned.after_activity(_deal(), context())),
    "plan: after a log, nothing planned": lambda: logged(
        "Acme", "call", "prices", planned.after_activity(deals.qualifying().deal, context())
    ),
    "plan: history, hostile": _sentences,
    "form: plan": lambda: with_form("What's next on Acme?", planned.plan_form(_deal(), context(), {"text": "call"})),
    "form: plan moved, hostile": lambda: with_form(
        "A new time", planned.move_form(_deal(HOSTILE), _step(HOSTILE), context())
    ),
    "form: plan done": lambda: with_form("How did it go on Acme?", planned.done_form(_deal(), _step())),
}
