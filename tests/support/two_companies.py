"""Two companies on one store, each in a Slack workspace of its own, with one assistant and one set of jobs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from adapters.card import Card
from adapters.chat import Answer, Inbound, Place, Speaker
from bot.assistant import Assistant
from bot.effects.notify import notify
from bot.jobs.digest import digest
from bot.jobs.expire import expire
from bot.jobs.message_edits import update
from bot.jobs.nudge import nudge
from bot.jobs.remind import remind
from bot.jobs.sweep import sweep
from bot.store.engine.store import Store
from tests.support.card_text import text_of
from tests.support.empty_database import empty_database
from tests.support.people_and_deal import SMALL_TEXT
from tests.support.posted_cards import standing

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)


@dataclass
class TwoCompanies:
    """The companies "T1" and "T2". The first who speaks in one is its admin; the people have the workspace in their id."""

    folder: Path
    now: datetime = MONDAY
    keys: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        self.store = Store.open(empty_database(self.folder / "deals.db"))
        self.assistant = Assistant(self.store, lambda: self.now, {"a.toml": SMALL_TEXT})

    def answers(
        self, company: str, line: str, values: Mapping[str, str] | None = None, channel: str = "", talk: bool = False
    ) -> Answer:
        """The answer to the admin of a company, in the direct message or in a channel."""
        user = f"ada-{company}"
        speaker = Speaker("slack", company, user, "Ada", email=f"{user}@ours.example", admin=True)
        place = Place("slack", company, channel or user, "channel" if channel else "direct", channel)
        key = f"line-{next(self.keys)}"
        return self.assistant.answer(Inbound(key, speaker, place, line, values, "", {user: speaker}, talk=talk))

    def card(self, company: str, line: str, values: Mapping[str, str] | None = None) -> Card:
        return self.answers(company, line, values).card

    def types(self, company: str, line: str, values: Mapping[str, str] | None = None, channel: str = "") -> str:
        """All that a person reads of the answer."""
        return text_of(self.answers(company, line, values, channel).card)

    def runs_jobs(self) -> None:
        """Everything that the clock does, once."""
        sweep(self.store, self.now)
        for job in (nudge, digest, remind, update):
            job(self.store, self.now)
        expire(self.store, self.now, notify)

    def lives_through(self, days: int, hours: int = 12) -> None:
        """Days go by, with the jobs after every so many hours."""
        for _ in range(24 * days // hours):
            self.now += timedelta(hours=hours)
            self.runs_jobs()

    def posted(self, company: str) -> str:
        """All that was posted to one company so far, as it first read and after its edits."""
        return "\n".join(one.text for one in standing(self.store, every=True) if company in one.place)
