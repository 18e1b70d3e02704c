"""What Slack asks of the assistant behind it."""

from typing import Protocol

from adapters.chat import Answer, Inbound


class Desk(Protocol):
    """The assistant, as Slack sees it; the call is plain and may come from any thread."""

    def answer(self, inbound: Inbound) -> Answer:
        """Answer one utterance; the same `key` again gives the same answer and changes nothing."""
        ...
