"""Adherence: how well the process is kept, in figures a manager can act on."""

from adapters.card import Element, Facts, Table, Text
from bot.views.words import count, name
from process.adherence import Adherence, RepAdherence
from process.context import Context

MOST_REPS = 15


def adherence_elements(adherence: Adherence, context: Context) -> tuple[Element, ...]:
    """Clean gates, waivers, skip attempts and win rates, and the same by rep, most skip attempts first."""
    clean = f"{share(adherence.clean)} of {adherence.gates:,}" if adherence.gates else "no gate passed yet"
    pairs = (
        ("Gates passed without a waiver", clean),
        ("Waivers", f"{adherence.waivers:,}"),
        ("Skip attempts", f"{adherence.attempts:,}"),
        ("Win rate", share(adherence.win_rate)),
        ("Win rate with waivers", share(adherence.win_rate_with_waivers)),
        ("Win rate without waivers", share(adherence.win_rate_without_waivers)),
    )
    return (Facts(pairs), *_by_rep(adherence.reps, context))


def share(part: float | None) -> str:
    """A share in per cent; words where there is nothing to divide by."""
    return "no deal decided yet" if part is None else f"{part:.0%}"


def _by_rep(reps: tuple[RepAdherence, ...], context: Context) -> tuple[Element, ...]:
    if not reps:
        return ()
    rows = tuple(
        (name(context, one.rep), f"{one.gates:,}", _clean(one), f"{one.attempts:,}") for one in reps[:MOST_REPS]
    )
    table = Table(("Who", "Gates", "Clean", "Skip attempts"), rows, (1, 2, 3))
    more = len(reps) - MOST_REPS
    return (table, Text((f"{count(more, 'more rep')} not shown.",), small=True)) if more > 0 else (table,)


def _clean(one: RepAdherence) -> str:
    return f"{one.clean / one.gates:.0%}" if one.gates else "–"
