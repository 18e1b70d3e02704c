"""Counted deals: the deals behind a number of the funnel or the flywheel, `list won this quarter of @rob`."""

import re
from dataclasses import dataclass
from datetime import date
from typing import get_args

from adapters.card import Card
from bot.commands.arguments import stage_here
from bot.commands.whose_figures import deals_asked, figures_asked
from bot.language.values.periods import read_period
from bot.misunderstood import Misunderstood
from bot.request import Request
from bot.store import deal_lines, many_deals
from bot.store.deal_lines import Narrowed
from bot.views import lists_of_deals as views
from bot.views.deal_list import MOST_ROWS, list_card
from bot.views.funnel import Figures
from process.totals import Standing

BIGGEST = "biggest"
STANDINGS: tuple[Standing, ...] = get_args(Standing)
COUNTED = re.compile(
    rf"^(?P<standing>{'|'.join((*STANDINGS, BIGGEST))})(?: deals)?"
    r"(?: (?P<rest>(?!of\b).*?))?(?:(?:^| )of (?P<whose>.+))?$",
    re.IGNORECASE,
)
CLOSING = re.compile(r"^clos(?:ing|es|e) (?P<when>.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which deals: how they are counted, of whom and when; of the pipeline those of a stage, or that close in days."""

    standing: Standing
    asked: Figures
    stage: str = ""
    closes: tuple[date, date] | None = None


def counted_deals(request: Request, found: re.Match[str]) -> Card:
    """The deals that a number counts, the latest first; raises Misunderstood for words that name no period."""
    wanted = _wanted(request, found)
    rates = request.playbooks.default.rates
    biggest = found["standing"].casefold() == BIGGEST
    only = Narrowed(wanted.stage, wanted.closes, rates if biggest else None)
    asked = deals_asked(request, wanted.asked)
    ids, total = deal_lines.counted_as(request.tx, wanted.standing, asked, only, MOST_ROWS)
    title = views.counted_title(wanted.standing, wanted.asked.of, wanted.stage, request.playbooks.default)
    if biggest:
        title = views.biggest_title(wanted.asked.of)
    if not total:
        return views.nothing(title, stage=True, everyones=True)
    shown = {deal.id: deal for deal in many_deals.of_ids(request.tx, request.tenant.id, ids)}
    first = [shown[one] for one in ids if one in shown]
    return list_card(first, request.on, title, total, rates)


def _wanted(request: Request, found: re.Match[str]) -> Wanted:
    said = found["standing"].casefold()
    standing: Standing = next((one for one in STANDINGS if one == said), "pipeline")
    rest, whose = found["rest"] or "", found["whose"] or ("all" if request.me.manages else "me")
    stage = ""
    closing = CLOSING.match(rest) if standing == "pipeline" else None
    if closing:
        rest = closing["when"]
    elif standing == "pipeline" and (stage := stage_here(request.playbooks, rest)):
        rest = ""
    period = read_period(rest, request.reader.here, request.notation) if rest else None
    if rest and period is None:
        raise Misunderstood(views.no_period(rest))
    asked = figures_asked(request, rest, whose)
    closes = (period.first, period.last) if closing and period else None
    return Wanted(standing, asked, stage, closes)
