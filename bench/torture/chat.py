"""What the torture asks of a chat: how the bot is connected to it, what its people send, what it holds in the end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

AGAIN = "say it again"
"""What is said where nothing was done."""


@dataclass(frozen=True, slots=True)
class Line:
    """A command as somebody types it, who is named as `<@mia>`; `mark` is in the ledger once it was applied."""

    who: str
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A line and what it was answered at last."""

    line: Line
    words: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """A request to the bot. `headers` are made anew each time it is sent: the signature has the time in it."""

    path: str
    body: bytes
    headers: Callable[[], Mapping[str, str]]


class Chat(Protocol):
    """A chat that fails now and then."""

    name: str
    reads_back: bool
    """Whether the bot can look if a message is there already; else the one in flight at a kill may come twice."""

    @property
    def faults(self) -> int:
        """How many answers went wrong."""
        ...

    def start(self) -> None:
        """Listen on the loopback, in a thread that ends with the process."""
        ...

    def settings(self) -> Mapping[str, str]:
        """The bot's settings that connect it to this chat."""
        ...

    def utter(self, line: Line, key: str) -> Utterance:
        """What the platform sends for a line; two with one `key` are the same utterance."""
        ...

    def answered(self, status: int, text: str) -> bool:
        """Whether this answer says that the line was taken on; whoever is asked to say it again does."""
        ...

    def recover(self) -> None:
        """Answer well from now on."""
        ...

    def delivered(self) -> Sequence[str]:
        """The bot's own id of every message that arrived, as often as it did."""
        ...
