"""List items: what is on a deal's lists - objections, triggers, buyer steps, obligations, payments."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

ListName = Literal["objection", "trigger", "buyer step", "obligation", "payment"]
LISTS: tuple[ListName, ...] = get_args(ListName)


@dataclass(frozen=True, slots=True)
class ListItem:
    """One thing on a list, numbered from 1 within its deal and list.

    `contact` is who at the customer's raised it, `owner` the colleague who looks after it. `key` ties a buyer's
    step to the playbook's. It is open until `closed_at`; `how` says how it was removed, happened or was kept, on
    the day `on`; it was `dropped` where that won't happen any more.
    """

    list: ListName
    number: int
    text: str
    opened_by: str
    opened_at: datetime
    key: str = ""
    contact: str = ""
    owner: str = ""
    due: date | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    how: str = ""
    said_by: str = ""
    where: str = ""
    on: date | None = None
    dropped: bool = False

    @property
    def open(self) -> bool:
        return self.closed_at is None

    @property
    def happened(self) -> bool:
        """Whether it came off as it should, and wasn't dropped."""
        return self.closed_at is not None and not self.dropped
