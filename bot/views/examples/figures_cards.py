"""Examples of figures: the funnel, its other views, and the flywheel, of a year and of nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from adapters.card import Card
from bot.language.values.periods import Period
from bot.views.adherence import reps_card
from bot.views.examples import deals
from bot.views.examples.deals import HOSTILE, NOW, context, standard
from bot.views.examples.figures import ATTEMPTS, LINES, MOVES
from bot.views.flywheel import flywheel_card, turns_card
from bot.views.funnel import EVERYONE, Figures, funnel_card
from bot.views.funnel_days import days_card
from process.adherence import adherence
from process.care import Care, care
from process.deal import Deal, Renewal
from process.figures import Attempt, DealLine, Move
from process.flywheel import Flywheel, Turns, turns
from process.funnel import closing, funnel
from process.line_by_line import adherence_parts, alike, closing_in, flywheel, links, passages
from process.reps import by_rep
from process.stage_days import stage_days

TODAY = NOW.date()
MONTH = Period(TODAY.replace(day=1), TODAY.replace(day=28))


def _funnel(lines: tuple[DealLine, ...], moves: tuple[Move, ...], figures: Figures = EVERYONE) -> Card:
    book = standard()
    soon = closing(alike(closing_in(lines, MONTH.first, MONTH.last)), book)
    return funnel_card(funnel(alike(lines), book), soon, figures, adherence(*adherence_parts(lines, moves, ())))


def _days(lines: tuple[DealLine, ...], moves: tuple[Move, ...]) -> Card:
    return days_card(stage_days(alike(lines), passages(lines, moves), standard()))


def _reps(lines: tuple[DealLine, ...], moves: tuple[Move, ...], attempts: tuple[Attempt, ...]) -> Card:
    book = standard()
    groups, followed = alike(lines), adherence(*adherence_parts(lines, moves, attempts))
    return reps_card(by_rep(groups, book.rates), followed, funnel(groups, book), context("mia"))


def _care(deal: Deal) -> Care:
    return care(deal, context("ana").today, context("ana").zone)


def _turns(lines: tuple[DealLine, ...]) -> Turns:
    return turns(alike(lines), links(lines, lines), standard())


def _flywheel() -> Card:
    soon = replace(deals.caring().deal, name="Globex", renewal=Renewal(TODAY.replace(day=28), TODAY), items=())
    served = [_care(deals.caring().deal), _care(soon), _care(replace(soon, name="Initech", renewal=None))]
    return flywheel_card(flywheel(LINES), served, [("d1", "Stark")], context("ana"))


FIGURES: Mapping[str, Callable[[], Card]] = {
    "funnel: a year": lambda: _funnel(LINES, MOVES),
    "funnel: a team's period": lambda: _funnel(
        LINES, MOVES, Figures(context("mia").by, team=True, period=MONTH, words="this month")
    ),
    "funnel: nothing": lambda: _funnel((), ()),
    "funnel: days": lambda: _days(LINES, MOVES),
    "funnel: days of nothing": lambda: _days((), ()),
    "funnel: by rep": lambda: _reps(LINES, MOVES, ATTEMPTS),
    "funnel: by rep, nothing": lambda: _reps((), (), ()),
    "flywheel: customers": _flywheel,
    "flywheel: hostile": lambda: flywheel_card(
        flywheel(LINES), [_care(deals.hostile().deal)], [("d1", HOSTILE)], context("ana")
    ),
    "flywheel: nothing": lambda: flywheel_card(Flywheel({}), (), (), context()),
    "flywheel: turns of a year": lambda: turns_card(_turns(LINES)),
    "flywheel: no turns": lambda: turns_card(_turns(())),
}
