"""A company on a store of its own, worked by typed commands alone: any people, any playbook, a clock that moves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import text as sql

from adapters.card import Card
from adapters.chat import Answer, Inbound, Place, Speaker
from adapters.sandbox.terminal_card import plain
from bot.assistant import Assistant
from bot.store import deals, ledger, tenants
from bot.store.engine.store import Store
from bot.store.names import name_key
from process.deal import Deal
from process.facts import Entry, Fact
from tests.support.empty_database import empty_database
from tests.support.people_and_deal import SMALL_TEXT

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
STEP = timedelta(minutes=5)
PROVEN = (
    "met acme reached Carla Chen, CFO",
    "met acme budget 40000 EUR said by Carla Chen in call",
    "met acme signed The contract of 4 May, by both sides",
)


@dataclass
class TypedCompany:
    """The first of `names` is admin. Each line is typed five minutes after the one before.

    The store is a file in `folder`, or what is at `address`. Lines are typed in `place`, or else to Stagecoach alone;
    `answered` is the last answer.
    """

    folder: Path
    names: tuple[str, ...] = ("ada",)
    playbook: str = SMALL_TEXT
    now: datetime = MONDAY
    keys: "count[int]" = field(default_factory=count)
    emails: dict[str, str] = field(default_factory=dict)
    more: dict[str, str] = field(default_factory=dict)
    address: str = ""
    place: Place | None = None
    answered: Answer | None = None

    def __post_init__(self) -> None:
        self.store = Store.open(self.address or empty_database(self.folder / "deals.db"))
        for who in self.names:
            self.types(who, "help me")

    def close(self) -> None:
        self.store.close()

    def speaker(self, who: str) -> Speaker:
        email = self.emails.get(who, f"{who}@ours.example")
        return Speaker("slack", "T1", who, who.capitalize(), email=email, admin=who == self.names[0])

    def answers(self, who: str, line: str, values: Mapping[str, str] | None = None, *, talk: bool = False) -> Answer:
        """The answer to a line, with `<@rob>` for a colleague; with `values`, to a form that is sent back."""
        self.now += STEP
        place = self.place or Place("slack", "T1", who, "direct")
        everyone = {one: self.speaker(one) for one in self.names}
        inbound = Inbound(f"line-{next(self.keys)}", self.speaker(who), place, line, values, "", everyone, talk=talk)
        assistant = Assistant(self.store, lambda: self.now, {"a.toml": self.playbook, **self.more})
        self.answered = assistant.answer(inbound)
        return self.answered

    def card(self, who: str, line: str, values: Mapping[str, str] | None = None) -> Card:
        return self.answers(who, line, values).card

    def says(self, who: str, words: str) -> Card:
        """The answer to plain words."""
        return self.answers(who, words, talk=True).card

    def types(self, who: str, line: str, values: Mapping[str, str] | None = None) -> str:
        """What a line is answered with, on one line."""
        return " ".join(plain(self.card(who, line, values)).split())

    def join(self, who: str) -> None:
        """Someone comes to the company, and types their first command."""
        self.names += (who,)
        self.types(who, "help me")

    def all_type(self, *lines: tuple[str, str]) -> None:
        for who, line in lines:
            self.types(who, line)

    def deal(self, name: str = "acme") -> Deal:
        """The deal of that name, open or the last closed."""
        with self.store.reading() as tx:
            tenant = self.tenant
            found = deals.find(tx, tenant, deals.named(tx, tenant, {name_key(name)})[0].id)
        assert found
        return found

    @property
    def tenant(self) -> str:
        with self.store.reading() as tx:
            found = tenants.tenant_of(tx, "slack", "T1")
        assert found
        return found.id

    def entries(self, name: str = "acme") -> list[Entry]:
        deal = self.deal(name)
        with self.store.reading() as tx:
            return ledger.of_deal(tx, self.tenant, deal.id)

    def last(self, kind: type[Fact], name: str = "acme") -> Entry:
        """The last ledger entry of a kind."""
        return [entry for entry in self.entries(name) if isinstance(entry.fact, kind)][-1]

    def count(self, table: str) -> int:
        with self.store.reading() as tx:
            return int(tx.execute(sql(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608  # tests name it

    def ready(self, owner: str = "rob", keeper: str = "ana") -> None:
        """Bring Acme, already begun, to the handoff out of its second stage, all by its owner."""
        self.types(owner, "set acme amount 40000 EUR")
        self.types(owner, "set acme product goods")
        for line in PROVEN:
            self.types(owner, line)
        self.types(owner, f"met acme keeper <@{keeper}>")

    def asks(self, who: str = "rob") -> str:
        """Go gate by gate until the handoff is asked for, or as far as it goes; says what came last."""
        said = ""
        for _ in range(3):
            said = self.types(who, "advance acme")
            if self.deal().stage != "find" and self.deal().approval:
                break
        return said

    def decides(self, who: str, verb: str = "approve", reason: str = "") -> str:
        """Press the button of the approval's card."""
        approval = self.deal().approval
        assert approval
        values = {"reason": reason} if reason else None
        return self.types(who, f"{verb} {approval.id} {approval.version}", values)
