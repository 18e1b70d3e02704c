"""The neutral vocabulary of every chat: who speaks and where, what they say, and how a chat is sent to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from adapters.card import Card

Standing = Literal["member", "guest", "bot", "stranger", "deactivated", "unvouched"]
"""What the platform vouches for; `unvouched` is somebody of whom it could not be asked in time."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke, as the platform itself vouches for it; never read from a payload's free parts."""

    platform: str
    workspace: str
    user: str
    name: str
    standing: Standing = "member"
    email: str = ""
    zone: str = ""
    admin: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said: a channel, or the direct conversation with one user (`id` is then the user's)."""

    platform: str
    workspace: str
    id: str
    kind: Literal["channel", "direct"] = "channel"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing somebody said: a typed command, a pressed button or a form sent back.

    `key` names this very utterance, so that a repeat of it is recognised. `text` is the command without the
    bot's own name ("advance acme"); a colleague is named in it as `<@user>`, and `mentioned` is who
    stands behind each of those. A form brings its `values` and its opaque `subject`. `unasked` says that nobody said
    it: a card or a page looks at itself anew because somebody sees it.

    `once` asks to remember the answer even where it only looks something up: the platform may deliver a message more
    than once, and each answer would be another message. `edits` is the key of the message that this one is an edited
    version of. `files` says that files came with it.
    """

    key: str
    speaker: Speaker
    place: Place
    text: str
    values: Mapping[str, str] | None = None
    subject: str = ""
    mentioned: Mapping[str, Speaker] = field(default_factory=dict)
    link: str = ""
    unasked: bool = False
    once: bool = False
    edits: str = ""
    files: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The direct answer to an `Inbound`: shown to the one who asked, or to everyone in the place.

    `undone` says that nothing came of it and nothing is remembered, so that the very same may be said or pressed again.
    `editable` says that nothing was saved for it, so that an edited version of the message is answered anew.
    `repeated` says that it was given before, to an earlier delivery of the same.
    """

    card: Card
    seen_by: Literal["asker", "place"] = "asker"
    undone: bool = False
    editable: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A message the bot sends by itself. `replaces` is the platform's id of an earlier one to edit in place.

    `again` says that it was tried before and nobody knows how that ended, so that it may be there already: whoever can
    look, looks first.
    """

    key: str
    place: Place
    card: Card
    replaces: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a platform lets us speak: at most so many messages to one place within any so many seconds."""

    messages: int
    seconds: float


class Unsent(Exception):
    """The message did not go out; it may later. `wait` is the platform's own Retry-After in seconds, or None.

    `doubtful` says that it may have gone out all the same: the answer was lost, or made no sense.

    `everywhere` says that it is about the whole workspace: nothing else would go out there either. Where an admin has
    to mend it, `explanation` tells them what is wrong, as the rest of a sentence ("the token was revoked").
    """

    def __init__(
        self,
        why: str,
        wait: float | None = None,
        *,
        doubtful: bool = True,
        everywhere: bool = False,
        explanation: str = "",
    ) -> None:
        super().__init__(why)
        self.wait, self.doubtful, self.everywhere, self.explanation = wait, doubtful, everywhere, explanation


class Undeliverable(Exception):
    """The message will never go out to that place: it is archived, closed to us, or gone.

    `explanation` tells a person so, as the rest of a sentence ("the channel is archived").
    """

    def __init__(self, why: str, explanation: str = "the chat refuses the message") -> None:
        super().__init__(why)
        self.explanation = explanation


class Chat(Protocol):
    """One platform, as the assistant sees it when it sends. `paces` all hold at once; none is no limit."""

    platform: str
    paces: tuple[Pace, ...]

    def send(self, post: Post) -> str:
        """Send or edit one message and return the platform's id of it; raises Unsent or Undeliverable."""
        ...


class Assistant(Protocol):
    """The assistant, as a chat platform sees it; the call is plain and may come from any thread."""

    def answer(self, inbound: Inbound) -> Answer:
        """Answer one utterance; the same `key` again gives the same answer and changes nothing."""
        ...
