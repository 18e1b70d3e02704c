"""Waits: a pause of seconds or minutes ends after that time, also if the wall clock was set back.

Each row has the moment since when it waits. If that is later than now, the clock was set back
since, and the wait begins again with its full length. So no message waits until the clock is back, and no lease
is cut short: its worker counts the seconds by the monotonic clock.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, text, update

from bot.store import turns
from bot.store.schema.tables import holds, outbox

SLACK = timedelta(seconds=1)
"""How much the clocks of two machines can differ without either having been set back."""

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
    """Restart the waits that seem to begin after now; returns how many. `now` is real time.

    Messages that seem to be sent after now count for the pace as if they were sent now.
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
