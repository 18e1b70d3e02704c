"""A company of two on a store of its own: lines are typed, buttons pressed, forms sent back, and the bot restarted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import text

from adapters.card import Card, Form
from adapters.chat import Inbound
from adapters.sandbox import demo_people
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.store.engine.store import Store
from tests.support.card_text import buttons_of, form_of
from tests.support.talking import spoken

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)


@dataclass
class OneCompany:
    """Ada is admin, Rob owns Acme. It is Monday 4 May 2026, nine o'clock, until `now` is set.

    `texts` are other playbooks than the standard one.
    """

    address: str
    texts: Mapping[str, str] | None = None
    keys: "count[int]" = field(default_factory=count)
    now: datetime = MONDAY

    def __post_init__(self) -> None:
        self._open()
        self.types("settings", "ada")
        self.types("new Acme")

    def restart(self) -> None:
        """Close everything and open it again, like a bot that restarts."""
        self.store.close()
        self._open()

    def _open(self) -> None:
        self.store = Store.open(self.address)
        self.assistant = Assistant(self.store, lambda: self.now, self.texts or playbook_files.texts(None))

    def types(self, line: str, who: str = "rob", values: Mapping[str, str] | None = None, subject: str = "") -> Card:
        """A line that is typed or pressed; with `values`, a form that is sent back."""
        speaker, place = demo_people.speaker(who), demo_people.place(who)
        everyone = {one.id: demo_people.speaker(one.id) for one in demo_people.PEOPLE}
        inbound = Inbound(f"line-{next(self.keys)}", speaker, place, line, values, subject, everyone)
        return self.assistant.answer(inbound).card

    def talks(self, words: str, who: str = "rob") -> Card:
        """The answer to plain words."""
        return self.assistant.answer(spoken(who, words, f"line-{next(self.keys)}")).card

    def presses(self, card: Card, label: str) -> Card:
        """The button with this label."""
        return self.types(buttons_of(card)[label])

    def sends(self, form: Form, **answers: str) -> Card:
        """Send the form with its values and these answers."""
        return self.sends_all(form, answers)

    def sends_all(self, form: Form, answers: Mapping[str, str]) -> Card:
        """The same, for fields whose keys aren't Python names."""
        known = {one.key: one.value for one in form.fields if one.value}
        return self.types(form.command, values={**known, **answers}, subject=form.subject)

    def asks(self, line: str) -> Form:
        """The form that a line is answered with."""
        return form_of(self.types(line))

    def written(self) -> list[tuple[str, ...]]:
        """All that was saved about deals: their ledgers, and the deals as they are."""
        with self.store.reading() as tx:
            rows = tx.execute(text("SELECT body FROM ledger ORDER BY 1")).all()
            return [tuple(map(str, row)) for row in rows]


def typed_into(address: str, lines: Sequence[str]) -> str:
    """The address of a database, into which these lines were typed."""
    company = OneCompany(address)
    for line in lines:
        company.types(line)
    company.store.close()
    return address
