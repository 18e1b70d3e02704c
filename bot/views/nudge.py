"""The nudge: a question about each deal that needs a person, with the buttons that answer it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Text, Tone, Words, unmarked
from bot.views import missing
from bot.views.clock_rules import by_person, question_words, stall_words
from bot.views.dates import plain_day
from bot.views.guide import ask_button
from bot.views.news import MOST_LINES, DealNews, news_card, news_lines
from bot.views.numbers import grouped
from bot.views.short_words import first_name, short_money
from bot.views.stalled import StalledDeal
from bot.views.steps import IN_SIGHT, steps
from bot.views.words import both, count, cut
from process import rights
from process.context import Context
from process.deal import Deal
from process.skip_habit import Habit

MOST_DEALS = 5
MOST_NAMES = 10
LONGEST_NAME = 60
LONGEST_TITLE = 150
LONGEST_LINE = 120
"""The most characters of the line that a phone shows."""

Habits = Sequence[tuple[Habit, Context]]


def nudge_card(
    stalled_deals: Sequence[StalledDeal],
    habits: Habits = (),
    names: Mapping[str, str] = {},
    settled: Sequence[Deal] = (),
    news: Sequence[DealNews] = (),
) -> Card:
    """One message about everything that needs one person: five deals at most, the gravest first.

    `habits` are those of the reader's people, with `names` for the deals in them. `settled` are the deals that were
    named in this message and want nothing more of its reader. `news` is what others did, and asks nothing.
    """
    if len(news) == 1 and not (stalled_deals or habits or settled):
        return news_card(news[0].deal, news[0].context, news[0].entries)
    alone = len(stalled_deals) == 1 and not habits
    body: list[Element] = []
    for one in stalled_deals[:MOST_DEALS]:
        body += [*(() if alone else (_line(one),)), steps(one)]
    body += [*_habits(habits, names), *_below(stalled_deals)]
    body += _others(news)
    if settled:
        body.append(Text((f"Handled: {_names(settled)}.",), small=True))
    only_news = bool(news) and not (stalled_deals or habits or settled)
    title = f"News of {count(len(news), 'deal')} of yours" if only_news else _title(stalled_deals, habits)
    tone: Tone = "plain" if stalled_deals or habits or only_news else "good"
    return Card(title, tuple(body), tone, notification=cut(_news(title, stalled_deals, habits, names), LONGEST_LINE))


def _title(stalled_deals: Sequence[StalledDeal], habits: Habits) -> str:
    if len(stalled_deals) == 1 and not habits:
        return cut(unmarked(_said(stalled_deals[0]), ""), LONGEST_TITLE)
    if stalled_deals:
        return f"{count(len(stalled_deals), 'deal')} {'needs' if len(stalled_deals) == 1 else 'need'} you"
    if len(habits) == 1:
        return f"{_tried(*habits[0])} to skip a stage"
    return f"{count(len(habits), 'colleague')} tried to skip stages" if habits else "Done for today ✓"


def _news(title: str, stalled_deals: Sequence[StalledDeal], habits: Habits, names: Mapping[str, str]) -> str:
    """The line on a phone: how many, and what the first is about."""
    if not stalled_deals:
        return f"{_tried(*habits[0])} to skip a stage: {_where(habits[0][0], names)}" if habits else title
    first = stalled_deals[0]
    if len(stalled_deals) == 1:
        return f"{cut(first.deal.name, 40)}: {question_words(first)}"
    said = by_person(first) if first.escalated else stall_words(first, first.first)
    return f"{title}. First: {cut(first.deal.name, 40)}, {said}"


def _line(one: StalledDeal) -> Text:
    return Text(_said(one))


def _said(one: StalledDeal) -> Words:
    money = f" {short_money(one.deal.amount)}" if one.deal.amount else ""
    return Bold(cut(one.deal.name, LONGEST_NAME)), f"{money}: {question_words(one)}"


def _below(stalled_deals: Sequence[StalledDeal]) -> tuple[Element, ...]:
    """What is done with all of them: to go through them one by one, or to see those that were only counted."""
    more = len(stalled_deals) - MOST_DEALS
    mine = [one for one in stalled_deals if not one.escalated]
    row: list[Button] = []
    if len(mine) > 1:
        row.append(Button("Go through them with me", "ask all", "primary"))
    elif mine and _asks_several(mine[0]):
        row.append(ask_button(mine[0].deal, "Ask me one by one"))
    if more > 0:
        row.append(Button(f"Show all {grouped(len(stalled_deals))}", "stalled mine"))
    counted = (Text((f"And {grouped(more)} more.",)),) if more > 0 else ()
    return *counted, *((Buttons(tuple(row)),) if row else ())


def _asks_several(one: StalledDeal) -> bool:
    """Whether its reader can answer several things, so that it helps to be asked one by one."""
    lacking = missing.gaps(one.deal, one.context)
    return sum(rights.may_attest(lack.exit, one.deal, one.context) for lack in lacking) > 1


def _habits(habits: Habits, names: Mapping[str, str]) -> tuple[Element, ...]:
    """Who of the reader's people tried to skip again and again, all in one place."""
    if not habits:
        return ()
    lines = [
        Text((Bold(_tried(habit, context)), f" to skip a stage: {_where(habit, names)}.{_agents(habit)}"))
        for habit, context in habits
    ]
    hint = Text(("I answered each attempt. A word from you helps more.",), small=True)
    deals = dict.fromkeys(one.deal for habit, _ in habits for one in habit.attempts if one.deal in names)
    shown = tuple(Button(f"History: {cut(names[deal], 40)}", f"history #{deal} all") for deal in deals)
    return *lines, hint, *((Buttons(shown[:IN_SIGHT], more=shown[IN_SIGHT:]),) if shown else ())


