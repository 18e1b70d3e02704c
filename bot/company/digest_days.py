"""Digest days: the local days on which a channel gets its digest, and the moment of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.company import personal_hours
from bot.store.digests import Digest
from bot.store.tenants import Tenant

USEFUL = timedelta(hours=12)
"""How long a digest that couldn't go out is still useful. Two digests are never nearer than this."""

LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class DigestDay:
    """One day's digest: the moment when it is due, and the moment after which it is useless."""

    day: date
    due: datetime

    @property
    def useless_after(self) -> datetime:
        return self.due + USEFUL


@dataclass(frozen=True, slots=True)
class DigestDays:
    """All days of one digest, past and future, without the country's public holidays."""

    digest: Digest
    zone: ZoneInfo
    country: str

    def latest(self, now: datetime) -> DigestDay | None:
        """The last one due by now, or None if there was none for a year."""
        return next((one for one in self._from(self._today(now), -1) if one.due <= now), None)

    def following(self, now: datetime) -> DigestDay | None:
        """The next one due after now, or None if there is none for a year."""
        return next((one for one in self._from(self._today(now), 1) if one.due > now), None)

    def _today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def _from(self, day: date, step: int) -> Iterator[DigestDay]:
        for _ in range(LOOKED_AT):
            holidays = personal_hours.calendar_of(self.country, day.year).holidays
            if day.weekday() in self.digest.days and day not in holidays:
                yield DigestDay(day, personal_hours.moment(day, self.digest.at, self.zone))
            day += timedelta(days=step)


def of(tenant: Tenant, digest: Digest) -> DigestDays:
    """The days of a tenant's digest."""
    return DigestDays(digest, tenant.zone_for(digest.zone), tenant.country)
