"""The signs: what in a deal's past points to luck, or to a process that isn't lived. One list of objects."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from process.xray.past_deal import PastDeal
from process.xray.quarters import days_left
from process.xray.way import Way

LAST_DAYS = 5
"""The days at a quarter's end that count as its last."""
EVENLY = LAST_DAYS / 91.3125
"""The share of a quarter's days that are its last."""
ROUND = Decimal(1000)
"""An amount that divides by this without a rest is round."""
OFTEN = 2
"""A win whose close date moved so often is luck rather than a forecast."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a sign is judged among: the way of each pipeline, the last day that the file knows, and the business year.

    The year `starts` in that month, from 1.
    """

    ways: dict[str, Way] = field(default_factory=dict)
    until: date = date.max
    starts: int = 1

    def way(self, deal: PastDeal) -> Way:
        return self.ways.get(deal.pipeline, Way(()))


Shows = Callable[[PastDeal, Around], bool | None]
"""Whether a deal shows the sign; None where its row doesn't say enough."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign. `needs` are what the file has to have, `asked` says of which deals it is asked.

    `luck` is True where a win that shows it was won by luck rather than by process.
    """

    key: str
    needs: tuple[str, ...]
    asked: Callable[[PastDeal], bool]
    shows: Shows
    luck: bool = False


def _is_won(deal: PastDeal) -> bool:
    return deal.won


def _is_lost(deal: PastDeal) -> bool:
    return deal.end == "lost"


def _is_open(deal: PastDeal) -> bool:
    return deal.end == "open"


def _priced_win(deal: PastDeal) -> bool:
    return deal.won and deal.amount is not None and deal.amount >= ROUND


def _without_amount(deal: PastDeal, around: Around) -> bool | None:
    return not deal.amount


def _amount_late(deal: PastDeal, around: Around) -> bool | None:
    """Whether there was no amount at the end of the day before it was won."""
    if deal.ended is None:
        return None
    before = [snapshot for snapshot in deal.history if snapshot.day < deal.ended]
    return not before[-1].amount if before else None


def _same_day(deal: PastDeal, around: Around) -> bool | None:
    return None if deal.days is None else deal.days == 0


def _jumped(deal: PastDeal, around: Around) -> bool | None:
    return bool(around.way(deal).left_out(deal)) if deal.visits() else None


def _in_a_day(deal: PastDeal, around: Around) -> bool | None:
    return around.way(deal).most_in_a_day(deal) > 1 if deal.visits() else None


def _slipped(deal: PastDeal, around: Around) -> bool | None:
    slips = deal.slips()
    return None if slips is None else slips > 0


def _slipped_often(deal: PastDeal, around: Around) -> bool | None:
    slips = deal.slips()
    return None if slips is None else slips >= OFTEN


def _overdue(deal: PastDeal, around: Around) -> bool | None:
    return None if deal.close_date is None else deal.close_date < around.until


def _quarter_end(deal: PastDeal, around: Around) -> bool | None:
    return None if deal.ended is None else days_left(deal.ended, around.starts) < LAST_DAYS


def _round(deal: PastDeal, around: Around) -> bool | None:
    return deal.amount is not None and deal.amount % ROUND == 0


def _no_reason(deal: PastDeal, around: Around) -> bool | None:
    return not deal.reason


def _no_contact(deal: PastDeal, around: Around) -> bool | None:
    return not deal.contact


SIGNS: tuple[Sign, ...] = (
    Sign("no_amount", ("amount",), _is_won, _without_amount, luck=True),
    Sign("amount_late", ("amount_history",), _is_won, _amount_late, luck=True),
    Sign("same_day", ("created", "ended"), _is_won, _same_day, luck=True),
    Sign("jumped", ("stage_history",), _is_won, _jumped, luck=True),
    Sign("in_a_day", ("stage_history",), _is_won, _in_a_day),
    Sign("slipped_often", ("slips",), _is_won, _slipped_often, luck=True),
    Sign("slipped", ("slips",), lambda deal: True, _slipped),
    Sign("overdue", ("close_date",), _is_open, _overdue),
    Sign("quarter_end", ("ended",), _is_won, _quarter_end),
    Sign("round", ("amount",), _priced_win, _round),
    Sign("no_reason", ("reason",), _is_lost, _no_reason),
    Sign("no_contact", ("contact",), _is_won, _no_contact),
)
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one sign: the deals that show it, of how many that could be judged.

    `untold` counts deals whose row doesn't say enough. `unknown` is True where the file can't tell it of any deal.
    """

    sign: Sign
    judged: int = 0
    untold: int = 0
    deals: tuple[PastDeal, ...] = ()
    unknown: bool = False


def find(sign: Sign, deals: list[PastDeal], has: frozenset[str], around: Around) -> Finding:
    """Look for one sign; `has` names what the file has."""
    if not set(sign.needs) <= has:
        return Finding(sign, unknown=True)
    shown: list[PastDeal] = []
    judged = untold = 0
    for deal in deals:
        if not sign.asked(deal):
            continue
        seen = sign.shows(deal, around)
        if seen is None:
            untold += 1
            continue
        judged += 1
        if seen:
            shown.append(deal)
    return Finding(sign, judged, untold, tuple(shown))
