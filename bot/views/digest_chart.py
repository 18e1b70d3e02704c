"""The digest's small chart: how much of the pipeline is on its list, by stage."""

from collections.abc import Sequence

from adapters.card import Chart
from bot.views.funnel import stage_point
from bot.views.totals import short_value
from process.deal import Deal
from process.funnel import stages_of
from process.playbook import Playbook


def pipeline_on_list(deals: Sequence[Deal], playbook: Playbook) -> tuple[Chart, ...]:
    """The money of these deals by stage, without the won ones; nothing where it says no more than the list.

    It says more where two stages have money in one currency, and a bar adds up several deals.
    """
    found = stages_of(deals, playbook)
    held = [stage for stage in found.stages if stage.here.deals]
    points = tuple(stage_point(stage, found.currency, priced=True) for stage in held)
    total = short_value(found.together)
    chart = Chart("Pipeline on this list, by stage", points, unit=found.currency, total=total)
    adds_up = sum(stage.here.deals for stage in held) > len(held)
    return (chart,) if found.currency and adds_up and chart.drawable else ()
