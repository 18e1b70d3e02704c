"""Steps: the buttons under a deal that lies too long, the next step first."""

from dataclasses import replace

from adapters.card import Button, Buttons
from bot.views.clock_rules import RULES
from bot.views.stalled import StalledDeal
from process import rights


def steps(one: StalledDeal) -> Buttons:
    """What its reader may do: in sight what is likely, the rest a press away.

    Whoever holds the deal sees what brings it on; whoever is only told sees it, hands it over, or says that it is of no
    use to be told.
    """
    key = f"#{one.deal.id}"
    brings_on, (log, wait, over) = RULES[one.first.rule].first_step(one), _work(one)
    show, snooze = Button("Show", f"show {key}"), Button("Snooze a week", f"snooze {key}")
    useless = Button("Not useful", f"useless {key} {one.first.rule}")
    if one.escalated:
        aside = tuple(replace(button, style="plain") for button in brings_on)
        return Buttons((show, *over, useless), more=(*aside, *log, *wait, snooze))
    return Buttons((*brings_on, *log), more=(*wait, *over, show, snooze, useless))


def _work(one: StalledDeal) -> tuple[tuple[Button, ...], tuple[Button, ...], tuple[Button, ...]]:
    """To log, to wait, to hand over, as far as one may.

    Whoever works on the deal logs and waits, an engaged specialist logs; the owner and managers hand it over.
    """
    key, by = f"#{one.deal.id}", one.context.by
    works = rights.may_work(one.deal, by)
    logs = works or any(called.team in by.teams for called in one.deal.engaged)
    log = (Button("Log an activity", f"log {key}"),) if logs else ()
    wait = (Button("Wait until", f"wait {key}"),) if works else ()
    over = (Button("Hand over", f"assign {key}"),) if rights.may_own(one.deal, by) else ()
    return log, wait, over
