"""The nudge: a person's stalled deals, with the next step at hand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from adapters.card import Bold, Button, Buttons, Card, Element, Text, Tone
from bot.views.clock_rules import besides_words, stall_words
from bot.views.stalled import StalledDeal
from bot.views.steps import steps
from bot.views.words import both, capital, count, cut, name, plain_day
from process.context import Context
from process.deal import Deal
from process.habit import Habit

MOST_DEALS = 5
MOST_NAMES = 10


def nudge_card(
    stalled_deals: Sequence[StalledDeal],
    habits: Sequence[tuple[Habit, Context]] = (),
    names: Mapping[str, str] = {},
    settled: Sequence[Deal] = (),
) -> Card:
    """One message about everything that waits for one person: five deals at most, the gravest first.

    `habits` are those of the reader's people, with `names` for the deals in them. `settled` are the deals that were
    named in this message and want nothing more of its reader.
    """
    body = [element for one in stalled_deals[:MOST_DEALS] for element in _entry(one)]
    if len(stalled_deals) > MOST_DEALS:
        more = f"And {len(stalled_deals) - MOST_DEALS:,} more."
        body += [Text((more,)), Buttons((Button("Show all", "stalled mine"),))]
    body += [element for habit, context in habits for element in _habit(habit, context, names)]
    if settled:
        body.append(Text((Bold("Done or snoozed: "), f"{_names(settled)}.")))
    return Card(_title(stalled_deals, habits), tuple(body), _tone(stalled_deals, habits))


def _title(stalled_deals: Sequence[StalledDeal], habits: Sequence[tuple[Habit, Context]]) -> str:
    if len(stalled_deals) == 1:
        return f"{cut(stalled_deals[0].deal.name, 60)} needs your attention"
    if stalled_deals:
        return f"{count(len(stalled_deals), 'deal')} need your attention"
    return "Your team needs coaching" if habits else "Nothing here needs you now"


def _tone(stalled_deals: Sequence[StalledDeal], habits: Sequence[object]) -> Tone:
    return "warning" if stalled_deals or habits else "good"


def _entry(one: StalledDeal) -> tuple[Element, ...]:
    lines = [Text((Bold(cut(one.deal.name, 60)), f" – {stall_words(one, one.first)}"))]
    lines += [Text((capital(besides_words(one, stall)),), small=True) for stall in one.found_stalls[1:3]]
    return (*lines, steps(one))


def _habit(habit: Habit, context: Context, names: Mapping[str, str]) -> tuple[Element, ...]:
    """Who tried to skip again and again, and where; the coaching went to them at each attempt."""
    tried = Counter(one.deal for one in habit.attempts)
    where = both([f"{cut(names.get(deal, 'another deal'), 40)} ({times})" for deal, times in tried.most_common(3)])
    limits = context.playbook.clock
    said = f" tried to skip a stage {count(len(habit.attempts), 'time')} in {limits.skip_days} working days: {where}."
    shown = tuple(
        Button(f"Show history: {cut(names[deal], 40)}", f"history #{deal}") for deal in tried if deal in names
    )
    coached = Text(("They got coaching each time. It helps more when it comes from you.",), small=True)
    agents = Counter(one.through for one in habit.attempts if one.through)
    asked = [f"{cut(agent, 40)} ({times})" for agent, times in agents.most_common(3)]
    through = (Text((f"Agents asked in their name: {both(asked)}.",)),) if asked else ()
    return Text((Bold(name(context, habit.by)), said)), *through, coached, *((Buttons(shown[:3]),) if shown else ())


def _names(deals: Sequence[Deal]) -> str:
    more = len(deals) - MOST_NAMES
    named = [cut(deal.name, 60) for deal in deals[:MOST_NAMES]]
    return both([*named, f"{more:,} more"] if more > 0 else named)


def carried_card(day: date) -> Card:
    """What is left of an earlier nudge once a newer one includes all that is still open."""
    said = Text((f"The message of {plain_day(day)} lists what still needs you.",), small=True)
    return Card("You have a newer message", (said,))
