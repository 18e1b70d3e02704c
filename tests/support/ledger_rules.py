"""Rules of a ledger: what must be true of a deal, worked out from its ledger apart from the engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import singledispatchmethod

from process.colleague import Colleague
from process.deal import COMPLEXITIES, Deal
from process.facts import (
    Advanced,
    ApprovalAsked,
    Assigned,
    Changed,
    Churned,
    Closed,
    Confirmed,
    CycleClosed,
    Decided,
    Fact,
    Listed,
    Lost,
    Met,
    PlaybookMoved,
    Referred,
    Refused,
    Reopened,
    SentBack,
    SkipAttempted,
    Undone,
    Unmet,
    Waived,
    Withdrawn,
)
from process.money import Money
from process.playbook import Exit, Playbook, When

NEVER = 9


@dataclass
class Said:
    """An answer to an exit: its value, who attested it, and its kind."""

    value: str
    word: str
    kind: str


@dataclass
class Asked:
    """An approval as it was asked: what the deal was then, and how far it got."""

    id: str
    stage: str
    requester: str
    until: datetime
    deal: object
    at: datetime
    approved: bool = False
    passes: bool = False


class LedgerRules:
    """Follows one deal by its facts, and objects to each that should not have been."""

    def __init__(self, deal: Deal, playbooks: Mapping[str, Playbook], people: dict[str, Colleague]) -> None:
        self.playbooks, self.people = playbooks, people
        self.playbook = playbooks[deal.playbook]
        self.stage, self.owner, self.keeper, self.state = deal.stage, deal.owner, "", "open"
        self.amount: Money | None = None
        self.product, self.complexity, self.sized, self.closes = "", "standard", False, False
        self.said = {
            key: Said(it.value, self.playbook.exits[key].attest, self.playbook.exits[key].kind)
            for key, it in deal.evidence.items()
        }
        self.waived: set[str] = set()
        self.waivers: dict[str, tuple[str, datetime]] = {}
        self.opened_as_own = deal.owner if deal.opener else ""
        self.owner_said: dict[str, datetime] = {}
        self.last_handoff = datetime.min.replace(tzinfo=UTC)
        self.things: dict[tuple[str, int], bool] = {}
        self.asked: Asked | None = None
        self.behind: set[str] = set()
        self.doubted: set[str] = set()
        self.signed, self.gates = False, 0

    # What the facts of today ask for

    def lacking(self, upto: str) -> list[str]:
        """The exits that are missing at the gate of this stage."""
        keys = [stage.key for stage in self.playbook.stage]
        stages = self.playbook.stage[: keys.index(upto) + 1]
        keys = []
        for stage in stages:
            keys += [it.key for it in stage.exit if self._required(it) and not self._satisfied(it)]
            had = {
                "amount": self.amount is not None,
                "close date": self.closes,
                "product": self.product != "",
                "complexity": self.sized,
            }
            keys += ["set_" + need.replace(" ", "_") for need in stage.needs if not had[need]]
        # Whether a deal outgrew a playbook with a limit shows by its amount.
        if self.playbook.made_for.by_amount and self.amount is None and "set_amount" not in keys:
            keys.append("set_amount")
        return keys

    def _required(self, it: Exit) -> bool:
        return not it.when or any(self._holds(when) for when in it.when)

    def _holds(self, when: When) -> bool:
        answers = all(key in self.said and self.said[key].value == value for key, value in when.evidence.items())
        product = not when.product or self.product in {"", *when.product}
        asked = any("complexity" in stage.needs for stage in self.playbook.stage)
        complexity = not when.complexity or self.complexity in when.complexity or (asked and not self.sized)
        return answers and product and complexity and self._reaches(when.amount_at_least)

    def _reaches(self, limit: Money | None) -> bool:
        if limit is None or self.amount is None:
            return True
        rates = {**self.playbook.rates}
        if self.amount.currency == limit.currency:
            rates[limit.currency] = rates.get(limit.currency, type(limit.amount)(1))
        if not {self.amount.currency, limit.currency} <= set(rates):
            return True
        return self.amount.amount * rates[self.amount.currency] >= limit.amount * rates[limit.currency]

    def _satisfied(self, it: Exit) -> bool:
        if it.waivable and it.key in self.waived:
            return True
        if it.key in self.doubted:
            return False
        if it.kind == "list":
            things = [still for (name, _), still in self.things.items() if name == it.of]
            if "asked" in it.want and not things:
                return it.key in self.said
            return not ("named" in it.want and not things) and not ("closed" in it.want and any(things))
        said = self.said.get(it.key)
        return bool(said and said.word == it.attest and said.kind == it.kind and (not it.must or said.value == it.must))

    # Who can do what

    def works(self, name: str) -> bool:
        person = self.people[name]
        return person.active and ("manager" in person.roles or name in (self.owner, self.keeper))

    def speaks(self, name: str, word: str) -> bool:
        person = self.people[name]
        if word in ("rep", "buyer"):
            return self.works(name)
        if word == "manager":
            return self.overrules(name)
        if word == "account manager":
            return person.active and word in person.roles and self.keeper in ("", name)
        return person.active and person.vouched and word in person.teams and name not in self.owned_by()

    def owned_by(self, requester: str = "") -> set[str]:
        """Everyone whose own deal it is: now, by having asked, by having opened it, or by having proved it."""
        asking = requester or (self.asked.requester if self.asked else "")
        said = {name for name, at in self.owner_said.items() if at > self.last_handoff}
        return {self.owner, asking, self.opened_as_own, *said} - {""}

    def overrules(self, name: str) -> bool:
        """A manager, on a deal that is not their own; one who owned it before where no other manager is left."""
        asking = self.asked.requester if self.asked else ""
        able = [it for it in self.people if self._manages(it) and it not in {self.owner, asking}]
        free = [it for it in able if it not in self.owned_by()]
        return name in (free or able)

    def _manages(self, name: str) -> bool:
        person = self.people[name]
        return person.active and person.vouched and "manager" in person.roles

    def won(self) -> bool:
        """Whether its win was approved, it came behind the handoff that wins elsewhere, or its cycle is complete."""
        return self.signed

    def takes_back(self, name: str) -> bool:
        """Withdraws the deal: its owner before the first gate, else a manager of another's."""
        return (name == self.owner and not self.gates and self.people[name].active) or self.overrules(name)

    def decides(self, name: str, requester: str, now: datetime) -> bool:
        """Whether they decide: those with the least to do with the deal, and only where there is none, the others."""
        reach = {it: self._distance(it, requester, now) for it in self.people}
        able = [distance for distance in reach.values() if distance < NEVER]
        return bool(able) and reach[name] == min(able)

    def _distance(self, name: str, requester: str, now: datetime) -> int:
        """0 for a free manager, 1 after a waiver here, 2 for a former owner, NEVER for those who can't decide."""
        person = self.people[name]
        stands_for = {other for other in self.people if other != name and self.deputy(other, now) == name}
        sides = {name} | stands_for
        manages = any(self.people[it].active and "manager" in self.people[it].roles for it in sides)
        if not (person.active and person.vouched and manages) or sides & {self.owner, requester}:
            return NEVER
        if sides & self.owned_by(requester):
            return 2
        return int(any(by == name and at > self.last_handoff for by, at in self.waivers.values()))

    def deputy(self, name: str, now: datetime) -> str:
        """The person who acts for a colleague: follow the delegates until one is there."""
        for _ in range(len(self.people) + 1):
            person = self.people.get(name)
            if person is None or not person.active:
                return ""
            if not (person.delegate and person.away_until and now < person.away_until):
                return name
            name = person.delegate
        return ""

    def print(self) -> object:
        """What an approval is given for."""
        facts = (self.playbook.version, self.stage, self.state, self.owner)
        terms = (self.amount, self.product, self.complexity)
        return facts, terms, {key: it.value for key, it in self.said.items()}, set(self.waived)

    # What happened

    @singledispatchmethod
    def see(self, fact: Fact, by: str, at: datetime) -> None:
        """Facts that no gate depends on."""

    @see.register
    def _(self, fact: Met, by: str, at: datetime) -> None:
        assert self.state == "open"
        for one in fact.evidence:
            it = self.playbook.exits[one.exit]
            assert self.speaks(by, it.attest), f"{by} spoke for {it.attest}"
            assert one.by == by
            assert it.attest != "buyer" or (one.contact and one.where)
            assert it.attest != "buyer" or (one.on and one.on <= at.date()), "the buyer's words have no day"
            if self.playbook.min_letters and it.kind == "text":
                signs = [sign for sign in one.value if sign.isalnum()]
                assert signs, "symbols prove nothing"
                numbered = any(sign.isdecimal() for sign in signs)
                assert numbered or len(signs) >= self.playbook.min_letters or one.thin, "a thin text isn't marked"
                others = [said.value for key, said in self.said.items() if said.kind == "text" and key != it.key]
                assert one.value not in others, "one text proves two exits"
            assert not (self.playbook.min_letters and it.must and one.value == "no") or one.note
            self.said[it.key] = Said(one.value, it.attest, it.kind)
            self.doubted.discard(it.key)
        self._owner_said(by, at)

    @see.register
    def _(self, fact: Confirmed, by: str, at: datetime) -> None:
        assert self.state == "open"
        for key in fact.exits:
            assert self.speaks(by, self.playbook.exits[key].attest), f"{by} confirmed {key}"
            assert key in self.doubted
        self.doubted -= set(fact.exits)

    def _owner_said(self, by: str, at: datetime) -> None:
        if by == self.owner:
            self.owner_said[by] = at

    @see.register
    def _(self, fact: Unmet, by: str, at: datetime) -> None:
        self.said.pop(fact.exit, None)
        self.doubted.discard(fact.exit)
        self._drop_waiver(fact.exit)

    def _drop_waiver(self, key: str) -> None:
        self.waived.discard(key)
        self.waivers.pop(key, None)

    @see.register
    def _(self, fact: Waived, by: str, at: datetime) -> None:
        assert self.overrules(by), f"{by} waived"
        assert self.playbook.exits[fact.waiver.exit].waivable
        self.waived.add(fact.waiver.exit)
        self.doubted.discard(fact.waiver.exit)
        self.waivers[fact.waiver.exit] = (by, at)

    @see.register
    def _(self, fact: Listed, by: str, at: datetime) -> None:
        self.things[fact.item.list, fact.item.number] = True
        self._owner_said(by, at)

    @see.register
    def _(self, fact: Closed, by: str, at: datetime) -> None:
        self.things[fact.list, fact.number] = False
        self._owner_said(by, at)

    @see.register
    def _(self, fact: Changed, by: str, at: datetime) -> None:
        assert self.works(by)
        assert by == self.owner or "manager" in self.people[by].roles
        if self.won() and fact.attribute != "name":
            assert self.overrules(by), f"{by} changed a win"
        before = {it.key for it in self.playbook.exits.values() if self._required(it)}
        had = {
            "amount": self.amount is not None,
            "product": self.product != "",
            "complexity": self.sized or self.complexity != "standard",
        }
        self._change(fact, by)
        after = {it.key for it in self.playbook.exits.values() if self._required(it)}
        if self.playbook.lowering and had.get(fact.attribute) and before - after:
            assert self.overrules(by), f"{by} made the playbook ask for less"
            assert set(fact.drops) == before - after

    def _change(self, fact: Changed, by: str) -> None:
        if fact.attribute == "complexity":
            first = not self.sized and any("complexity" in stage.needs for stage in self.playbook.stage)
            ranks: tuple[str, ...] = COMPLEXITIES
            lower = ranks.index(fact.complexity) < ranks.index(self.complexity)
            assert not lower or first or self.overrules(by), f"{by} lowered the complexity"
            self.complexity, self.sized = fact.complexity, True
        elif fact.attribute == "close date":
            self.closes = fact.close_date is not None
        elif fact.attribute == "amount":
            self.amount = fact.amount
        elif fact.attribute == "product":
            self.product = fact.product

    @see.register
    def _(self, fact: Assigned, by: str, at: datetime) -> None:
        assert by == self.owner or "manager" in self.people[by].roles
        self.owner = fact.owner

    @see.register
    def _(self, fact: ApprovalAsked, by: str, at: datetime) -> None:
        assert not self.lacking(self.stage)
        assert self.works(by)
        until = at + timedelta(hours=self.playbook.approval_hours)
        self.asked = Asked(fact.approval.id, self.stage, by, until, self.print(), at)

    @see.register
    def _(self, fact: Decided, by: str, at: datetime) -> None:
        asked = self.asked
        assert asked is not None
        assert asked.id == fact.approval
        if fact.state in ("void", "expired"):
            assert fact.state == "void" or at >= asked.until
            self.asked = None
            return
        named = self._named()
        assert at < asked.until, "decided after it expired"
        if fact.state == "declined":
            takes_over = asked.approved and by in (named, self.deputy(named, at))
            assert takes_over or self.decides(by, asked.requester, at)
            self.asked = None
            return
        assert asked.stage == self.stage
        assert asked.deal == self.print(), "the deal has changed since it was asked for"
        if asked.approved:
            assert self.people[by].active
            assert by in (named, self.deputy(named, at)), f"{by} accepted"
            assert fact.acceptor == named
            self.keeper = named
        else:
            assert self.decides(by, asked.requester, at), f"{by} approved"
        wins = self.playbook.at(self.stage).handoff
        assert fact.won is bool(wins and wins.win and not asked.approved)
        self.signed = self.signed or fact.won
        asked.passes = asked.approved or not named
        assert (fact.state == "done") is asked.passes
        if asked.passes:
            self.last_handoff = at
        asked.approved = True

    def _named(self) -> str:
        """The person who has to accept the handoff out of this stage, if it needs one."""
        handoff = self.playbook.at(self.stage).handoff
        return self.said[handoff.acceptance].value if handoff and handoff.acceptance else ""

    @see.register(Advanced)
    @see.register(CycleClosed)
    def _(self, fact: Advanced | CycleClosed, by: str, at: datetime) -> None:
        keys = [*(stage.key for stage in self.playbook.stage), ""]
        assert self.state == "open"
        assert (fact.stage if isinstance(fact, CycleClosed) else fact.left) == self.stage
        assert not self.lacking(self.stage), f"passed without {self.lacking(self.stage)}"
        if self.playbook.at(self.stage).handoff:
            assert self.asked, "passed a handoff nobody was asked about"
            assert self.asked.passes, "passed a handoff nobody approved"
            self.behind.add(self.stage)
        self.asked = None
        self.gates += 1
        following = keys[keys.index(self.stage) + 1]
        if isinstance(fact, CycleClosed):
            assert following == ""
            self.state, self.signed = "completed", True
        else:
            assert fact.stage == following, "a stage was skipped"
            self.stage = following

    @see.register
    def _(self, fact: SentBack, by: str, at: datetime) -> None:
        assert self.works(by)
        self._doubts(fact)
        self._returns(fact.stage)
        assert fact.stage != fact.left

    def _doubts(self, fact: SentBack) -> None:
        """What is doubted was proven from that stage on, and there is something where anything could be doubted."""
        keys = [it.key for it in self.playbook.stage]
        between = self.playbook.stage[keys.index(fact.stage) : keys.index(self.stage) + 1]
        could = {it.key for stage in between for it in stage.exit if self._required(it) and self._satisfied(it)}
        could -= self.waived
        here = {it.key for it in self.playbook.at(fact.stage).exit}
        if not self.playbook.confirm_after_back:
            could = set()
        assert set(fact.doubted) <= could, "doubted what was not proven"
        assert fact.doubted or not (could & here), "went back and nothing is doubted"
        self.doubted |= set(fact.doubted)

    @see.register
    def _(self, fact: Lost, by: str, at: datetime) -> None:
        assert self.works(by)
        assert not self.won(), "a win was lost"
        self.state = "lost"

    @see.register
    def _(self, fact: Churned, by: str, at: datetime) -> None:
        assert self.state == "open"
        assert self.won()
        assert self.overrules(by), f"{by} let a win churn"
        self.state = "churned"

    @see.register
    def _(self, fact: Withdrawn, by: str, at: datetime) -> None:
        assert self.state == "open"
        assert not self.won(), "a win was withdrawn"
        assert self.takes_back(by), f"{by} withdrew it"
        self.state = "withdrawn"

    @see.register
    def _(self, fact: Referred, by: str, at: datetime) -> None:
        assert self.works(by)
        assert any(key in self.said and self.said[key].value == it for key, it in self.playbook.referral.items())

    @see.register
    def _(self, fact: Reopened, by: str, at: datetime) -> None:
        opens = {"lost": self.works, "churned": self.overrules, "withdrawn": self.takes_back}
        assert opens[self.state](by), f"{by} opened it again"
        self.state = "open"
        self._returns(fact.stage)

    def _returns(self, stage: str) -> None:
        self.last_handoff = datetime.min.replace(tzinfo=UTC)
        keys = [it.key for it in self.playbook.stage]
        assert keys.index(stage) <= keys.index(self.stage), "went forward without a gate"
        self.stage = stage
        self.behind &= set(keys[: keys.index(stage)])
        self._let_go()

    def _let_go(self) -> None:
        """The account manager loses the deal once it is before that handoff again."""
        handoffs = [it.handoff for it in self.playbook.stage if it.key in self.behind]
        if not any(handoff.acceptance for handoff in handoffs if handoff):
            self.keeper = ""

    @see.register
    def _(self, fact: PlaybookMoved, by: str, at: datetime) -> None:
        new = self.playbooks[fact.playbook]
        keys = [it.key for it in new.stage]
        before = new.stage[: keys.index(fact.stage)]
        if self.stage in keys:
            assert keys.index(fact.stage) <= keys.index(self.stage), "moving the playbook moved the deal forward"
        assert {it.key for it in before if it.handoff} <= self.behind, "moving the playbook passed a handoff"
        if fact.stage != self.stage:
            self.last_handoff = datetime.min.replace(tzinfo=UTC)
        self.playbook, self.stage = new, fact.stage
        assert fact.won is (not self.signed and any(it.handoff.win for it in before if it.handoff))
        self.signed = self.signed or fact.won
        self.behind = {it.key for it in before if it.handoff}
        self._let_go()
        for key in fact.dropped:
            self.said.pop(key, None)
            self._drop_waiver(key)
        assert not [it.key for it in before if set(self.lacking(it.key))], "moved past something not proven there"

    @see.register(Refused)
    @see.register(SkipAttempted)
    def _(self, fact: Refused | SkipAttempted, by: str, at: datetime) -> None:
        assert fact.stage == self.stage
        assert list(fact.missing) == self.lacking(self.stage), "the refusal does not name what is missing"

    @see.register
    def _(self, fact: Undone, by: str, at: datetime) -> None:
        """The deal is as it was: never in another stage, and with no waiver or approval of another moment."""
        deal, live = fact.deal, self.asked
        assert at - fact.done <= timedelta(minutes=10), "undone too late"
        assert not {"Advanced", "Decided", "Waived", "SkipAttempted", "Lost", "ApprovalAsked"} & set(fact.kinds)
        assert (deal.stage, deal.state) == (self.stage, self.state), "an undo moved the deal"
        assert (set(deal.waivers), deal.account_manager) == (self.waived, self.keeper)
        exits = self.playbook.exits
        self.owner, self.amount, self.product = deal.owner, deal.amount, deal.product
        self.closes, self.doubted = deal.close_date is not None, set(deal.doubted)
        self.complexity, self.sized = deal.complexity, deal.complexity_set
        self.said = {key: Said(it.value, exits[key].attest, exits[key].kind) for key, it in deal.evidence.items()}
        self.things = {(it.list, it.number): it.open for it in deal.items}
        assert live is None or live.deal == self.print(), "an undo changed what is waiting for a decision"
