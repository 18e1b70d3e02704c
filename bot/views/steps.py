"""Steps: the buttons under a stalled deal, the next step first."""

from dataclasses import replace

from adapters.card import Button, Buttons
from bot.views import missing
from bot.views.clock_rules import RULES
from bot.views.guide import ask_button
from bot.views.stalled import StalledDeal
from process import rights


def steps(one: StalledDeal) -> Buttons:
    """What its reader can do: in sight what is likely, the rest one press away.

    The person who owes the next step sees what moves the deal on. Others who are notified can look at it, hand it over,
    or answer that the nudge isn't useful.
    """
    key = f"#{one.deal.id}"
    brings_on, (log, wait, over) = RULES[one.first.rule].first_step(one), _work(one)
    show, snooze = Button("Show", f"show {key}"), Button("Snooze a week", f"snooze {key}")
    useless = Button("Not useful", f"useless {key} {one.first.rule}")
    if one.escalated:
        aside = tuple(replace(button, style="plain") for button in brings_on)
        return Buttons((show, *over, useless), more=(*aside, *log, *wait, snooze))
    return Buttons((*brings_on, *log, *_ask(one)), more=(*wait, *over, show, snooze, useless))


def _ask(one: StalledDeal) -> tuple[Button, ...]:
    """The questions one by one, for a reader who can answer what is missing."""
    lacking = missing.gaps(one.deal, one.context)
    mine = any(rights.may_attest(lack.exit, one.deal, one.context) for lack in lacking)
    return (ask_button(one.deal, "Ask me about it"),) if mine else ()


def _work(one: StalledDeal) -> tuple[tuple[Button, ...], tuple[Button, ...], tuple[Button, ...]]:
    """The buttons to log, to wait and to hand over, as far as the reader can.

    People who work on the deal log and wait, an engaged specialist logs; the owner and managers hand it over.
    """
    key, by = f"#{one.deal.id}", one.context.by
    works = rights.may_work(one.deal, by)
    logs = works or any(called.team in by.teams for called in one.deal.engaged)
    log = (Button("Log an activity", f"log {key}"),) if logs else ()
    wait = (Button("Wait until", f"wait {key}"),) if works else ()
    over = (Button("Hand over", f"assign {key}"),) if rights.may_own(one.deal, by) else ()
    return log, wait, over
