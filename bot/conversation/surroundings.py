"""The surroundings of a message, as the store has them: deals by name, colleagues, what was spoken about before."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from bot.company import people
from bot.conversation import kept
from bot.language.understanding.around import Around
from bot.language.understanding.deal_names import DealNames, NamedDeal
from bot.language.understanding.people_names import contact_names
from bot.request import Request
from bot.store import channels, deals, spoken_deals
from bot.store.conversations import LASTS, SAID, Remembered
from bot.store.deals import Brief
from bot.store.shown import deals_since
from process.colleague import Colleague
from process.deal import Deal

A_DAY = timedelta(days=1)
MOST_IN_PLAY = 4
"""So many deals are asked about where a sentence can be about each of them."""
MOST_CLOSED, MOST_MINE = 200, 100
"""How many closed deals are known by name, and on how many of their own deals a speaker's contacts are known."""


@lru_cache(maxsize=32)
def _index(names: str, closed: tuple[Brief, ...]) -> DealNames:
    """The index of a company's names as they are; made again only when one of them changes."""
    still_open = [NamedDeal(one, name, owner) for one, owner, name in spoken_deals.of_name_text(names)]
    return DealNames([*still_open, *(NamedDeal(one.id, one.name, one.owner, one.state) for one in closed)])


class Surroundings:
    """Makes an `Around` of a request, and remembers the deals that it looked up meanwhile."""

    def __init__(self, request: Request, remembered: Remembered | None) -> None:
        self.request, self.remembered = request, remembered
        self.deals: dict[str, Deal] = {}

    def around(self, now: datetime) -> Around:
        """What understanding takes; `now` is the speaker's own moment."""
        request = self.request
        mine = spoken_deals.working_on(request.tx, request.tenant.id, request.me.id, MOST_MINE)
        self.deals.update({deal.id: deal for deal in mine})
        in_play = self._in_play() or reminded_of(mine, request.me.id, now)
        held = self.remembered.proposed if self.remembered else ()
        return Around(
            me=request.me,
            now=now,
            notation=request.notation,
            playbook=request.context.playbook,
            names=self._names(),
            colleagues=request.context.company.people,
            find=self.find,
            mentioned=self._mentioned,
            mine=mine,
            contacts=contact_names(mine, request.context.playbook),
            here=channels.deal_of(request.tx, request.tenant.id, request.inbound.place) or "",
            last=in_play[0] if in_play else "",
            also=in_play[1:],
            proposed=kept.only(self.remembered.waiting if self.remembered else ()),
            done=kept.only([one for one in held if one.get("command")]),
            offered=tuple(kept.operation(one) for one in held if not one.get("command") and one["verb"] != SAID),
        )

    def _in_play(self) -> tuple[str, ...]:
        """The deals that a sentence without a name can be about: the one spoken of last, and those of messages since.

        None where a message listed many, for example a nudge.
        """
        request, spoken = self.request, self.remembered
        found = dict.fromkeys([spoken.deal] if spoken and spoken.deal else [])
        if request.inbound.place.kind == "direct":
            since = spoken.at if spoken else request.context.now - LASTS
            found.update(dict.fromkeys(deals_since(request.tx, request.tenant.id, request.inbound.place, since)))
        return tuple(found) if len(found) <= MOST_IN_PLAY else ()

    def _names(self) -> DealNames:
        tx, tenant = self.request.tx, self.request.tenant.id
        return _index(spoken_deals.name_text(tx, tenant), tuple(deals.closed_names(tx, tenant, MOST_CLOSED)))

    def find(self, deal_id: str) -> Deal | None:
        """A deal by its id, looked up once."""
        if deal_id not in self.deals:
            found = deals.find(self.request.tx, self.request.tenant.id, deal_id)
            if found is None:
                return None
            self.deals[deal_id] = found
        return self.deals[deal_id]

    def _mentioned(self, mention: str) -> Colleague | None:
        """Someone who is here already: to read a message lets no one in."""
        request = self.request
        known = people.known_by(request.tx, request.tenant, request.inbound, mention)
        return request.context.company.find(known)


def reminded_of(mine: Sequence[Deal], me: str, now: datetime) -> tuple[str, ...]:
    """The one deal whose planned step came due within the last day: its reminder was the last thing said."""
    due = [
        deal.id
        for deal in mine
        if (step := deal.next_step) and step.who == me and step.past(now, now.date()) and now.date() - step.day <= A_DAY
    ]
    return tuple(due) if len(due) == 1 else ()
