"""The funnel: stage by stage, with how well the process is kept below it."""

from adapters.card import Bar, Bars, Bold, Button, Buttons, Card, Element, Table, Text
from bot.views.adherence import adherence_elements
from bot.views.replies import note
from bot.views.totals import totals_line, value
from bot.views.words import count
from process.adherence import Adherence
from process.context import Context
from process.funnel import Funnel, FunnelStage
from process.totals import Worth

COLUMNS = ("Stage", "Deals now", "Value", "Deals ever", "Moved on", "Days in stage")


def funnel_card(funnel: Funnel, adherence: Adherence, context: Context, of: str = "") -> Card:
    """Deals by stage as bars and in figures, the totals, and adherence; `of` says whose and of which period."""
    body: list[Element] = [totals_line(funnel.totals, "These deals" if of else "All deals")]
    body.append(Bars("Open deals by stage", bars(funnel)))
    body.append(Table(COLUMNS, tuple(_row(stage) for stage in funnel.stages), (1, 2, 3, 4, 5)))
    body += _lost_as(funnel)
    body += [Text((Bold("Following the process"),)), *adherence_elements(adherence, context)]
    title = f"Funnel{f' {of}' if of else ''}: {count(funnel.totals.open.deals, 'open deal')}"
    return Card(title, (*body, Buttons((Button("Flywheel", "flywheel"), Button("My deals", "list")))))


def _lost_as(funnel: Funnel) -> tuple[Element, ...]:
    """Why deals were lost, by the playbook's reasons; nothing where none was."""
    if not funnel.lost_as:
        return ()
    reasons = tuple(f"{reason} {lost.deals:,}{_worth(lost)}" for reason, lost in funnel.lost_as)
    return (Text((Bold("Why deals were lost: "), " · ".join(reasons))),)


def _worth(lost: Worth) -> str:
    return f" ({value(lost)})" if lost.money else ""


def no_deals(of: str) -> Card:
    """There are no deals of this person or period."""
    return note(
        f"Funnel {of}: no deals", "Try `/deal funnel this quarter`, `funnel of @rob` or `funnel` for all deals."
    )


def bars(funnel: Funnel) -> tuple[Bar, ...]:
    """The open deals of each stage, beside the fullest."""
    most = max((stage.here.deals for stage in funnel.stages), default=0)
    return tuple(_bar(stage, most) for stage in funnel.stages)


def _bar(stage: FunnelStage, most: int) -> Bar:
    share = stage.here.deals / most if most else 0.0
    worth = f", {value(stage.here)}" if stage.here.money else ""
    return Bar(stage.name, share, count(stage.here.deals, "deal") + worth)


def _row(stage: FunnelStage) -> tuple[str, ...]:
    went_on = "–" if stage.conversion is None else f"{stage.conversion:.0%}"
    return stage.name, f"{stage.here.deals:,}", value(stage.here), f"{stage.entered:,}", went_on, _days(stage.days)


def _days(days: float | None) -> str:
    """A median of days: half days count while it is short."""
    if days is None:
        return "–"
    return f"{days:.1f}".removesuffix(".0") if days < 10 else f"{days:,.0f}"
