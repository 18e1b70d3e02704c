"""The funnel: the pipeline by stage, what closes soon, and what became of the decided deals."""

from dataclasses import dataclass

from adapters.card import Button, Buttons, Card, Chart, Element, Point, Text
from bot.language.values.periods import Period
from bot.views.lists_of_deals import period_words
from bot.views.numbers import grouped, percent
from bot.views.replies import note
from bot.views.totals import deals_worth, outcomes, short_value
from bot.views.words import both, capital, count, cut
from process.adherence import FEWEST, Adherence
from process.colleague import Colleague
from process.funnel import Closing, Funnel, FunnelStage
from process.totals import Standing
from process.worth import Worth


@dataclass(frozen=True, slots=True)
class Figures:
    """Whose figures are shown (everyone's without `who`), with their reports or not, and of which period.

    `words` are the period as it was typed. `manages` says that the reader is a manager.
    """

    who: Colleague | None = None
    team: bool = False
    period: Period | None = None
    words: str = ""
    manages: bool = True

    @property
    def of(self) -> str:
        """Whose and when, for a title: "of Rob Reyes in Q2 2026"; empty where neither was asked for."""
        team = "'s team" if self.team else ""
        whose = f"of {cut(self.who.name, 60)}{team}" if self.who else ""
        when = period_words(self.period) if self.period else ""
        return " ".join(one for one in (whose, when) if one)

    def command(self, view: str, period: str | None = None) -> str:
        """The command that shows the same deals in another way: `list prospecting`, `funnel by rep`..."""
        when = self.words if period is None else period
        return " ".join(one for one in (view, when, self.whose) if one)

    @property
    def whose(self) -> str:
        """The end of a command about the same people."""
        if self.who is None:
            return "of all"
        return f"of team {self.who.id}" if self.team else f"of {self.who.id}"


EVERYONE = Figures()


def funnel_card(
    funnel: Funnel, closing: Closing, figures: Figures = EVERYONE, followed: Adherence | None = None
) -> Card:
    """The pipeline by stage, what closes in the period (else this month), what was won and lost, how the gates held.

    `followed` is given to those who can see how the process was kept.
    """
    pipeline = funnel.totals.pipeline
    of = f" {figures.of}" if figures.of else ""
    title = f"Pipeline{of}: {deals_worth(pipeline)}"
    body: list[Element] = [by_stage(funnel)] if pipeline.deals else [Text(("No deal is in the pipeline now.",))]
    when = period_words(figures.period) if figures.period else "this month"
    body.append(Text((_closing(closing, when),)))
    body.append(Text((f"{capital(outcomes(funnel.totals))}. {rate_words(funnel.totals.won, funnel.totals.lost)}",)))
    body += _lost_as(funnel)
    if followed is not None:
        body.append(Text((gates_held(followed),)))
    say = f"{title}. Closing {when}: {deals_worth(closing.deals)}."
    return Card(title, (*body, _buttons(funnel, closing, figures)), notification=cut(say, 120))


def _closing(closing: Closing, when: str) -> str:
    words = f"Closing {when}: {deals_worth(closing.deals)}."
    if not closing.deals.deals:
        return words
    reached = "None has" if not closing.reached else f"{count(closing.reached, 'has', 'have')}"
    return f"{words} {reached} reached {closing.stage}."


def rate_words(won: Worth, lost: Worth) -> str:
    """The win rate with its count, or that there are too few deals for one."""
    decided = won.deals + lost.deals
    if decided < FEWEST:
        return "Too few for a win rate."
    return f"Win rate {percent(won.deals / decided)} ({grouped(won.deals)} of {grouped(decided)})."


def gates_held(followed: Adherence) -> str:
    """How many of the gates that were passed were passed on no waiver."""
    if not followed.gates:
        return "No gate passed yet."
    gates = count(followed.gates, "gate")
    return f"{grouped(followed.clean_gates)} of {gates} passed without a waiver."


