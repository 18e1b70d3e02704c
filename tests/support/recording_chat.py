"""Recording chat: a chat that remembers what it was sent, and when by the sandbox's clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from adapters.card import Button, Buttons, Card
from adapters.chat import Inbound, Pace, Post
from adapters.sandbox import demo_people
from adapters.sandbox.terminal_card import plain as wrapped

NUMBERS = count()


@dataclass
class RecordingChat:
    """Everything that was sent, with the moment; a message's id is its place in `posts`."""

    now: Callable[[], datetime]
    platform: str = demo_people.PLATFORM
    posts: list[tuple[Post, datetime]] = field(default_factory=list)
    paces: tuple[Pace, ...] = ()

    def send(self, post: Post) -> str:
        self.posts.append((post, self.now()))
        return post.replaces or str(len(self.posts))

    def id_of(self, post: Post) -> str:
        """By which a message is edited."""
        return next(str(number) for number, (one, _) in enumerate(self.posts, 1) if one is post)

    def stands(self, post: Post) -> Card:
        """The card that a message shows now."""
        return [one.card for one, _ in self.posts if one is post or one.replaces == self.id_of(post)][-1]


def plain(card: Card) -> str:
    """A card's words on one line."""
    return " ".join(wrapped(card).split())


def buttons(card: Card) -> list[Button]:
    """Every button of a card."""
    return [one for part in card.body if isinstance(part, Buttons) for one in part.every]


def nudges(recorder: RecordingChat, who: str, about: str = "") -> list[Post]:
    """A person's nudges, or those that name a deal, as they were first sent."""
    mine = [post for post, _ in recorder.posts if post.place.id == who and not post.replaces]
    return [post for post in mine if is_nudge(post.card) and about in plain(post.card)]


def is_nudge(card: Card) -> bool:
    """Whether a card is a nudge: no other one asks whether it was useful."""
    return any(one.command.startswith("useless ") for one in buttons(card))


def heard(who: str, text: str, place: str = "") -> Inbound:
    """A line from one of the demo people, in a channel or directly."""
    everyone = {person.id: demo_people.speaker(person.id) for person in demo_people.PEOPLE}
    return Inbound(
        f"heard-{next(NUMBERS)}", demo_people.speaker(who), demo_people.place(place or who), text, mentioned=everyone
    )
