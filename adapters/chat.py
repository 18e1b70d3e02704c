"""The neutral vocabulary of every chat: who writes what where, and how the bot sends messages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

from adapters.card import Card

Standing = Literal["member", "guest", "bot", "stranger", "deactivated", "unvouched"]
"""What the platform vouches for; `unvouched` is a user about whom it could not be asked in time."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who wrote. The platform itself vouches for it; it is never read from parts of a payload that a person can set."""

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
    """Where a message is: a channel, or the direct conversation with one user (`id` is then the user's)."""

    platform: str
    workspace: str
    id: str
    kind: Literal["channel", "direct"] = "channel"
    name: str = ""


Unfetched = Literal["too big", "refused", "no answer", "elsewhere"]


class NotFetched(Exception):
    """A file can't be fetched: it is too big, the platform refuses it or is silent, or its address is elsewhere."""

    def __init__(self, why: Unfetched) -> None:
        super().__init__(why)
        self.why: Unfetched = why


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message. `size` is in bytes, 0 where the platform doesn't say.

    `fetch` gets the bytes, at most so many; it blocks, and raises NotFetched.
    """

    name: str
    size: int
    fetch: Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Inbound:
    """One request of a person: a typed command, a pressed button or a form that was sent back.

    `key` identifies this request, so a repeat of it is recognised. `text` is the command without the
    bot's name ("advance acme"). A colleague in it is `<@user>`, and `mentioned` has the speaker
    behind each of those. A form brings its `values` and its opaque `subject`. `unasked`: no person sent it,
    a card or a page refreshes itself because a person looks at it.

    `once` asks to save the answer even if the command only reads: the platform can deliver a message more
    than once, and each answer would be another message. `edits` is the key of the message of which this is an edited
    version. `files`: files came with it, of which `attachments` can be fetched. `talk`: a plain message, not a command
    after `/deal`. `through`: the agent that asked in the speaker's name. `said`: when the words of a button were typed.
    `pressed` stands for the button of the message that was pressed, the same at each press.
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
    talk: bool = False
    attachments: tuple[Attachment, ...] = ()
    through: str = ""
    said: datetime | None = None
    pressed: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The direct answer to an `Inbound`: shown to the person who asked, or to everyone in the place.

    `undone`: nothing was done and nothing is remembered, so the same request can be sent again.
    `editable`: nothing was saved for it, so an edited version of the message gets an answer of its own.
    `repeated`: it is the saved answer to an earlier delivery of the same request.
    `saved`: the card to save in place of this one, which holds a secret and is shown once.
    `posted`: the person asked to show it to everyone, so it is a message of its own.
    `ends`: what the pressed card asked is decided. The answer takes the card's place where only its reader sees it.
    `pressed`: it answers a press of this button, as `Inbound.pressed` has it.
    """

    card: Card
    seen_by: Literal["asker", "place"] = "asker"
    undone: bool = False
    editable: bool = False
    repeated: bool = False
    saved: Card | None = None
    posted: bool = False
    ends: bool = False
    pressed: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A message that the bot sends by itself. `replaces` is the platform's id of an earlier one to edit.

    `again`: it was tried before and the result is unknown, so the message can be there already. A chat that can
    look for it, looks first.
    """

    key: str
    place: Place
    card: Card
    replaces: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a platform lets us send: at most `messages` to one place within any `seconds`."""

    messages: int
    seconds: float


class Unsent(Exception):
    """The message didn't go out, but can later. `wait` is the platform's Retry-After in seconds, or None.

    `doubtful`: it can have gone out all the same, because the answer was lost or made no sense.

    `everywhere`: it concerns the whole workspace, so no other message would go out there either. If an admin has
    to mend it, `explanation` is what is wrong, as the rest of a sentence ("the token was revoked").
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

    `explanation` is why, as the rest of a sentence ("the channel is archived"). `gone` says that the account itself was
    deactivated. `asked`: the chat said so; without it, we know of no way there.
    """

    def __init__(
        self, why: str, explanation: str = "the chat refuses the message", *, gone: bool = False, asked: bool = True
    ) -> None:
        super().__init__(why)
        self.explanation, self.gone, self.asked = explanation, gone, asked


class Chat(Protocol):
    """One platform that can be sent to. All `paces` apply at once; without one there is no limit."""

    platform: str
    paces: tuple[Pace, ...]

    def send(self, post: Post) -> str:
        """Send or edit one message and return the platform's id for it; raises Unsent or Undeliverable."""
        ...


@runtime_checkable
class HomePages(Protocol):
    """A chat in which each person has a home page that the bot draws, or a message that is one."""

    def publish_home(self, place: Place, message: str, card: Card) -> None:
        """Draw the home page of a user, on its own page or in this message; raises Unsent or Undeliverable."""
        ...


class Homes(Protocol):
    """Remembers who looks at their home page. The call blocks."""

    def opened(self, place: Place, message: str = "") -> None:
        """This person looks at it now; `message` has it where the chat has no page for it."""
        ...


class Leavers(Protocol):
    """Hears from a chat that someone has left it. The calls block."""

    def deactivated(self, who: Place) -> None:
        """The chat deactivated this person's account; saying so again changes nothing."""
        ...

    def left_team(self, who: Sequence[Place], team: str) -> None:
        """These people are no longer in the team of that name."""
        ...


class Assistant(Protocol):
    """The assistant, as a chat platform calls it. The call blocks and can come from any thread."""

    def answer(self, inbound: Inbound) -> Answer:
        """Answer one request; the same `key` again gives the same answer and changes nothing."""
        ...