def _lost_as(funnel: Funnel) -> tuple[Element, ...]:
    """Why deals were lost, by the playbook's reasons; nothing where none was."""
    if not funnel.lost_as:
        return ()
    reasons = [f"{reason} ({grouped(lost.deals)})" for reason, lost in funnel.lost_as]
    return (Text((f"Why deals were lost: {both(reasons)}.",), small=True),)


def no_deals(of: str) -> Card:
    """There are no deals of this person or period."""
    return note(
        f"Pipeline {of}: no deals", "Try `/deal funnel this quarter`, `funnel of @rob` or `funnel` for all deals."
    )


def by_stage(funnel: Funnel) -> Chart:
    """The pipeline by stage, under a title that ends with its worth.

    A stage without deals is shown where a later one has some.
    """
    shown = [stage for stage in funnel.stages if stage.here.deals or _leads_to_win(stage, funnel)]
    priced = bool(funnel.totals.pipeline.money)
    points = tuple(stage_point(stage, funnel.currency, priced) for stage in shown)
    total = short_value(funnel.totals.pipeline) if funnel.currency else ""
    return Chart("By stage", points, "funnel", funnel.currency or "deals", total, in_title=True)


def _leads_to_win(stage: FunnelStage, funnel: Funnel) -> bool:
    """Whether a later stage has deals of the pipeline: a gap between two stages is shown."""
    place = funnel.stages.index(stage)
    return any(later.here.deals for later in funnel.stages[place + 1 :])


def stage_point(stage: FunnelStage, currency: str, priced: bool) -> Point:
    """One stage, by money where there is one `currency` for all of it, else by deals.

    `priced`: some deal of the pipeline has an amount, so one without it is worth a word.
    """
    here, size = stage.here, float(round(stage.size, 2))
    deals, unpriced = grouped(here.deals), here.unpriced if priced else 0
    if unpriced and unpriced == here.deals:
        beside = count(here.deals, "deal") if currency else ""
        return Point(stage.name, size, f"{deals} without an amount", f"{beside} without an amount".strip())
    worth = short_value(here) if here.money else ""
    others = [f"{grouped(unpriced)} without an amount"] if unpriced else []
    said = [f"{deals} · {worth}" if worth else deals, *others]
    beside = count(here.deals, "deal") if currency else worth
    return Point(stage.name, size, ", ".join(said), ", ".join([beside, *others] if beside else others))


def _buttons(funnel: Funnel, closing: Closing, figures: Figures) -> Buttons:
    """The other views, and the deals behind each number."""
    row = [Button("This month", figures.command("funnel", "this month"))]
    row += [Button("By rep", figures.command("funnel by rep"))] if figures.manages else []
    row += [Button("Days per stage", figures.command("funnel days")), Button("Flywheel", "flywheel")]
    return Buttons(
        tuple(row), more=(*_stages(funnel, figures), *_closes(closing, figures), *_outcomes(funnel, figures))
    )


def _stages(funnel: Funnel, figures: Figures) -> tuple[Button, ...]:
    held = [stage for stage in funnel.stages if stage.here.deals]
    return tuple(
        Button(f"{cut(stage.name, 30)}: {grouped(stage.here.deals)}", figures.command(f"list pipeline {stage.key}", ""))
        for stage in held
    )


def _closes(closing: Closing, figures: Figures) -> tuple[Button, ...]:
    if not closing.deals.deals:
        return ()
    when = figures.words or "this month"
    words = f"Closing {when}: {grouped(closing.deals.deals)}"
    return (Button(words, figures.command(f"list pipeline closing {when}", "")),)


def _outcomes(funnel: Funnel, figures: Figures) -> tuple[Button, ...]:
    totals = funnel.totals
    numbers: tuple[tuple[Standing, int], ...] = (
        ("won", totals.won.deals),
        ("lost", totals.lost.deals),
        ("churned", totals.churned.deals),
        ("withdrawn", totals.withdrawn),
    )
    return tuple(
        Button(f"{capital(key)}: {grouped(number)}", figures.command(f"list {key}"))
        for key, number in numbers
        if number
    )
