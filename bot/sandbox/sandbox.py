"""The sandbox behind its page: its own store, a clock that you can move, and a story to begin with."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from math import ceil

from sqlalchemy import Connection

from adapters.chat import Answer, Chat, Inbound, Place, Speaker
from adapters.sandbox import demo_people
from bot.assistant import Assistant
from bot.effects.notify import notify
from bot.jobs.bring_in import bring_in
from bot.jobs.deliver import deliver
from bot.jobs.digest import digest
from bot.jobs.expire import expire
from bot.jobs.message_edits import update
from bot.jobs.nudge import nudge
from bot.jobs.remind import REMINDERS, remind
from bot.jobs.sweep import sweep
from bot.sandbox.plots import Line
from bot.sandbox.story import TEAM, story
from bot.store import deals, dues, tenants
from bot.store.dues import Kind
from bot.store.engine.store import Store
from bot.store.names import name_key
from bot.store.tenants import Tenant

TICKET = re.compile(r"\{ticket ([^}]+)\}")
STORY_PLAYED = "The sandbox"
A_DAY = timedelta(days=1)
KINDS: tuple[Kind, ...] = ("stall", "digest", *REMINDERS)


class Sandbox:
    """The assistant, as the sandbox's page sees it.

    `alone` lets one process at a time in: two that play the story would each erase what the other has played.
    """

    def __init__(
        self,
        store: Store,
        wall: Callable[[], datetime],
        texts: Mapping[str, str],
        alone: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self.store, self.wall, self.texts, self.alone = store, wall, texts, alone
        self.assistant = Assistant(store, wall, texts)
        self.chats: dict[str, Chat] = {}
        self._story_time: datetime | None = None

    def answer(self, inbound: Inbound) -> Answer:
        """Answer one request, and send at once the messages that follow from it."""
        answer = self.reply(inbound)
        self.follow_up()
        return answer

    def reply(self, inbound: Inbound) -> Answer:
        """Answer one request. The messages that follow from it wait, so that a page can show the answer first."""
        return self.assistant.answer(inbound)

    def follow_up(self) -> None:
        """Bring in the files that were confirmed, and send the messages that wait."""
        while bring_in(self.store, self.wall(), "sandbox"):
            pass
        self.send()

    def send(self) -> None:
        """Send the messages that wait."""
        update(self.store, self.wall())
        self._deliver()

    def _deliver(self) -> None:
        while self.chats and deliver(self.store, self.chats, "sandbox", self._story_time or self.wall()):
            pass

    def now(self) -> datetime:
        """The sandbox's own time; while the story plays, the time of its current line."""
        if at := self._story_time:  # read once: another thread can end the story meanwhile
            return at
        tenant = self._tenant()
        return tenant.own_time(self.wall()) if tenant else self.wall()

    def _tenant(self) -> Tenant | None:
        with self.store.reading() as tx:
            return _found(tx)

    def until_morning(self) -> timedelta:
        """How long it is to the next digest: each comes in the morning of a working day. Without one, a day."""
        tenant = self._tenant()
        if tenant is None:
            return A_DAY
        self._tick()
        with self.store.reading() as tx:
            due = dues.next_due(tx, tenant.id, "digest")
        return due - self.now() if due else A_DAY

    def forward(self, step: timedelta) -> None:
        """Move the clock on, with a stop at each due moment in order: an approval's end, a reminder, a nudge."""
        goal, last = self.now() + step, datetime.min.replace(tzinfo=UTC)
        self._tick()
        while (due := self._next_due(goal)) and due > last:
            last = due
            self._set_clock(due)
            self._tick()
        self._set_clock(goal)
        self._deliver()

    def _tick(self) -> None:
        """Run all jobs that the clock of a running bot runs."""
        wall = self.wall()
        expire(self.store, wall, notify)
        remind(self.store, wall)
        nudge(self.store, wall)
        digest(self.store, wall)
        sweep(self.store, wall)
        update(self.store, wall)
        self._deliver()

    def _next_due(self, goal: datetime) -> datetime | None:
        """The next stop up to the goal: a due row, an approval's end, or the end of a day without either."""
        tenant = self._tenant()
        if tenant is None:
            return None
        with self.store.reading() as tx:
            moments = [deal.approval.expires_at for deal in deals.awaiting(tx, tenant.id) if deal.approval]
            moments_due = [dues.next_due(tx, tenant.id, kind) for kind in KINDS]
        moments += [self.now() + A_DAY, *(due for due in moments_due if due)]
        return min((due for due in moments if due <= goal), default=None)

    def _set_clock(self, moment: datetime) -> None:
        """Set the clock, but never back: a due moment that is past already is handled at the current time."""
        with self.store.writing() as tx:
            if tenant := _held(tx):  # as it is now: another thread can have set it meanwhile
                offset = max(tenant.clock_offset, ceil((moment - self.wall()).total_seconds()))
                tenants.save_tenant(tx, replace(tenant, clock_offset=offset))

    def complete(self, speaker: Speaker, place: Place, text: str) -> Sequence[tuple[str, str]]:
        """The completions of a line that is being typed."""
        return self.assistant.complete(Inbound("", speaker, place, text))

    def reset(self) -> None:
        """Delete everything and play the story again."""
        with self.alone():
            self._play_from_nothing()

    def begin(self) -> None:
        """Play the story, unless it was played. After a start that was cut off, it begins again from nothing."""
        if self.played():
            return
        with self.alone():
            if not self.played():
                self._play_from_nothing()

    def played(self) -> bool:
        """Whether the story was played to its end."""
        tenant = self._tenant()
        return tenant is not None and tenant.name == STORY_PLAYED

    def _play_from_nothing(self) -> None:
        with self.store.writing() as tx:
            if tenant := _held(tx):
                tenants.erase(tx, tenant.id)
        try:
            self._play()
        finally:
            self._story_time = None
        self._end()
        digest(self.store, self.wall())
        self._deliver()

    def _play(self) -> None:
        for _, said in groupby([*(Line(220, "ada", text) for text in TEAM), *story()], key=lambda line: line.ago):
            for nth, line in enumerate(said):
                self._tell(line, nth)

    def _end(self) -> None:
        """Save that the story reached its end."""
        with self.store.writing() as tx:
            if tenant := _held(tx):
                tenants.save_tenant(tx, replace(tenant, name=STORY_PLAYED, zone="Europe/Berlin", country="DE"))

    def _tell(self, line: Line, nth: int) -> None:
        """Play one line of the story, the nth on its day."""
        self._story_time = moment = self._moment(line.ago, nth)
        moments_due = Assistant(self.store, lambda: moment, self.texts)
        text = TICKET.sub(lambda found: self._ticket(found[1]), line.text)
        speaker, everyone = (
            demo_people.speaker(line.who),
            {one.id: demo_people.speaker(one.id) for one in demo_people.PEOPLE},
        )
        key = f"story-{line.ago}-{line.who}-{text}"[:200]
        moments_due.answer(Inbound(key, speaker, demo_people.place(line.place or line.who), text, mentioned=everyone))
        self._deliver()

    def _moment(self, ago: int, nth: int) -> datetime:
        """The time of that line: in the morning of that day, a few minutes after the line before."""
        day = (self.wall() - timedelta(days=ago)).astimezone(UTC)
        return day.replace(hour=7, minute=10, second=0, microsecond=0) + timedelta(minutes=7 * nth)

    def _ticket(self, name: str) -> str:
        """The id and the version of a deal's current approval, to which its card is bound."""
        tenant = self._tenant()
        with self.store.reading() as tx:
            found = deals.named(tx, tenant.id, {name_key(name)}) if tenant else []
            deal = deals.find(tx, tenant.id, found[0].id) if tenant and found else None
        return f"{deal.approval.id} {deal.approval.version}" if deal and deal.approval else "none"


def _found(tx: Connection) -> Tenant | None:
    """The sandbox's organisation, or None."""
    return tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)


def _held(tx: Connection) -> Tenant | None:
    """The same, locked for this transaction."""
    found = _found(tx)
    return tenants.alone(tx, found.id) if found else None
