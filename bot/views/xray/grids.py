"""The tables of the x-ray: by stage, by owner, and owners by stage."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from bot.views.dates import month_name
from bot.views.numbers import grouped, percent
from bot.views.words import count
from process.xray.past_deal import PastDeal
from process.xray.picture import Picture
from process.xray.quarters import Quarter
from process.xray.rate import FEWEST
from process.xray.stays import StageStays, Stay

MOST_OWNERS = 40
MOST_QUARTERS, FEWEST_QUARTERS = 12, 2
MOST_COLUMNS = 8
FEWEST_STAYS = 3
"""A median of fewer stays says nothing about an owner."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a heading, its columns, its rows, and a note below."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def share_words(share: float | None) -> str:
    """A share in percent, or nothing where there is none."""
    return "" if share is None else percent(share)


def stages_grid(picture: Picture) -> Grid:
    head = ("Stage", "Entered", "Went on", "Lost here", "There now", "Median days", "Longest")
    several = len(picture.ways) > 1
    rows = [_stage(stays, several=several) for stays in picture.stays]
    return Grid("Where deals sit", head, tuple(rows), "A deal that came back counts each time.")


def _stage(stays: StageStays, *, several: bool) -> tuple[str, ...]:
    name = f"{stays.pipeline}: {stays.stage}" if several and stays.pipeline else stays.stage
    entered = stays.went_on + stays.lost + stays.here
    longest = ", ".join(f"{stay.days} days (row {stay.deal.row})" for stay in stays.longest[:1])
    return (name, *map(_number, (entered, stays.went_on, stays.lost, stays.here, stays.usual)), longest or "–")


def _number(number: float | None) -> str:
    return "–" if number is None else grouped(round(number))


def owners_grid(picture: Picture) -> Grid:
    head = ("Owner", "Open", "Decided", "Won", "Win rate", "With luck", "Days to win", _money_head(picture))
    rows: list[tuple[str, ...]] = []
    for one in picture.owners[:MOST_OWNERS]:
        numbers = (one.open, one.rate.decided, one.rate.won)
        money = "–" if picture.mixed else _number(float(one.money))
        lucky = _number(one.lucky) if picture.luck_judged else "–"
        rate = share_words(one.rate.share) if picture.rated else ""
        rows.append((one.owner or "no owner", *map(_number, numbers), rate or "–", lucky, _number(one.days), money))
    rest = len(picture.owners) - len(rows)
    more = f" {count(rest, 'more owner')} with fewer deals." if rest > 0 else ""
    note = f"No win rate below {FEWEST} decided deals. Days are the median.{more}"
    return Grid("By owner", head, tuple(rows), note)


def _money_head(picture: Picture) -> str:
    return f"Won, {picture.currency}" if picture.currency else "Won, amount"


def quarters_grid(picture: Picture) -> Grid:
    """What was decided in each quarter, the latest last, where there is more than one."""
    head = ("Quarter", "Decided", "Won", "Win rate", "With luck", _money_head(picture))
    shown = picture.quarters[-MOST_QUARTERS:]
    if len(shown) < FEWEST_QUARTERS:
        return Grid("", (), ())
    rows: list[tuple[str, ...]] = []
    for one in shown:
        money = "–" if picture.mixed else _number(float(one.money))
        lucky = _number(one.lucky) if picture.luck_judged else "–"
        rate = share_words(one.rate.share) if picture.rated else ""
        numbers = map(_number, (one.rate.decided, one.rate.won))
        rows.append((quarter_name(one.quarter, picture.starts), *numbers, rate or "–", lucky, money))
    earlier = len(picture.quarters) - len(shown)
    more = f" {count(earlier, 'earlier quarter')} aren't shown." if earlier else ""
    return Grid("By quarter", head, tuple(rows), f"{year_words(picture.starts)}{more}")


def quarter_name(quarter: Quarter, starts: int) -> str:
    """Q2 2026, or Q1 FY2027 where the business year isn't the calendar's."""
    year = f"FY{quarter.year}" if starts > 1 else str(quarter.year)
    return f"Q{quarter.number} {year}"


def year_words(starts: int) -> str:
    """When the business year starts, and how it is named."""
    if starts == 1:
        return "By the calendar's quarters."
    return f"The year starts in {month_name(starts)}. It is named by the year in which it ends."


def owner_stays_grid(picture: Picture) -> Grid:
    """The median days of each owner in each stage, where one way has few enough stages for a table."""
    title, note = "Median days in each stage, by owner", f"Only where {FEWEST_STAYS} stays or more have ended."
    if len(picture.ways) != 1 or not picture.owners or len(picture.stays) > MOST_COLUMNS:
        return Grid(title, (), ())
    rows: list[tuple[str, ...]] = []
    by_owner = [_by_owner(stays) for stays in picture.stays]
    for owner in picture.owners[:MOST_OWNERS]:
        days = [_usual(theirs.get(owner.owner, [])) for theirs in by_owner]
        if any(day is not None for day in days):
            rows.append((owner.owner or "no owner", *map(_number, days)))
    return Grid(title, ("Owner", *(stays.stage for stays in picture.stays)), tuple(rows), note)


def _by_owner(stays: StageStays) -> dict[str, list[Stay]]:
    found: dict[str, list[Stay]] = {}
    for stay in stays.stays:
        found.setdefault(stay.deal.owner, []).append(stay)
    return found


def _usual(stays: list[Stay]) -> float | None:
    return median(stay.days for stay in stays) if len(stays) >= FEWEST_STAYS else None


def open_grid(picture: Picture) -> Grid:
    """Without a history: the open deals by stage, and how long ago they were created."""
    head = ("Stage", "Open", "Median days since created", "Longest")
    if picture.stays or picture.until is None:
        return Grid("", (), ())
    sorted_out: dict[str, list[PastDeal]] = {}
    for deal in picture.deals:
        if deal.end == "open":
            sorted_out.setdefault(deal.stage or "no stage", []).append(deal)
    rows = [_open_stage(stage, deals, picture) for stage, deals in sorted_out.items()]
    rows.sort(key=lambda row: row[0])
    return Grid("Open deals by stage", head, tuple(rows), "Days since they were created, not days in the stage.")


def _open_stage(stage: str, deals: list[PastDeal], picture: Picture) -> tuple[str, ...]:
    until = picture.until or date.min
    ages = [((until - deal.created).days, deal.row) for deal in deals if deal.created and deal.created <= until]
    if not ages:
        return stage, _number(len(deals)), "–", "–"
    days, row = max(ages)
    return (
        stage,
        _number(len(deals)),
        _number(median(age for age, _ in ages)),
        f"{grouped(days)} days (row {grouped(row)})",
    )
