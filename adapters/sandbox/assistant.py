"""The interface of the assistant behind the sandbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from adapters.chat import Answer, Inbound, Place, Speaker


class SandboxAssistant(Protocol):
    """The assistant, as the sandbox calls it. Every call blocks and can come from any thread."""

    def reply(self, inbound: Inbound) -> Answer:
        """Answer one request; the same `key` again gives the same answer and changes nothing."""
        ...

    def follow_up(self) -> None:
        """Do and send what follows from the answers so far; called once they are shown."""
        ...

    def now(self) -> datetime:
        """The sandbox's own time, as an aware datetime in UTC."""
        ...

    def until_morning(self) -> timedelta:
        """How long it is to the next working morning, when the digest and the nudges come."""
        ...

    def forward(self, step: timedelta) -> None:
        """Move the sandbox's time on, with a stop at every moment when something is due."""
        ...

    def complete(self, speaker: Speaker, place: Place, text: str) -> Sequence[tuple[str, str]]:
        """Completions of `text`: pairs of the whole text and what it does."""
        ...

    def reset(self) -> None:
        """Forget every deal and start over."""
        ...
