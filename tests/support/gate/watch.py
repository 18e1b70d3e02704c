"""A watch over the gate: judges every line of a company's ledgers in other words than the engine's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from process.deal import COMPLEXITIES, CycleKind, Deal
from process.decision_marks import Mark
from process.facts import (
    Changed,
    Churned,
    Confirmed,
    Decided,
    Entry,
    Fact,
    Met,
    PlaybookMoved,
    Referred,
    Reopened,
    Waived,
    Withdrawn,
)
from process.playbook import Playbook
from tests.support.gate.our_people import OurPeople
from tests.support.gate.substance import says_something
from tests.support.gate.whose import Path, Whose


@dataclass
class Watch:
    """One deal under watch, among our people as they were when the line was typed."""

    deal: Deal
    playbooks: Mapping[str, Playbook]
    ours: OurPeople
    lighter: frozenset[tuple[str, str]] = frozenset()
    path: Path = field(init=False)
    whose: Whose = field(init=False)
    entered: datetime = field(init=False)
    kind: CycleKind = field(init=False)
    parent: str = field(init=False)

    def __post_init__(self) -> None:
        self.path = Path(self.deal, self.playbooks, self.ours.people)
        self.kind, self.parent = self.deal.kind, self.deal.parent
        self.whose = Whose(self.path, self.ours, self.deal.began)
        self.entered = self.deal.began

    def see(self, entry: Entry) -> None:
        """Judge a line of the deal's ledger."""
        self.path.people = self.ours.people
        fact, by, stage = entry.fact, entry.by, self.path.stage
        match fact:
            case Decided(state="approved" | "done", acceptor=""):
                self._decided(by, fact, entry.at)
            case Decided(state="declined"):
                self._declined(by, entry.at)
            case Waived():
                self._overruled(by, fact.waiver.marks, "waived")
                self._few(by, fact.waiver.exit)
            case Met():
                self._attested(fact, by)
            case Confirmed():
                self._confirmed(fact, by)
            case Referred():
                self.kind, self.parent = "referral", fact.deal
        if what := self._managers_do(fact):
            self._overruled(by, self.whose.excuse(by), what)
        if isinstance(fact, Withdrawn) or (isinstance(fact, Reopened) and self.path.state == "withdrawn"):
            self._taken_back(by)
        self.path.see(fact, by, entry.at)
        if self.path.stage != stage or isinstance(fact, Reopened):
            self.entered = entry.at

    def _managers_do(self, fact: Fact) -> str:
        """What a fact does that only a manager of another's deal does; nothing for any other fact."""
        match fact:
            case Changed() if self._lowers(fact) or (self.path.won() and fact.attribute != "name"):
                return f"changed the {fact.attribute}"
            case PlaybookMoved() if (fact.was, fact.playbook) in self.lighter:
                return "moved to a lighter playbook"
            case Churned():
                return "let a win churn"
            case Reopened() if self.path.state == "churned":
                return "opened a churned deal"
        return ""

    def _lowers(self, fact: Changed) -> bool:
        """Whether it makes the playbook ask for less, by its own words or by the complexity's."""
        ranks: tuple[str, ...] = COMPLEXITIES
        first = not self.path.sized and any("complexity" in stage.needs for stage in self.path.playbook.stage)
        lower = fact.attribute == "complexity" and not first
        return bool(fact.drops) or (lower and ranks.index(fact.complexity) < ranks.index(self.path.complexity))

    # What was done

    def _behind(self, by: str, at: datetime) -> set[str]:
        """Themselves, and those for whom they stand in."""
        return {by} | {name for name in self.ours.people if self.path.deputy(name, at) == by}

    def _decided(self, by: str, fact: Decided, at: datetime) -> None:
        assert self.ours.here(by)
        assert self.ours.vouched(by), f"{by} decided without a work e-mail"
        if "alone" in fact.marks:
            assert says_something(fact.reason), f"{by} confirmed alone, and gave no reason"
            self._was_alone(by, fact.marks)
            return
        behind, marks = self._behind(by, at), set(fact.marks)
        self._may_decide(by, behind)
        since = {who for who, when in self.path.waivers.values() if when > self.path.last_handoff}
        freer = {name for name in self.whose.free() if self.ours.one(name) not in self.ours.ones(since)}
        if self.ours.ones(behind) & self.whose.owned_before():
            assert "former owner" in marks, f"{by} owned it, and the ledger doesn't say so"
        if self.ours.one(by) in self.ours.ones(since):
            assert "waived here" in marks, f"{by} waived and approved, and the ledger doesn't say so"
        managing = [name for name in behind if self.ours.here(name) and "manager" in self.ours.people[name].roles]
        if all(self.whose.doubtful(name, "manager") for name in managing):
            assert {"by owner", "named late"} & marks, f"{by} was named by the owner, unsaid"
        if marks and self.whose.deposed():
            assert {"by owner", "named late"} & marks, f"{by} decided, {self.whose.deposed()} were put out, unsaid"
        assert not marks or not freer, f"{by} decided ({marks}) though {freer} could"

    def _may_decide(self, by: str, behind: set[str]) -> None:
        assert self.ours.one(by) not in self.whose.now(), f"{by} approved a deal of their own"
        roles = [self.ours.people[name].roles for name in behind if self.ours.here(name)]
        assert any("manager" in it for it in roles), f"{by} is no manager"
        assert not self.ours.ones(behind) & self.whose.now(), f"{by} stands in for the owner"

    def _declined(self, by: str, at: datetime) -> None:
        asked = self.path.asked
        assert self.ours.here(by)
        if not (asked and asked.approved) and self._several():
            self._may_decide(by, self._behind(by, at))

    def _overruled(self, by: str, given: tuple[Mark, ...], what: str) -> None:
        marks = set(given)
        assert self.ours.manages(by), f"{by} {what} and is no manager"
        assert self.ours.one(by) not in self.whose.now(), f"{by} {what} on a deal of their own"
        if self.ours.one(by) in self.whose.owned_before():
            assert "former owner" in marks, f"{by} {what} as a former owner, unsaid"
        if self.whose.doubtful(by, "manager") or (marks and self.whose.deposed()):
            assert {"by owner", "named late"} & marks, f"{by} {what}, named by the owner, unsaid"
        assert not marks or not self.whose.free(), f"{by} {what} ({marks}) though {self.whose.free()} could"

    def _few(self, by: str, key: str) -> None:
        most = self.path.playbook.waivers_each
        mine = [it for it, (who, _) in self.path.waivers.items() if self.ours.one(who) == self.ours.one(by)]
        others = [it for it in mine if it != key]
        assert not most or len(others) < most, f"{by} waived {len(others) + 1} exits"

    def _taken_back(self, by: str) -> None:
        early = by == self.path.owner and not self.path.gates and self.ours.here(by)
        if not early:
            self._overruled(by, self.whose.excuse(by), "withdrew a deal, or opened it again")

    # What was attested

    def _attested(self, fact: Met, by: str) -> None:
        for one in fact.evidence:
            word = self.path.playbook.exits[one.exit].attest
            if word in self.path.playbook.teams:
                self._answered(word, by, one.marks)
            elif word == "manager":
                self._overruled(by, one.marks, "attested")
            else:
                self._spoke(word, by)

    def _confirmed(self, fact: Confirmed, by: str) -> None:
        for key in fact.exits:
            word = self.path.playbook.exits[key].attest
            if word in self.path.playbook.teams:
                assert by in self._able(word), f"{by} confirmed for {word}"
            elif word == "manager":
                self._overruled(by, self.whose.excuse(by), "confirmed")
            else:
                self._spoke(word, by)

    def _spoke(self, word: str, by: str) -> None:
        if word == "account manager":
            assert self.ours.here(by)
            assert word in self.ours.people[by].roles, f"{by} spoke for the account manager"
            assert self.path.keeper in ("", by), f"{by} spoke for another account manager"
        else:
            assert self.path.works(by), f"{by} gave evidence on another's deal"

    def _able(self, team: str) -> set[str]:
        """The members of a team whose own deal it isn't."""
        mine, found = self.whose.now() | self.whose.owned_before(), set()
        for name, one in self.ours.people.items():
            if one.active and self.ours.vouched(name) and team in one.teams and self.ours.one(name) not in mine:
                found.add(name)
        return found

    def _answered(self, team: str, by: str, marks: tuple[Mark, ...]) -> None:
        able = self._able(team)
        clean = {name for name in able if not self.whose.doubtful(name, f"team {team}")}
        if "alone" in marks:
            self._was_alone(by, marks)
        elif "no team" in marks:
            assert not clean, f"{by} cleared though {clean} could answer"
            self._overruled(by, tuple(mark for mark in marks if mark != "no team"), "cleared")
        else:
            assert by in able, f"{by} answered for {team}"
            assert by in clean or marks, f"{by} answered, named by the owner, unsaid"

    def _several(self) -> bool:
        return len(self.ours.ones({name for name in self.ours.people if self.ours.here(name)})) > 1

    def _was_alone(self, by: str, marks: tuple[Mark, ...]) -> None:
        assert not self._several(), f"{by} confirmed alone among several"
        for (name, what), change in self.ours.changes.items():
            if what == "left" and name != by and not self.ours.here(name):
                assert change.at <= self.entered, f"{by} confirmed alone, and {name} left just now"
                owner = self.ours.one(change.by) in self.whose.now() | self.whose.owned_before()
                if change.at > self.deal.began and owner:
                    assert "by owner" in marks, f"{by} sent {name} away and confirmed alone, unsaid"
