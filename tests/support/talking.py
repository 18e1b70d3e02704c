"""Plain words as a chat brings them, and what the ledger holds afterwards."""

from collections import Counter
from collections.abc import Callable

from adapters.card import Card
from adapters.chat import Inbound
from adapters.sandbox import demo_people
from bot.jobs.deliver import deliver
from bot.sandbox.sandbox import Sandbox
from bot.store.export import export
from tests.support.recording_chat import RecordingChat

Talk = Callable[..., Card]


def spoken(who: str, text: str, key: str, place: str = "") -> Inbound:
    """A message without `/deal`, in a direct conversation or in a channel."""
    everyone = {person.id: demo_people.speaker(person.id) for person in demo_people.PEOPLE}
    where = demo_people.place(place or who)
    return Inbound(key, demo_people.speaker(who), where, text, mentioned=everyone, talk=True)


def kinds(sandbox: Sandbox) -> Counter[object]:
    """How many facts of each kind the ledger holds."""
    with sandbox.store.reading() as tx:
        return Counter(entry["kind"] for entry in export(tx, None)["ledger"])


def messages(sandbox: Sandbox, recorder: RecordingChat, to: str) -> list[Card]:
    """The cards that were sent to a place since the test began."""
    while deliver(sandbox.store, {demo_people.PLATFORM: recorder}, "sent now", sandbox.wall()):
        pass
    return [post.card for post, _ in recorder.posts if post.place.id == to]
