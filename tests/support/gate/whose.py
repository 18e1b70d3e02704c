"""Whose deal it is, and who is free to decide on it: worked out from its ledger and from what was typed."""

from dataclasses import dataclass
from datetime import datetime

from process.decision_marks import Mark
from tests.support.gate.our_people import OurPeople
from tests.support.ledger_rules import LedgerRules


class Path(LedgerRules):
    """The stages and what each takes; who can decide is judged by the watch."""

    def speaks(self, name: str, word: str) -> bool:
        return True

    def overrules(self, name: str) -> bool:
        return True

    def decides(self, name: str, requester: str, now: datetime) -> bool:
        return True


@dataclass
class Whose:
    """One deal, among our people as they were when a line was typed. It `began` at a moment."""

    path: Path
    ours: OurPeople
    began: datetime

    def now(self) -> set[str]:
        asked = self.path.asked.requester if self.path.asked else ""
        return self.ours.ones({self.path.owner, asked})

    def owned_before(self) -> set[str]:
        path = self.path
        said = {name for name, at in path.owner_said.items() if at > path.last_handoff}
        return self.ours.ones({path.opened_as_own, *said})

    def doubtful(self, name: str, what: str) -> bool:
        """Whether their role comes from someone whose own deal it is, or came after the handoff was asked for."""
        change, asked = self.ours.changes.get((name, what)), self.path.asked
        if change is None:
            return False
        late = asked is not None and change.at > asked.at
        return late or self.ours.one(change.by) in self.now() | self.owned_before()

    def free(self) -> set[str]:
        """Managers who have nothing to do with the deal."""
        mine = self.now() | self.owned_before()
        able = {name for name in self.ours.people if self.ours.manages(name) and self.ours.one(name) not in mine}
        return {name for name in able if not self.doubtful(name, "manager")}

    def deposed(self) -> set[str]:
        """Managers who could have decided, had not an owner taken their role or let them go, or anyone just now."""
        mine, found = self.now() | self.owned_before(), set()
        for name, one in self.ours.people.items():
            what = "manager" if one.active else "left"
            was = "manager" in one.roles or (name, "manager") in self.ours.changes
            change = self.ours.changes.get((name, what))
            gone = was and not (one.active and "manager" in one.roles) and self.ours.one(name) not in mine
            if gone and change and change.at > self.began and self.doubtful(name, what):
                found.add(name)
        return found

    def excuse(self, by: str) -> tuple[Mark, ...]:
        """What a fact without marks of its own would have to say."""
        found: list[Mark] = []
        if self.ours.one(by) in self.owned_before():
            found.append("former owner")
        if self.doubtful(by, "manager") or self.deposed():
            found.append("by owner")
        return tuple(found)
