"""Steps: the buttons under a stalled deal, the answer to its question first."""

from adapters.card import Button, Buttons
from bot.views.clock_rules import step_words
from bot.views.next_steps import answer_all
from bot.views.stalled import StalledDeal
from process import rights

IN_SIGHT = 2


def steps(one: StalledDeal) -> Buttons:
    """What its reader can do: at most two buttons in sight, the rest behind a sign.

    The person who owes the next step answers the question. Others who are notified look at it or hand it over, and
    decide where they can.
    """
    answers, key = step_words(one), f"#{one.deal.id}"
    show, over = Button("Show deal", f"show {key}"), _over(one)
    aside = (Button("Snooze a week", f"snooze {key}"), Button("Not useful", f"useless {key} {one.first.rule}"))
    others = (*answers.more, *_work(one))
    if one.escalated:
        first = answers.row if one.first.rule == "approval" else ()
        return _buttons((*first, show, *over), (*answers.row, *others, *aside))
    return _buttons(answers.row, (*others, *over, show, *aside))


def _buttons(row: tuple[Button, ...], more: tuple[Button, ...]) -> Buttons:
    """Each command once; what doesn't fit in sight is behind the sign."""
    seen: dict[str, Button] = {}
    for button in (*row, *more):
        seen.setdefault(button.command, button)
    every = tuple(seen.values())
    in_sight = min(len(row), IN_SIGHT)
    return Buttons(every[:in_sight], more=every[in_sight:])


def _over(one: StalledDeal) -> tuple[Button, ...]:
    """Hand it over: for the owner and for managers."""
    mine = one.deal.state == "open" and rights.may_own(one.deal, one.context.by)
    return (Button("Hand over", f"assign #{one.deal.id}"),) if mine else ()


def _work(one: StalledDeal) -> tuple[Button, ...]:
    """The buttons to log, to answer and to wait, as far as the reader can.

    People who work on the deal log and wait, an engaged specialist logs.
    """
    key, by = f"#{one.deal.id}", one.context.by
    if one.deal.state != "open":
        return ()  # a complete deal that comes up for renewal
    works = rights.may_work(one.deal, by)
    logs = works or any(called.team in by.teams for called in one.deal.engaged)
    log = (Button("Log an activity", f"log {key}"),) if logs else ()
    wait = (Button("Wait until", f"wait {key}"),) if works else ()
    return *log, *answer_all(one), *wait
