"""Limits: how long a deal can go before a clock rule finds a stall, and which rules are off."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Rule = Literal["idle", "long", "contact", "close date", "date", "approval", "specialist", "renewal", "skips"]
RULES: tuple[Rule, ...] = get_args(Rule)
Days = Annotated[int, Field(ge=1, le=400)]


class Limits(BaseModel):
    """What the clock goes by, in working days. A stage's own limits stand with the stage.

    A stall is quiet from its limit on and stalled `stalled_days` later. It is sent again after `repeat_days`, and
    to the manager when `escalate_days` went by without an answer; to the next manager after as many again. A waiting
    approval goes up every day, for it lives a few days only.
    `later` loosens a rule by so many days more. A colleague who tries to skip `skip_attempts` times within
    `skip_days` makes it a habit, and their manager gets a notice.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    off: tuple[Rule, ...] = ()
    later: Mapping[Rule, Days] = Field(default_factory=dict)
    stalled_days: Days = 5
    repeat_days: Days = 5
    escalate_days: Days = 3
    approval_days: Days = 1
    specialist_days: Days = 5
    team_days: Mapping[str, Days] = Field(default_factory=dict)
    skip_attempts: Annotated[int, Field(ge=2, le=100)] = 3
    skip_days: Days = 20

    def of_team(self, team: str) -> int:
        """How long a team may take to answer."""
        return self.team_days.get(team, self.specialist_days)

    def watches(self, rule: Rule) -> bool:
        """Whether a rule is on."""
        return rule not in self.off
