"""A watch over the gate: judges every line of a company's ledgers in other words than the engine's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from process.colleague import Colleague
from process.deal import COMPLEXITIES, Deal
from process.facts import Changed, Decided, Entry, Met, PlaybookMoved, Waived
from process.marks import Mark
from process.playbook import Playbook
from tests.support.ledger_rules import LedgerRules


class Path(LedgerRules):
    """The oracle of the stages and what each takes; who can decide is judged by the watch."""

    def speaks(self, name: str, word: str) -> bool:
        return True

    def overrules(self, name: str) -> bool:
        return True

    def decides(self, name: str, requester: str, now: datetime) -> bool:
        return True


@dataclass
class Watch:
    """One deal under watch. `people` are our colleagues as they are now, `same` the person behind each account."""

    deal: Deal
    playbooks: Mapping[str, Playbook]
    people: dict[str, Colleague]
    lighter: frozenset[tuple[str, str]] = frozenset()
    path: Path = field(init=False)

    def __post_init__(self) -> None:
        self.path = Path(self.deal, self.playbooks, self.people)

    def same(self, name: str) -> str:
        """The person behind an account."""
        for _ in self.people:
            found = self.people.get(name)
            if found is None or not found.same_as:
                return name
            name = found.same_as
        return name

    def see(self, entry: Entry, people: dict[str, Colleague], before: dict[str, Colleague]) -> None:
        """Judge a line; `before` are our people as they were when it was typed."""
        self.people = self.path.people = before
        fact, by = entry.fact, entry.by
        match fact:
            case Decided(state="approved" | "done", acceptor=""):
                self._decided(by, fact.marks, entry.at)
            case Waived():
                self._overruled(by, fact.waiver.marks, "waived")
                self._few(by, fact.waiver.exit)
            case Met():
                self._attested(fact, by)
            case Changed(attribute="complexity") if self._lowers(fact):
                self._overruled(by, self._excuse(by), "lowered the complexity")
            case PlaybookMoved() if (fact.was, fact.playbook) in self.lighter:
                self._overruled(by, self._excuse(by), "moved to a lighter playbook")
        self.path.see(fact, by, entry.at)
        self.people = self.path.people = people

    def _lowers(self, fact: Changed) -> bool:
        ranks: tuple[str, ...] = COMPLEXITIES
        return ranks.index(fact.complexity) < ranks.index(self.path.complexity)

    def _excuse(self, by: str) -> tuple[Mark, ...]:
        """What a fact without marks of its own would have to say."""
        found: list[Mark] = []
        if self.same(by) in self._owned_before():
            found.append("former owner")
        if self._doubtful(by, "manager"):
            found.append("by owner")
        return tuple(found)

    # Whose deal it is

    def _now(self) -> set[str]:
        asked = self.path.asked.requester if self.path.asked else ""
        return {self.same(name) for name in (self.path.owner, asked) if name}

    def _owned_before(self) -> set[str]:
        path = self.path
        said = {name for name, at in path.owner_said.items() if at > path.last_handoff}
        return {self.same(name) for name in (path.opened_as_own, *said) if name}

    def _doubtful(self, name: str, what: str) -> bool:
        """Whether their role comes from someone whose own deal it is, or came after the handoff was asked for."""
        grant, asked = self.people[name].grant(what), self.path.asked
        if grant is None:
            return False
        late = asked is not None and grant.at > asked.at
        return late or self.same(grant.by) in self._now() | self._owned_before()

    def _manages(self, name: str) -> bool:
        one = self.people[name]
        return one.active and one.vouched and "manager" in one.roles

    def _free(self) -> set[str]:
        """Managers who have nothing to do with the deal."""
        mine = self._now() | self._owned_before()
        return {
            name
            for name in self.people
            if self._manages(name) and self.same(name) not in mine and not self._doubtful(name, "manager")
        }

    # What was done

    def _decided(self, by: str, marks: tuple[Mark, ...], at: datetime) -> None:
        one = self.people[by]
        assert one.active
        assert one.vouched, f"{by} decided without a work e-mail"
        if "alone" in marks:
            self._was_alone(by)
            return
        assert self.same(by) not in self._now(), f"{by} approved a deal of their own"
        behind = [name for name in self.people if name == by or self.path.deputy(name, at) == by]
        assert any("manager" in self.people[name].roles for name in behind), f"{by} is no manager"
        assert not {self.same(name) for name in behind} & self._now(), f"{by} stands in for the owner"
        waivers = {self.same(who) for who, when in self.path.waivers.values() if when > self.path.last_handoff}
        freer = {name for name in self._free() if self.same(name) not in waivers}
        if self.same(by) in self._owned_before():
            assert "former owner" in marks, f"{by} owned it, and the ledger doesn't say so"
        if self.same(by) in waivers:
            assert "waived here" in marks, f"{by} waived and approved, and the ledger doesn't say so"
        if behind == [by] and self._doubtful(by, "manager"):
            assert {"by owner", "named late"} & set(marks), f"{by} was named by the owner, unsaid"
        assert not marks or not freer, f"{by} decided ({marks}) though {freer} could"

    def _overruled(self, by: str, marks: tuple[Mark, ...], what: str) -> None:
        assert self._manages(by), f"{by} {what} and is no manager"
        assert self.same(by) not in self._now(), f"{by} {what} on a deal of their own"
        if self.same(by) in self._owned_before():
            assert "former owner" in marks, f"{by} {what} as a former owner, unsaid"
        if self._doubtful(by, "manager"):
            assert {"by owner", "named late"} & set(marks), f"{by} {what}, named by the owner, unsaid"
        assert not marks or not self._free(), f"{by} {what} ({marks}) though {self._free()} could"

    def _few(self, by: str, key: str) -> None:
        most = self.path.playbook.waivers_each
        mine = [it for it, (who, _) in self.path.waivers.items() if self.same(who) == self.same(by) and it != key]
        assert not most or len(mine) < most, f"{by} waived {len(mine) + 1} exits"

    def _attested(self, fact: Met, by: str) -> None:
        for one in fact.evidence:
            word = self.path.playbook.exits[one.exit].attest
            if word in self.path.playbook.teams:
                self._answered(word, by, one.marks)
            elif word == "manager":
                self._overruled(by, one.marks, "attested")
            else:
                assert word not in ("rep", "buyer") or self.path.works(by)

    def _answered(self, team: str, by: str, marks: tuple[Mark, ...]) -> None:
        mine = self._now() | self._owned_before()
        able = {
            name
            for name, one in self.people.items()
            if one.active and one.vouched and team in one.teams and self.same(name) not in mine
        }
        clean = {name for name in able if not self._doubtful(name, f"team {team}")}
        if "alone" in marks:
            self._was_alone(by)
        elif "no team" in marks:
            assert not clean, f"{by} cleared though {clean} could answer"
            self._overruled(by, tuple(mark for mark in marks if mark != "no team"), "cleared")
        else:
            assert by in able, f"{by} answered for {team}"
            assert by in clean or marks, f"{by} answered, named by the owner, unsaid"

    def _was_alone(self, by: str) -> None:
        here = {self.same(name) for name, one in self.people.items() if one.active}
        assert here == {self.same(by)}, f"{by} confirmed alone among {here}"
