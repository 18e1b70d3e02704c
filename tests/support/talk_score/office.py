"""The company in which a line is typed, and what can be pressed then; each press is tried in a copy of it."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

from adapters.card import Button, Buttons, Card, Form
from adapters.chat import Inbound
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.store.engine.store import Store
from tests.support.talk_score import company
from tests.support.talk_score.lines import Line, pressed
from tests.support.talk_score.written import Op, State, state_of, written

READING = frozenset(
    {"list", "show", "history", "funnel", "flywheel", "stalled", "home", "help", "digest", "neither", "ask"}
)
BARE = frozenset({"team", "rules", "settings", "playbook"})
"""Commands that read where nothing follows them."""

MOST_PRESSED = 12
PRESSED_AFTER = 600
"""Seconds after the line."""


@dataclass(frozen=True)
class Offer:
    """What a button or a form of a card leads to: the operations it writes as it stands, or the form that comes first.

    `refused` says that the press was refused.
    """

    command: str
    label: str
    ops: Sequence[Op]
    form: Form | None = None
    refused: bool = False
    primary: bool = False

    @property
    def verb(self) -> str:
        """The verb of the command."""
        if self.ops:
            return self.ops[0]["op"]
        words = (self.form.command if self.form else self.command).split()
        return words[0].casefold() if words else ""

    @property
    def is_note(self) -> bool:
        """Whether it only saves a note."""
        return all(op["op"] == "log" for op in self.ops) if self.ops else self.verb == "note"


class Office:
    """The company in two files of a folder: one in which people type, and one in which their presses are tried."""

    def __init__(self, origin: Path, folder: Path) -> None:
        self.state = state_of(origin)
        self.names = frozenset(self.state.names.values())
        self._origin = origin
        self._typing, self._pressing = Copy(folder / "typing.db"), Copy(folder / "pressing.db")

    def typing(self) -> "Copy":
        """The company as it was founded."""
        return self._typing.reset(self._origin)

    def pressing(self) -> "Copy":
        """The company as it is where people type, some minutes later."""
        return self._pressing.reset(self._typing.file, PRESSED_AFTER)

    def close(self) -> None:
        """Close both."""
        self._typing.close()
        self._pressing.close()


class Copy:
    """A database that is set back again and again. It stays open: to prepare every statement again takes far longer."""

    def __init__(self, file: Path) -> None:
        self.file, self._seconds, self._later = file, count(), timedelta()
        self._store = Store.at(f"sqlite:///{file}")
        texts = playbook_files.texts(None)
        self._assistant = Assistant(
            self._store, lambda: company.NOW + self._later + timedelta(seconds=next(self._seconds)), texts
        )  # fmt: skip  # one call

    def reset(self, origin: Path, start: int = 0) -> "Copy":
        """Make it equal to another database; each look at its clock is a second later."""
        self._seconds = count(start)
        self._later = timedelta()
        source, mine = sqlite3.connect(origin), sqlite3.connect(self.file)
        source.backup(mine)
        source.close()
        mine.close()
        return self

    def later(self, hours: int) -> None:
        """Let hours pass."""
        self._later += timedelta(hours=hours)

    def answer(self, inbound: Inbound) -> Card:
        """What is answered."""
        return self._assistant.answer(inbound).card

    def state(self) -> State:
        """All that is saved now."""
        return state_of(self.file)

    def close(self) -> None:
        """Close the database."""
        self._store.close()


def offers(line: Line, card: Card, office: Office, now: State) -> list[Offer]:
    """Press every button of a card that can write, and send every form, each as if it were the only one."""
    found: list[Offer] = []
    for part in card.body:
        if isinstance(part, Form):
            found.append(_sent(line, part, office, now, part.title))
        elif isinstance(part, Buttons):
            tried = [button for button in part.every if can_write(button.command)]
            found += [_pressed(line, button, office, now) for button in tried[:MOST_PRESSED]]
    return [one for one in found if one.ops or one.form or one.refused]


def can_write(command: str) -> bool:
    """Whether a command can write something."""
    words = command.split()
    verb = words[0].casefold() if words else "list"
    return verb not in READING and not (verb in BARE and len(words) == 1)


def _pressed(line: Line, button: Button, office: Office, now: State) -> Offer:
    card, ops = _tried(pressed(line, button.command, "press"), office, now)
    form = next((part for part in card.body if isinstance(part, Form)), None)
    # A refused advance shows the form of what is missing: that is another question.
    own = form is not None and (button.command.startswith("draft") or _verb(form.command) == _verb(button.command))
    if form is not None and own and not ops:
        return _sent(line, form, office, now, button.label, primary=button.style == "primary")
    refused = card.tone == "stop" and not ops
    return Offer(button.command, button.label, ops, None, refused, button.style == "primary")


def _verb(command: str) -> str:
    return command.split(maxsplit=1)[0].casefold() if command.split() else ""


def _sent(line: Line, form: Form, office: Office, now: State, label: str, *, primary: bool = False) -> Offer:
    values = {field.key: field.value for field in form.fields}
    _, ops = _tried(pressed(line, form.command, "press", values, form.subject), office, now)
    return Offer(form.command, label, ops, None if ops else form, primary=primary)


def _tried(sent: Inbound, office: Office, now: State) -> tuple[Card, list[Op]]:
    tried = office.pressing()
    card = tried.answer(sent)
    return card, written(now, tried.state())
