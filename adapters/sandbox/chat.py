"""The sandbox as a chat that can be sent to: a message is a row in the chat store."""

import sqlite3
from collections.abc import Callable
from datetime import datetime

from adapters.chat import Pace, Post, Undeliverable, Unsent
from adapters.sandbox.chat_store import ChatStore
from adapters.sandbox.demo_people import PLATFORM
from adapters.sandbox.render import drawn


class SandboxChat:
    """Writes the bot's own messages into the chat store, with the sandbox's time."""

    platform = PLATFORM
    paces: tuple[Pace, ...] = ()

    def __init__(self, chat_store: ChatStore, now: Callable[[], datetime]) -> None:
        self._chat_store = chat_store
        self._now = now

    def send(self, post: Post) -> str:
        """Save or edit one message and return its number.

        Raises Unsent while the file is locked, and Undeliverable for a place that doesn't exist: a reset closes the
        channels that people opened.
        """
        try:
            return str(self._kept(post))
        except sqlite3.OperationalError as busy:
            raise Unsent("The room's file is busy.") from busy

    def _kept(self, post: Post) -> int:
        if not self._chat_store.knows(post.place):
            raise Undeliverable(f"{post.place.id} doesn't exist in the sandbox.", "the channel doesn't exist")
        card = drawn(post.card)
        if post.replaces.isdecimal() and self._chat_store.edit(int(post.replaces), card):
            return int(post.replaces)
        return self._chat_store.post(post.key, post.place.id, card, self._now())