def _others(news: Sequence[DealNews]) -> tuple[Element, ...]:
    """What others did, a line each, and the way to the deals."""
    if not news:
        return ()
    lines: list[Words] = []
    for one in news[:MOST_DEALS]:
        name = Bold(cut(one.deal.name, LONGEST_NAME))
        lines += [(name, f": {cut(said, LONGEST_LINE)}") for said in news_lines(one)[:MOST_LINES]]
    shown = tuple(Button(f"Show {cut(one.deal.name, 40)}", f"show #{one.deal.id}") for one in news[:MOST_DEALS])
    more = len(news) - MOST_DEALS
    counted = (Text((f"And news of {count(more, 'more deal')}.",), small=True),) if more > 0 else ()
    return Bullets(tuple(lines)), *counted, Buttons((), more=shown)


def _tried(habit: Habit, context: Context) -> str:
    return f"{first_name(habit.by, context)} tried {count(len(habit.attempts), 'time')}"


def _agents(habit: Habit) -> str:
    """Which agents asked for it in their name, and how often; nothing where no agent did."""
    asked = Counter(one.through for one in habit.attempts if one.through)
    through = [f"{cut(agent, 40)} ({times})" for agent, times in asked.most_common(3)]
    return f" Through {both(through)}." if through else ""


def _where(habit: Habit, names: Mapping[str, str]) -> str:
    tried = Counter(one.deal for one in habit.attempts)
    return both([f"{cut(names.get(deal, 'another deal'), 40)} ({times})" for deal, times in tried.most_common(3)])


def _names(deals: Sequence[Deal]) -> str:
    more = len(deals) - MOST_NAMES
    named = [cut(deal.name, LONGEST_NAME) for deal in deals[:MOST_NAMES]]
    return both([*named, f"{grouped(more)} more"] if more > 0 else named)


def carried_card(day: date) -> Card:
    """What is left of an earlier nudge once a newer one includes all that is still open."""
    said = Text((f"The message of {plain_day(day)} lists what still needs you.",), small=True)
    return Card("You have a newer message", (said,))
