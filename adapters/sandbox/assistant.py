"""What the sandbox asks of the assistant behind it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from adapters.chat import Answer, Inbound, Place, Speaker


class SandboxAssistant(Protocol):
    """The assistant, as the sandbox sees it. Every call is plain and may come from any thread."""

    def answer(self, inbound: Inbound) -> Answer:
        """Answer one utterance; the same `key` again gives the same answer and changes nothing."""
        ...

    def now(self) -> datetime:
        """The sandbox's own time, in UTC and aware of it."""
        ...

    def forward(self, step: timedelta) -> None:
        """Move the sandbox's time on, through every moment at which something falls due."""
        ...

    def complete(self, speaker: Speaker, place: Place, text: str) -> Sequence[tuple[str, str]]:
        """What could be typed from `text` on: pairs of the whole text and what it does."""
        ...

    def reset(self) -> None:
        """Forget every deal and start over."""
        ...
