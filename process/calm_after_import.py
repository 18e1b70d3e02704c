"""Calm: the working days after an import in which the clock leaves alone what the file brought along."""

from process.deal import Deal
from process.stall import LocalDay

CALM_DAYS = 10


def is_calm(deal: Deal, day: LocalDay) -> bool:
    """Whether a deal was imported less than ten working days ago."""
    return deal.imported is not None and day.since(deal.imported) < CALM_DAYS
