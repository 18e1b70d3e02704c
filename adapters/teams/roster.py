"""The roster: who is behind an account. Asks Teams the first time and remembers the answer for a day."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from adapters.chat import Undeliverable, Unsent
from adapters.teams.driver import Driver
from adapters.teams.members import Member, member
from adapters.teams.receive import accounts, tenant

KEPT = 24 * 3600.0  # seconds
MOST = 50_000  # how many people it remembers
MOST_ASKED = 10  # in one activity: of more mentions only the first ones are looked up


class Roster:
    """All people who wrote or were mentioned. Thread-safe: two threads at once ask twice and get the same."""

    def __init__(self, driver: Driver, stopwatch: Callable[[], float] = time.monotonic) -> None:
        self._driver, self._stopwatch = driver, stopwatch
        self._known: dict[tuple[str, str], tuple[float, Member]] = {}

    def members(self, activity: Mapping[str, Any], elsewhere: bool = False) -> dict[str, Member]:
        """The speaker and the mentioned people of an activity by account id, as far as Teams knows them.

        `elsewhere`: the bot is perhaps not in that conversation, so of its speaker only the signed id may be known.
        """
        found: dict[str, Member] = {}
        for account in accounts(activity)[:MOST_ASKED]:
            known = self._find(activity, account) or (_signed(activity, account) if elsewhere else None)
            if known:
                found[account] = known
        return found

    def _find(self, activity: Mapping[str, Any], account: str) -> Member | None:
        since, known = self._known.get((tenant(activity), account), (float("-inf"), None))
        if self._stopwatch() - since < KEPT:
            return known
        try:
            return self._ask(activity, account)
        except Unsent:
            return known or _signed(activity, account)

    def _ask(self, activity: Mapping[str, Any], account: str) -> Member | None:
        try:
            answer = self._driver.member(str(activity["serviceUrl"]), str(activity["conversation"]["id"]), account)
        except Undeliverable:
            return None  # not a member of this conversation
        found = member(answer)
        if found:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[tenant(activity), account] = (self._stopwatch(), found)
        return found


def _signed(activity: Mapping[str, Any], account: str) -> Member | None:
    """The speaker by the activity itself; None for other accounts, about which it has nothing."""
    speaks = activity["from"]
    user = speaks.get("aadObjectId")
    if account != speaks.get("id") or not isinstance(user, str):
        return None
    return Member(user, str(speaks.get("name") or "Someone")[:200], vouched=False)
