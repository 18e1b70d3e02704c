"""Waits: a pause of seconds or minutes is over when it has lasted that long, also where the wall clock was set back.

The rows keep since when they wait. A wait that began later than now was counted by a clock that has been set back
since: it begins anew, as long as it was. So no message waits until the clock is where it was before, and a lease is
never cut short: whoever holds it counts its seconds by the monotonic clock.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, text, update

from bot.store import turns
from bot.store.schema.tables import holds, outbox

SLACK = timedelta(seconds=1)
"""By how much two machines' clocks may differ without either having been set back."""

_AHEAD = bindparam("ahead", type_=outbox.c.settled.type)
WAITING = (
    select(outbox.c.tenant, outbox.c.id, outbox.c.due, outbox.c.since)
    .where(turns.WAITING, outbox.c.due > bindparam("now"), outbox.c.due < turns.BEHIND, outbox.c.since > _AHEAD)
    .with_for_update(skip_locked=True)
)
RESTART = (
    update(outbox)
    .where(outbox.c.tenant == bindparam("of"), outbox.c.id == bindparam("which"), outbox.c.since == bindparam("was"))
    .values(due=bindparam("due"), since=bindparam("since"))
)
WENT = update(outbox).where(text("outbox.state = 'sent'"), outbox.c.settled > _AHEAD).values(settled=bindparam("now"))
HELD = select(holds.c.tenant, holds.c.platform, holds.c.workspace, holds.c.until, holds.c.since).where(
    holds.c.since > _AHEAD
)
RESTART_HOLD = (
    update(holds)
    .where(holds.c.tenant == bindparam("of"), holds.c.platform == bindparam("on"), holds.c.workspace == bindparam("at"))
    .where(holds.c.since == bindparam("was"))
    .values(until=bindparam("ends"), since=bindparam("since"))
)


def restart(tx: Connection, now: datetime) -> int:
    """Let the waits that seem to begin after now begin now; says how many did. `now` is real time.

    What went out later than now counts for its place's pace as if it went out now.
    """
    moments = {"now": now, "ahead": now + SLACK}
    waiting = [
        {"of": row.tenant, "which": row.id, "was": row.since, "since": now, "due": now + (row.due - row.since)}
        for row in tx.execute(WAITING, moments)
    ]
    held = [
        {"of": row.tenant, "on": row.platform, "at": row.workspace, "was": row.since, "since": now,
         "ends": now + (row.until - row.since)}
        for row in tx.execute(HELD, {"ahead": moments["ahead"]})
    ]  # fmt: skip  # the keys of the place in one line
    if waiting:
        tx.execute(RESTART, waiting)
    if held:
        tx.execute(RESTART_HOLD, held)
    tx.execute(WENT, moments)
    return len(waiting) + len(held)
