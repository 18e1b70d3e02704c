"""Past deals for the x-ray, written in a line each."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from process.xray.past_deal import End, PastDeal, Snapshot

FIRST = date(2026, 1, 5)
ROWS = count(2)


def on(days: int) -> date:
    """A day, counted from the first Monday of 2026."""
    return FIRST + timedelta(days)


def past(end: End, walk: str = "", **known: object) -> PastDeal:
    """A deal that went as `walk` says: "find 0, agree 5" entered the stage agree on day 5. It ended on day 90."""
    row = next(ROWS)
    values: dict[str, object] = {
        "owner": "Rob",
        "amount": Decimal(4200),
        "currency": "EUR",
        "created": on(0),
        "ended": None if end == "open" else on(90),
        "history": history(walk),
        **known,
    }
    return PastDeal(row, f"Deal {row}", end, **values)  # type: ignore[arg-type]  # the fields are given by name


def history(walk: str) -> tuple[Snapshot, ...]:
    found: list[Snapshot] = []
    for leg in filter(None, walk.split(", ")):
        stage, day = leg.rsplit(" ", 1)
        found.append(Snapshot(on(int(day)), stage))
    return tuple(found)
