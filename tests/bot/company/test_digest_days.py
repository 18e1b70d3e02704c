"""A digest goes out once on each of its local days, also around changes of the clocks."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise

import pytest

from adapters.chat import Place
from bot.company import digest_days
from bot.company.digest_days import DigestDay, DigestDays
from bot.jobs.digest import digest
from bot.language import times
from bot.store import digests, outbox, playbooks, tenants
from bot.store.digests import Digest
from bot.store.engine.store import Store
from bot.store.tenants import Tenant
from tests.bot.company.test_personal_hours import ZONES
from tests.support.people_and_deal import STANDARD_TEXT

TIMES = (time(0), time(1, 30), time(2, 30), time(9))
EVERY_DAY = tuple(range(7))
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def of(zone: str, at: time, days: tuple[int, ...] = EVERY_DAY, country: str = "") -> DigestDays:
    place = Place("slack", "T1", f"{zone} {at}", name="deals")
    return digest_days.of(Tenant("us", "Us", country=country), Digest(place, LONG_AGO, at, days, zone))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", TIMES)
def test_a_year_of_looks_at_the_clock_finds_each_local_day_once(zone: str, at: time) -> None:
    theirs = of(zone, at)
    seen: list[DigestDay] = []
    for hours in range(0, 366 * 24, 6):
        last = theirs.latest(NEW_YEAR + timedelta(hours=hours))
        assert last
        if not seen or last.day != seen[-1].day:
            seen.append(last)
    assert [one.day for one in seen] == [seen[0].day + timedelta(days=step) for step in range(len(seen))]
    assert [one.due.astimezone(theirs.zone).date() for one in seen] == [one.day for one in seen]
    assert all(one.useless_after <= after.due for one, after in pairwise(seen))
    assert all(theirs.following(one.due) == after for one, after in pairwise(seen))


def test_neither_weekends_nor_holidays_have_one_unless_the_weekend_is_asked_for() -> None:
    theirs = of("Europe/Berlin", time(9), (0, 1, 2, 3, 4), "DE")
    before_may_day = datetime(2026, 4, 30, 8, tzinfo=UTC)
    following = theirs.following(before_may_day)
    assert following
    assert following.day == date(2026, 5, 4)
    saturdays = of("Europe/Berlin", time(9), (5,), "DE").following(before_may_day)
    assert saturdays
    assert saturdays.day == date(2026, 5, 2)


@cache
def changes() -> list[datetime]:
    """The days of the year on which the clocks change in one of the zones, and those around them."""
    days: set[date] = set()
    for zone in ZONES:
        there = of(zone, time(9)).zone
        for step in range(365):
            noon = NEW_YEAR + timedelta(days=step, hours=12)
            if noon.astimezone(there).utcoffset() != (noon - timedelta(days=1)).astimezone(there).utcoffset():
                days |= {(noon + timedelta(days=more)).date() for more in (-1, 0, 1)}
    return [datetime.combine(day, time(hour), UTC) for day in sorted(days) for hour in range(0, 24, 3)]


def test_around_every_change_of_the_clocks_each_channel_gets_one_digest_a_day(embedded: Store) -> None:
    with embedded.writing() as tx:
        tenant = tenants.make_tenant(tx, "slack", "T1", "Us").id
        playbooks.set_current(tx, tenant, "Standard", playbooks.save(tx, tenant, STANDARD_TEXT))
        saved = [of(zone, at) for zone in ZONES for at in TIMES]
        for one in saved:
            digests.save(tx, tenant, one.digest)
    for now in changes():
        digest(embedded, now)
    posted: Counter[tuple[str, str]] = Counter()
    while messages := _leased(embedded):
        posted.update((one.place.id, one.subject) for one in messages)
    assert set(posted.values()) == {1}
    for one in saved:
        days = {digest_day(one, now) for now in changes()}
        days_posted = {subject.rpartition(":")[2] for place, subject in posted if place == one.digest.place.id}
        assert days_posted == {str(day) for day in days if day}


def digest_day(one: DigestDays, now: datetime) -> date | None:
    """The digest day that a run at that moment can send."""
    last = one.latest(now)
    return last.day if last and now < last.useless_after else None


def _leased(store: Store) -> list[outbox.OutboxMessage]:
    with store.writing() as tx:
        messages = outbox.lease(tx, "w", NEW_YEAR + timedelta(days=400), 1000)
        for outgoing in messages:
            outbox.sent(tx, outgoing, "m", NEW_YEAR)
        return messages


def test_days_and_hours_are_read_as_people_type_them() -> None:
    assert times.weekdays("Mon, Wed and Fri") == (0, 2, 4)
    assert times.weekdays("Monday to Thursday") == (0, 1, 2, 3)
    assert times.weekdays("sat-mon") == (0, 5, 6)
    assert times.weekdays("weekdays") == (0, 1, 2, 3, 4)
    assert times.weekdays("payday") is None
    assert times.weekday_words((0, 1, 2, 3, 4)) == "Monday to Friday"
    assert times.weekday_words((0, 3)) == "Monday, Thursday"
    assert [times.hour(words) for words in ("9", "09:30", "4 pm", "12am", "24", "9:75", "13 pm")] == [
        *(time(9), time(9, 30), time(16), time(0)),
        *(None, None, None),
    ]
