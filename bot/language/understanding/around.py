"""What understanding a sentence takes: who speaks where and when, the deals by name, the colleagues, the playbook."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.language.understanding.deal_names import DealNames
from bot.language.understanding.proposal import Operation
from bot.language.values.notation import Notation
from process.colleague import Colleague
from process.deal import Deal
from process.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Around:
    """The surroundings of a sentence.

    `here` is the id of the deal of this channel, `last` of the one this person spoke about here before, `also` of
    others that messages here were about since. `mine` are the open deals they work on. `find` gives a deal by its id,
    `mentioned` a colleague by a mention, for example `<@U1>`. `now` is the speaker's own moment.
    """

    me: Colleague
    now: datetime
    notation: Notation
    playbook: Playbook
    names: DealNames
    colleagues: Mapping[str, Colleague]
    find: Callable[[str], Deal | None]
    mentioned: Callable[[str], Colleague | None]
    mine: Sequence[Deal] = ()
    contacts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The contacts of `mine` by name, with the ids of their deals."""

    here: str = ""
    last: str = ""
    also: tuple[str, ...] = ()
    proposed: Operation | None = None
    """What the last answer proposed, where it was one thing."""

    done: Operation | None = None
    """What was carried out last, where it was one thing: it can be corrected, and not be agreed to."""

    offered: tuple[Operation, ...] = ()
    """All that the last answer offered or listed, in its order."""
