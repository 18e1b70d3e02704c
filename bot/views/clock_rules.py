"""Clock rules: how a stall of each rule reads, and the first step that ends it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adapters.card import Button
from bot.views import next_steps
from bot.views.stalled import StalledDeal, who_holds, whose_turn
from bot.views.words import capital, count, cut, plain_day
from process.limits import Rule
from process.list_item import ListItem
from process.playbook import Exit
from process.stall import Stall, Wanted

WANTED: Mapping[Wanted, str] = {
    "next step": "the next step",
    "planned step": "the next step",
    "close date": "a new close date",
    "approval": "the approval of the handoff",
    "acceptance": "the acceptance of the handoff",
    "contact": "a contact with the customer",
}


@dataclass(frozen=True, slots=True)
class RuleView:
    """How one rule reads.

    `speaks_when` is its row in the list of rules; `sentence` and `short` say what was found, in full and in a few
    words; `first_step` is what ends it. `lasts`: its short words begin with how long it has been.
    """

    speaks_when: str
    sentence: Callable[[StalledDeal, Stall], str]
    short: Callable[[StalledDeal, Stall], str]
    first_step: next_steps.FirstStep
    lasts: bool = False


def missing_words(stall: Stall) -> str:
    """What a stall is about, by its name."""
    match stall.missing:
        case Exit():
            return stall.missing.name
        case ListItem():
            return f"{stall.missing.list} {stall.missing.number}"
        case wanted:
            return WANTED[wanted]


def stall_words(one: StalledDeal, stall: Stall) -> str:
    """What was found, in a sentence or two: how long, what is missing, whose turn it is. The reader is "you"."""
    return RULES[stall.rule].sentence(one, stall)


def besides_words(one: StalledDeal, stall: Stall) -> str:
    """A further stall in words, without what the first one's words have already: what is missing, from whom."""
    words, again = stall_words(one, stall), _lacking(one, stall)
    same = (stall.missing, stall.holder) == (one.first.missing, one.first.holder)
    return words.removesuffix(again).rstrip() if same else words


def short_words(one: StalledDeal, stall: Stall) -> str:
    """The same in a few words, for a list of many: "9 days, needs Licensing from Legal"."""
    return RULES[stall.rule].short(one, stall)


def _days(stall: Stall) -> str:
    return count(stall.days, "working day")


def _lacking(one: StalledDeal, stall: Stall) -> str:
    who = whose_turn(one, stall)
    if stall.missing == "next step":
        return f"Nothing is missing. {capital(who)} can advance it."
    return f"Missing: {cut(missing_words(stall), 80)}, from {who}."


def _needs(one: StalledDeal, stall: Stall) -> str:
    who = who_holds(one, stall)
    if stall.missing == "next step":
        return f"{who} can advance it"
    return f"needs {cut(missing_words(stall), 60)} from {who}"


def _turn(one: StalledDeal, stall: Stall) -> str:
    return f"It's up to {whose_turn(one, stall)}"


def _stage(one: StalledDeal) -> str:
    return one.context.playbook.at(one.deal.stage).name


def idle(one: StalledDeal, stall: Stall) -> str:
    return f"no activity for {_days(stall)}. {_lacking(one, stall)}"


def idle_short(one: StalledDeal, stall: Stall) -> str:
    return f"{count(stall.days, 'day')}, {_needs(one, stall)}"


def long(one: StalledDeal, stall: Stall) -> str:
    return f"{_days(stall)} in {_stage(one)}. {_lacking(one, stall)}"


def long_short(one: StalledDeal, stall: Stall) -> str:
    return f"{count(stall.days, 'day')} in {_stage(one)}, {_needs(one, stall)}"


def contact(one: StalledDeal, stall: Stall) -> str:
    return f"no contact with the customer for {_days(stall)}. {_turn(one, stall)}."


def contact_short(one: StalledDeal, stall: Stall) -> str:
    return f"{count(stall.days, 'day')} without customer contact, up to {who_holds(one, stall)}"


def close_date(one: StalledDeal, stall: Stall) -> str:
    return f"its close date was {plain_day(stall.since)}. {_turn(one, stall)} to set a new one."


def close_date_short(one: StalledDeal, stall: Stall) -> str:
    return f"its close date was {plain_day(stall.since)}, up to {who_holds(one, stall)}"


def date(one: StalledDeal, stall: Stall) -> str:
    return f"{_thing(one, stall)} was due on {plain_day(stall.since)}. {_turn(one, stall)}."


def date_short(one: StalledDeal, stall: Stall) -> str:
    return f"{_thing(one, stall)} was due on {plain_day(stall.since)}, up to {who_holds(one, stall)}"


def _thing(one: StalledDeal, stall: Stall) -> str:
    """An item of a list, its own words in quotes: trigger 1, “their board meets”."""
    which, step = missing_words(stall), one.deal.next_step
    if stall.missing == "planned step" and step:
        return f"the next step, “{cut(step.note, 60)}”,"
    return f"{which}, “{cut(stall.missing.text, 60)}”," if isinstance(stall.missing, ListItem) else which


def approval(one: StalledDeal, stall: Stall) -> str:
    return f"waiting {_days(stall)} for {missing_words(stall)}. {_turn(one, stall)}."


def specialist(one: StalledDeal, stall: Stall) -> str:
    return f"{who_holds(one, stall)} hasn't answered for {_days(stall)}{_asked(stall)}."


def specialist_short(one: StalledDeal, stall: Stall) -> str:
    needs = _needs(one, stall) if _asked(stall) else f"{who_holds(one, stall)} hasn't answered"
    return f"{count(stall.days, 'day')}, {needs}"


def _asked(stall: Stall) -> str:
    """What the team owes, unless that has the team's own name."""
    what = missing_words(stall)
    return "" if what.casefold() == stall.holder.casefold() else f": {cut(what, 80)}"


def skips(one: StalledDeal, stall: Stall) -> str:
    """A habit isn't a stall of a deal: the nudge has words of its own for it."""
    return ""


def no_step(one: StalledDeal) -> tuple[Button, ...]:
    return ()


RULES: Mapping[Rule, RuleView] = {
    "idle": RuleView("no activity for too long", idle, idle_short, next_steps.go_on, lasts=True),
    "long": RuleView("too long in one stage", long, long_short, next_steps.go_on, lasts=True),
    "contact": RuleView("no contact with the customer for too long", contact, contact_short, no_step),
    "close date": RuleView("the close date has passed", close_date, close_date_short, next_steps.set_close_date),
    "date": RuleView("a due date on a list, or of the next step, has passed", date, date_short, next_steps.close_item),
    "approval": RuleView("an approval or acceptance waits", approval, idle_short, next_steps.decide),
    "specialist": RuleView(
        "a specialist team hasn't answered", specialist, specialist_short, next_steps.answer, lasts=True
    ),
    "skips": RuleView("a colleague tries to skip a stage, once or often", skips, skips, no_step),
}
