"""Adherence: how well the process is kept, in figures a manager can act on."""

from collections.abc import Sequence

from adapters.card import Bold, Button, Buttons, Card, Element, Table, Text
from bot.views.funnel import EVERYONE, Figures, gates_held, rate_words
from bot.views.funnel_days import days_words
from bot.views.numbers import grouped, percent
from bot.views.totals import deals_worth, short_value
from bot.views.words import count, cut, name
from process.adherence import FEWEST, Adherence, Record, RepAdherence
from process.context import Context
from process.funnel import Funnel
from process.reps import RepFigures
from process.worth import Worth

MOST_REPS = 15


def reps_card(
    reps: Sequence[RepFigures], followed: Adherence, funnel: Funnel, context: Context, figures: Figures = EVERYONE
) -> Card:
    """Pipeline, wins and losses of each rep, and below how well the process is kept. It is for managers only."""
    of = f" {figures.of}" if figures.of else ""
    title = f"By rep{of}: {deals_worth(funnel.totals.pipeline)}"
    rows = tuple(_rep(one, context) for one in reps[:MOST_REPS])
    body: list[Element] = [_reps(rows, reps[:MOST_REPS])] if rows else []
    body += _more(len(reps), "rep")
    body.append(Text((rate_words(funnel.totals.won, funnel.totals.lost),)))
    body += adherence_elements(followed, context)
    row = Buttons(
        (Button("Pipeline", figures.command("funnel")), Button("Days per stage", figures.command("funnel days")))
    )
    first = f" {name(context, reps[0].rep)} leads with {short_value(reps[0].pipeline)}." if reps else ""
    return Card(title, (*body, row), notification=cut(f"{title}.{first}", 120))


def _reps(rows: tuple[tuple[str, ...], ...], reps: Sequence[RepFigures]) -> Table:
    """The reps; by the number of deals, where a chat can sort them: their worth can be in several currencies."""
    pipeline = tuple(one.pipeline.deals for one in reps)
    won, lost = tuple(one.won.deals for one in reps), tuple(one.lost.deals for one in reps)
    return Table(("Who", "Pipeline", "Won", "Lost"), rows, (1, 2, 3), ((1, pipeline), (2, won), (3, lost)), "Reps")


def _rep(one: RepFigures, context: Context) -> tuple[str, ...]:
    return (
        cut(name(context, one.rep), 40),
        _worth(one.pipeline),
        grouped(one.won.deals),
        grouped(one.lost.deals),
    )


def _worth(worth: Worth) -> str:
    return f"{grouped(worth.deals)} · {short_value(worth)}" if worth.money else grouped(worth.deals)


def adherence_elements(adherence: Adherence, context: Context) -> tuple[Element, ...]:
    """Clean gates, waivers and skip attempts, clean deals beside those with waivers, and the same by rep."""
    waivers, attempts = count(adherence.waivers, "waiver"), count(adherence.attempts, "skip attempt")
    said = f"{gates_held(adherence)} {waivers}, {attempts}."
    return (
        Text((Bold("Following the process"),)),
        Text((said,)),
        *_beside(adherence),
        *_by_rep(adherence.reps, context),
    )


def _beside(adherence: Adherence) -> tuple[Element, ...]:
    """Clean deals beside those with waivers, where there are enough of both."""
    clean, other = adherence.clean, adherence.with_waivers
    if clean is None or other is None:
        return (Text((f"Clean and waived deals are compared from {FEWEST} decided deals of each on.",), small=True),)
    rows = (
        ("Win rate", _rate(clean.win_rate, clean.won, clean), _rate(other.win_rate, other.won, other)),
        ("Days to win", days_words(clean.days), days_words(other.days)),
        (
            "Close date slipped",
            _rate(clean.slip_rate, clean.slipped, clean),
            _rate(other.slip_rate, other.slipped, other),
        ),
    )
    return (Table(("Measure", "Clean", "With waivers"), rows, (1, 2), label="Clean deals and deals with waivers"),)


def _rate(rate: float | None, part: int, record: Record) -> str:
    counted = f"{grouped(part)} of {grouped(record.decided)}"
    return counted if rate is None else f"{percent(rate)} ({counted})"


def _by_rep(reps: tuple[RepAdherence, ...], context: Context) -> tuple[Element, ...]:
    if not reps:
        return ()
    rows = tuple(
        (cut(name(context, one.rep), 40), f"{grouped(one.clean)} of {grouped(one.gates)}", grouped(one.attempts))
        for one in reps[:MOST_REPS]
    )
    clean = tuple(one.clean for one in reps[:MOST_REPS])
    attempts = tuple(one.attempts for one in reps[:MOST_REPS])
    columns, numbers = ("Who", "Clean gates", "Skip attempts"), ((1, clean), (2, attempts))
    table = Table(columns, rows, (1, 2), numbers, "Following the process")
    return table, *_more(len(reps), "rep")


def _more(many: int, thing: str) -> tuple[Element, ...]:
    more = many - MOST_REPS
    return (Text((f"{count(more, f'more {thing}')} not shown.",), small=True),) if more > 0 else ()
