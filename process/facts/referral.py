"""Facts of referrals: the customer who gave one is named."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from process.deal import Deal
from process.fields import with_fields


@dataclass(frozen=True, slots=True)
class Referred:
    """A customer of ours gave this deal: `deal` is theirs, `account` their name, `cycle` the turn that follows it."""

    deal: str
    account: str
    cycle: int
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        return with_fields(deal, parent=self.deal, kind="referral", cycle=self.cycle, touched=at, passed=None)
