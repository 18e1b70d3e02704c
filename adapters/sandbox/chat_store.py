"""The chat store: channels, messages and how far each person has read, in one SQLite file."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from adapters.chat import Inbound, Place
from adapters.sandbox import rows
from adapters.sandbox.demo_people import PEOPLE
from adapters.sandbox.render import Drawn

FIRST = "#deals"
TRIES = 50
SHOWN = 200  # how many of a place's newest messages the page shows

Manner = Literal["said", "pressed", "sent"]

_CHANNEL = re.compile(r"[^\W_]([\w-]{0,38}[^\W_])?")


class Nameless(Exception):
    """A channel's name can have up to 40 letters and digits, with hyphens between them."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """The state of the chat store: `change` counts every write, `epoch` every reset."""

    epoch: int
    change: int


@dataclass(frozen=True, slots=True)
class View:
    """The chat as one person sees it.

    `unread` counts by place for that person. `waiting` counts, for each demo person, unread messages from the bot.
    """

    pulse: Pulse
    channels: tuple[str, ...]
    messages: tuple[Drawn, ...]
    unread: dict[str, int]
    waiting: dict[str, int]


class ChatStore:
    """All messages, in the file at `path`. Any number of threads and processes can share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._connection()) as db:
            _log_ahead(db)
            db.executescript(rows.TABLES)

    def pulse(self) -> Pulse:
        """The current state: how many writes and resets there were."""
        with closing(self._connection()) as db:
            return _pulse(db)

    def view(self, who: str, since: int = 0) -> View:
        """The chat as `who` sees it, with the messages that changed after `since`."""
        seen = {"who": who, "since": since, "shown": SHOWN}
        with closing(self._connection()) as db:
            db.execute("BEGIN")
            return View(
                pulse=_pulse(db),
                channels=tuple(row["id"] for row in db.execute("SELECT id FROM channels ORDER BY rowid")),
                messages=tuple(_message(row) for row in db.execute(rows.NEWEST, seen)),
                unread=dict(map(tuple, db.execute(rows.UNREAD, seen))),
                waiting={person.id: 0 for person in PEOPLE} | dict(map(tuple, db.execute(rows.WAITING))),
            )

    def knows(self, place: Place) -> bool:
        """Whether a place exists: an open channel, or a direct conversation with one of the demo people."""
        if place.kind == "direct":
            return any(person.id == place.id for person in PEOPLE)
        with closing(self._connection()) as db:
            return db.execute("SELECT 1 FROM channels WHERE id = ?", (place.id,)).fetchone() is not None

    def record(self, inbound: Inbound, at: datetime, words: str, manner: Manner = "said") -> int:
        """Save a person's message, shown as `words`; the same key again gives the same message."""
        row = {"key": inbound.key, "place": inbound.place.id, "who": inbound.speaker.user, "manner": manner}
        with self._changing() as (db, change):
            db.execute(rows.HEAR, {**row, "change": change, "at": at.isoformat(), "words": words})
            return _id(db, inbound.key)

    def answer(self, question: int, card: Drawn, at: datetime, everyone: bool) -> int:
        """Save the answer to the message `question`, once. If everyone sees the answer, they see the question too."""
        row = {"heard": question, "card": json.dumps(card), "at": at.isoformat(), "everyone": everyone}
        with self._changing() as (db, change):
            db.execute(rows.ANSWER, {**row, "change": change})
            if everyone:
                db.execute("UPDATE messages SET seen_by = '', change = ? WHERE id = ?", (change, question))
            return _id(db, f"answer to {question}")

    def post(self, key: str, place: str, card: Drawn, at: datetime) -> int:
        """Save a message that the bot sends by itself; the same key again gives the same message."""
        row = {"key": key, "place": place, "card": json.dumps(card), "at": at.isoformat()}
        with self._changing() as (db, change):
            db.execute(rows.POST, {**row, "change": change})
            return _id(db, f"post {key}")

    def edit(self, message: int, card: Drawn) -> bool:
        """Replace the card of a message; False if there is no such message."""
        with self._changing() as (db, change):
            return db.execute(rows.EDIT, (json.dumps(card), change, message)).rowcount == 1

    def private(self, message: int, who: str) -> bool:
        """Whether the card in that message was shown to `who` alone."""
        with closing(self._connection()) as db:
            return db.execute(rows.MINE, (message, who)).fetchone() is not None

    def settle(self, message: int, words: str) -> None:
        """Replace the form in a message with `words`."""
        with self._changing() as (db, change):
            db.execute("UPDATE messages SET settled = ?, change = ? WHERE id = ?", (words, change, message))

    def open(self, name: str) -> str:
        """Open a channel and return its id (`#acme`); an open one stays as it is. Raises Nameless."""
        bare = "-".join(name.strip().lstrip("#").lower().split())
        if not _CHANNEL.fullmatch(bare):
            raise Nameless(f"{Nameless.__doc__}")
        with self._changing() as (db, _):
            db.execute("INSERT OR IGNORE INTO channels VALUES (?)", (f"#{bare}",))
        return f"#{bare}"

    def read(self, who: str, place: str, upto: int) -> None:
        """Save that `who` has read a place up to that message."""
        with self._changing() as (db, _):
            db.execute(rows.READ, {"who": who, "place": place, "upto": upto})

    def mark_changed(self) -> None:
        """Count a change outside the chat (the clock moved), so every page loads again."""
        with self._changing():
            pass

    def clear(self) -> None:
        """Delete all messages and channels."""
        with closing(self._connection()) as db:
            db.executescript(rows.CLEAR)

    @contextmanager
    def _changing(self) -> Iterator[tuple[sqlite3.Connection, int]]:
        """One transaction that counts as one change."""
        with closing(self._connection()) as db:
            db.execute("BEGIN IMMEDIATE")
            db.execute("UPDATE pulse SET change = change + 1")
            yield db, _pulse(db).change
            db.execute("COMMIT")

    def _connection(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        db.row_factory = sqlite3.Row
        return db


def _log_ahead(db: sqlite3.Connection) -> None:
    """Turn on the write-ahead log. If two processes do this at once on a new file, one gets "locked" without a wait."""
    for _ in range(TRIES):
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            db.execute("BEGIN EXCLUSIVE")  # this waits
            db.execute("ROLLBACK")
        else:
            return
    db.execute("PRAGMA journal_mode = WAL")


def _pulse(db: sqlite3.Connection) -> Pulse:
    return Pulse(*db.execute("SELECT epoch, change FROM pulse").fetchone())


def _id(db: sqlite3.Connection, key: str) -> int:
    found = db.execute(rows.FIND, (key,)).fetchone()
    return int(found["id"]) if found else 0


def _message(row: sqlite3.Row) -> Drawn:
    return {
        "id": row["id"],
        "key": row["key"].rpartition(":")[2],
        "place": row["place"],
        "author": row["author"],
        "manner": row["manner"],
        "at": row["at"],
        "alone": bool(row["seen_by"]),
        "text": row["text"],
        "card": row["card"] and json.loads(row["card"]),
        "answers": row["answers"],
        "edited": bool(row["edited"]),
        "settled": row["settled"],
    }
