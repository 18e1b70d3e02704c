"""Clock rules: how a stall of each rule reads, and the first step that ends it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adapters.card import Button
from bot.views import next_steps
from bot.views.stalled import StalledDeal, who_holds
from bot.views.words import capital, count, cut, plain_day
from process.limits import Rule
from process.list_item import ListItem
from process.playbook import Exit
from process.stall import Stall, Wanted

WANTED: Mapping[Wanted, str] = {
    "next step": "the next step",
    "close date": "a new close date",
    "approval": "the approval of the handoff",
    "acceptance": "the acceptance of the handoff",
    "contact": "contact with the customer",
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
    """What was found, in a sentence: how long, what is missing, whose turn it is."""
    return RULES[stall.rule].sentence(one, stall)


def besides_words(one: StalledDeal, stall: Stall) -> str:
    """A further stall in a sentence, without what the first said already: what is missing, and whose turn it is."""
    words, again = stall_words(one, stall), _lacking(one, stall)
    same = (stall.missing, stall.holder) == (one.first.missing, one.first.holder)
    return words.removesuffix(again).rstrip() if same else words


def short_words(one: StalledDeal, stall: Stall) -> str:
    """The same in a few words, for a list of many: "9 days, waiting for Legal: Licensing"."""
    return RULES[stall.rule].short(one, stall)


def _days(stall: Stall) -> str:
    return count(stall.days, "working day")


def _lacking(one: StalledDeal, stall: Stall) -> str:
    who = who_holds(one, stall)
    if stall.missing == "next step":
        return f"Nothing is missing. {capital(who)} can advance it."
    return f"Waiting for {who}: {cut(missing_words(stall), 80)}."


def _holds(one: StalledDeal, stall: Stall) -> str:
    who = who_holds(one, stall)
    if stall.missing == "next step":
        return f"ready to advance, {who}"
    return f"waiting for {who}: {cut(missing_words(stall), 60)}"


def _stage(one: StalledDeal) -> str:
    return one.context.playbook.at(one.deal.stage).name


def idle(one: StalledDeal, stall: Stall) -> str:
    return f"no activity for {_days(stall)}. {_lacking(one, stall)}"


def idle_short(one: StalledDeal, stall: Stall) -> str:
    return f"{count(stall.days, 'day')}, {_holds(one, stall)}"


def long(one: StalledDeal, stall: Stall) -> str:
    return f"{_days(stall)} in {_stage(one)}. {_lacking(one, stall)}"


def long_short(one: StalledDeal, stall: Stall) -> str:
    return f"{count(stall.days, 'day')} in {_stage(one)}, {_holds(one, stall)}"


def contact(one: StalledDeal, stall: Stall) -> str:
    return f"no contact with the customer for {_days(stall)}. {capital(who_holds(one, stall))} looks after them."


def contact_short(one: StalledDeal, stall: Stall) -> str:
    return f"{count(stall.days, 'day')} without contact with the customer, {who_holds(one, stall)}"


def close_date(one: StalledDeal, stall: Stall) -> str:
    return f"its close date passed on {plain_day(stall.since)}. {capital(who_holds(one, stall))} has to set a new one."


def close_date_short(one: StalledDeal, stall: Stall) -> str:
    return f"its close date passed on {plain_day(stall.since)}, {who_holds(one, stall)}"


def date(one: StalledDeal, stall: Stall) -> str:
    return f"{_thing(stall)} was due on {plain_day(stall.since)}. Waiting for {who_holds(one, stall)}."


def date_short(one: StalledDeal, stall: Stall) -> str:
    return f"{_thing(stall)} was due on {plain_day(stall.since)}, {who_holds(one, stall)}"


def _thing(stall: Stall) -> str:
    """An item of a list, its own words in quotes: trigger 1, “their board meets”."""
    which = missing_words(stall)
    return f"{which}, “{cut(stall.missing.text, 60)}”," if isinstance(stall.missing, ListItem) else which


def approval(one: StalledDeal, stall: Stall) -> str:
    return f"{missing_words(stall)} has been open for {_days(stall)}. Waiting for {who_holds(one, stall)}."


def specialist(one: StalledDeal, stall: Stall) -> str:
    return f"{who_holds(one, stall)} hasn't answered for {_days(stall)}{_asked(stall)}."


def specialist_short(one: StalledDeal, stall: Stall) -> str:
    holds = _holds(one, stall) if _asked(stall) else f"{who_holds(one, stall)} hasn't answered"
    return f"{count(stall.days, 'day')}, {holds}"


def _asked(stall: Stall) -> str:
    """What a team was asked, unless it goes by the team's own name."""
    what = missing_words(stall)
    return "" if what.casefold() == stall.holder.casefold() else f": {cut(what, 80)}"


def skips(one: StalledDeal, stall: Stall) -> str:
    """A habit is no stall of a deal: the nudge has words of its own for it."""
    return ""


def no_step(one: StalledDeal) -> tuple[Button, ...]:
    return ()


RULES: Mapping[Rule, RuleView] = {
    "idle": RuleView("no activity for the stage's limit", idle, idle_short, next_steps.go_on, lasts=True),
    "long": RuleView("too long in one stage", long, long_short, next_steps.go_on, lasts=True),
    "contact": RuleView("no contact with the customer for too long", contact, contact_short, no_step),
    "close date": RuleView("the close date has passed", close_date, close_date_short, next_steps.set_close_date),
    "date": RuleView("the due date of a list item has passed", date, date_short, next_steps.close_item),
    "approval": RuleView("an approval or acceptance is open too long", approval, idle_short, next_steps.decide),
    "specialist": RuleView(
        "a specialist team hasn't answered", specialist, specialist_short, next_steps.answer, lasts=True
    ),
    "skips": RuleView("a colleague tries to skip, or keeps trying", skips, skips, no_step),
}
