"""Facts of the lists: items come and go, and specialist teams are called in."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from process.deal import Deal, Engagement
from process.fields import with_fields
from process.list_item import ListItem, ListName


@dataclass(frozen=True, slots=True)
class Listed:
    """An item was put on one of the deal's lists."""

    item: ListItem
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        items, proved, helped = (*deal.items, self.item), deal.proved_by(by, at), deal.helped_by(by, at)
        return with_fields(deal, items=items, touched=at, passed=None, proved=proved, helped=helped)


@dataclass(frozen=True, slots=True)
class Closed:
    """An item came off: an objection was removed, a trigger happened, an obligation was kept.

    `day` is when that was. `dropped`: a trigger won't happen, and `how` says why.
    """

    list: ListName
    number: int
    how: str
    said_by: str = ""
    where: str = ""
    day: date | None = None
    dropped: bool = False
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        spoke = at if self.said_by else deal.contacted
        items = tuple(self._close(item, by, at) for item in deal.items)
        return with_fields(
            deal,
            items=items,
            touched=at,
            contacted=spoke,
            passed=None,
            proved=deal.proved_by(by, at),
            helped=deal.helped_by(by, at),
        )

    def _close(self, item: ListItem, by: str, at: datetime) -> ListItem:
        if (item.list, item.number) != (self.list, self.number):
            return item
        return replace(
            item,
            closed_at=at,
            closed_by=by,
            how=self.how,
            said_by=self.said_by,
            where=self.where,
            on=self.day,
            dropped=self.dropped,
        )


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """An open item has another day, for a reason."""

    list: ListName
    number: int
    due: date
    was: date | None
    reason: str
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        items = tuple(self._moved(item) for item in deal.items)
        return with_fields(deal, items=items, touched=at, passed=None)

    def _moved(self, item: ListItem) -> ListItem:
        mine = (item.list, item.number) == (self.list, self.number)
        return replace(item, due=self.due) if mine else item


@dataclass(frozen=True, slots=True)
class Engaged:
    """A specialist team was called in."""

    team: str
    note: str = ""
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        called = Engagement(self.team, by, at, self.note)
        return with_fields(deal, engaged=(*deal.engaged, called), touched=at, passed=None)
