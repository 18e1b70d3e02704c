"""A company that imports files: Ada is admin, Mia manages Rob and Rita, and files come from the terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.card import Card
from adapters.chat import Attachment, Inbound
from adapters.sandbox import demo_people
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.imports.terminal import Options, Terminal
from bot.jobs.bring_in import bring_in
from bot.store import ledger, tenants
from bot.store.card_json import read_card
from bot.store.deal_json import read_deal
from bot.store.engine.store import Store
from bot.store.schema.tables import deals as deals_table
from bot.store.schema.tables import outbox as outbox_table
from process.deal import Deal
from process.facts import Entry
from tests.support.card_text import buttons_of

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
EVERYONE = {one.id: demo_people.speaker(one.id) for one in demo_people.PEOPLE}


@dataclass
class ImportingCompany:
    """It is Monday 4 May 2026, nine o'clock, until `now` is set."""

    store: Store
    now: datetime = MONDAY
    lines: list[str] = field(default_factory=list)
    keys: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        self.assistant = Assistant(self.store, lambda: self.now, playbook_files.texts(None))
        for line in ("settings", "team <@mia> is manager", "team <@rob> reports to <@mia>", "team <@rita> is rep"):
            self.types(line, "ada")

    @property
    def tenant(self) -> str:
        with self.store.reading() as tx:
            found = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
        assert found
        return found.id

    def types(self, line: str, who: str = "rob", values: Mapping[str, str] | None = None) -> Card:
        """A line that is typed or pressed; with `values`, a form that is sent back."""
        inbound = Inbound(
            f"line-{next(self.keys)}",
            demo_people.speaker(who),
            demo_people.place(who),
            line,
            values,
            mentioned=EVERYONE,
        )
        return self.assistant.answer(inbound).card

    def drops(self, content: str | bytes, who: str = "mia", name: str = "deals.csv", key: str = "") -> Card:
        """Send a file in the direct message."""
        bytes_of = content.encode() if isinstance(content, str) else content
        file = Attachment(name, len(bytes_of), lambda most: bytes_of)
        speaker, place = demo_people.speaker(who), demo_people.place(who)
        key = key or f"line-{next(self.keys)}"
        inbound = Inbound(key, speaker, place, "", once=True, files=True, talk=True, attachments=(file,))
        return self.assistant.answer(inbound).card

    def works(self) -> None:
        """The jobs bring in, or take back, what was confirmed."""
        while bring_in(self.store, self.now, "worker"):
            pass

    def presses(self, card: Card, label: str, who: str = "rob") -> Card:
        return self.types(buttons_of(card)[label], who)

    def brings(self, content: str | bytes, *, name: str = "deals.csv", by: str = "Mia Marsh", **options: object) -> int:
        """Import a file with this content; returns how it ended, and `lines` are what it printed."""
        with TemporaryDirectory() as folder:
            file = Path(folder) / name
            file.write_bytes(content.encode() if isinstance(content, str) else content)
            return self.runs(Options(file, by=by, **{"yes": True, **options}))  # type: ignore[arg-type]  # by name

    def runs(self, options: Options, answers: Sequence[str] = ()) -> int:
        """Run the command; with `answers`, someone is there who gives them, in order."""
        self.lines.clear()
        waiting = list(answers)
        ask = (lambda question: self._answered(question, waiting)) if answers else None
        return Terminal(self.store, lambda: self.now, self.lines.append, ask).bring_in(options)

    def _answered(self, question: str, waiting: list[str]) -> str:
        self.lines.append(question)
        return waiting.pop(0)

    @property
    def printed(self) -> str:
        return "\n".join(self.lines)

    def deals(self) -> dict[str, Deal]:
        """Every deal, open or not, by its name."""
        with self.store.reading() as tx:
            found = [read_deal(row.body) for row in tx.execute(deals_table.select())]
        return {deal.name: deal for deal in found}

    def ledger(self, name: str) -> list[Entry]:
        with self.store.reading() as tx:
            return ledger.of_deal(tx, self.tenant, self.deals()[name].id)

    def messages(self, place: str) -> list[Card]:
        """The cards that were posted to a person."""
        with self.store.reading() as tx:
            rows = tx.execute(outbox_table.select().order_by(outbox_table.c.number)).all()
        return [read_card(row.card) for row in rows if row.place == place]
