"""The interface of a chat for the torture: how the bot connects, what people send, what has arrived in the end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

NOTHING_SAVED = "nothing was saved"
"""What every answer says after which a person has to try again; see `bot/views/unanswered.py`."""


def is_to_try_again(words: str) -> bool:
    """Whether an answer says that nothing was saved."""
    return NOTHING_SAVED in words.casefold()


@dataclass(frozen=True, slots=True)
class Line:
    """A command as a person types it, and who that is (`<@mia>`); `mark` is in the ledger once it was applied."""

    who: str
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A line and its final answer."""

    line: Line
    words: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """A request to the bot. `headers` makes new ones for each sending: the signature has the time in it."""

    path: str
    body: bytes
    headers: Callable[[], Mapping[str, str]]


class Chat(Protocol):
    """A chat that fails now and then."""

    name: str
    reads_back: bool
    """Whether the bot can look for a message; else the one on its way at a kill can come twice."""

    @property
    def faults(self) -> int:
        """The number of answers that went wrong."""
        ...

    def start(self) -> None:
        """Listen on the loopback, in a thread that ends with the process."""
        ...

    def settings(self) -> Mapping[str, str]:
        """The bot's settings that connect it to this chat."""
        ...

    def utter(self, line: Line, key: str) -> Utterance:
        """The platform's request for a line; two with one `key` are the same request."""
        ...

    def answered(self, status: int, text: str) -> bool:
        """Whether this answer means that the line was carried out; else the person sends it again."""
        ...

    def recover(self) -> None:
        """Answer well from now on."""
        ...

    def delivered(self) -> Sequence[str]:
        """The bot's own id of every message that arrived, as often as it arrived."""
        ...
