"""A deal whose ledger is checked after each step: every fact and every refusal is compared with the rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from process.approval import Ticket
from process.colleague import Company
from process.context import Context
from process.deal import Deal
from process.facts import Advanced, ApprovalAsked, Began, Decided, Entry, Refused, SkipAttempted
from process.outcome import Outcome
from process.playbook import Playbook
from tests.support.ledger_rules import LedgerRules
from tests.support.people_and_deal import Story

AT_A_GATE = (Advanced, Refused, SkipAttempted, ApprovalAsked, Decided)


@dataclass
class CheckedDeal(Story):
    """A deal whose rules are checked after everything. A request as "owner" comes from the deal's owner at that time."""

    playbooks: Mapping[str, Playbook] = field(default_factory=dict)
    ledger_rules: LedgerRules = field(init=False)
    tickets: list[Ticket] = field(default_factory=lambda: [Ticket("a0", 0)])

    def __post_init__(self) -> None:
        super().__post_init__()
        self.ledger_rules = LedgerRules(self.deal, self.playbooks, dict(self.company.people))

    def ask(self, who: str, request: Callable[[Deal, Context], Outcome]) -> Outcome:
        name = self.named(who)
        before, known = self.deal, len(self.ledger)
        outcome = super().ask(name, request)
        for entry in self.ledger[known:]:
            self.ledger_rules.see(entry.fact, entry.by, entry.at)
        assert not outcome.facts or self.company.people[name].active, "somebody who left did something"
        self._judge(outcome, before)
        if self.deal.approval and self.ticket not in self.tickets:
            self.tickets.append(self.ticket)
        return outcome

    def named(self, who: str) -> str:
        return self.deal.owner if who == "owner" else who

    def _judge(self, outcome: Outcome, before: Deal) -> None:
        refusal = outcome.refusal
        if refusal is None:
            return
        if refusal.kind not in ("missing", "waiting", "no approver"):
            assert outcome.facts == (), "a refusal left a trace"
            assert self.deal == before, "a refusal changed the deal"
            return
        assert all(isinstance(fact, AT_A_GATE) for fact in outcome.facts)
        lacking = [it.exit.key for it in refusal.missing]
        assert lacking == self.ledger_rules.lacking(self.deal.stage), "the refusal does not name what is missing"
        assert bool(lacking) is (refusal.kind == "missing")

    def card(self, back: int) -> Ticket:
        """The last approval's card, or one from further back."""
        return self.tickets[-1 - back % len(self.tickets)]

    def change(self, name: str, **changes: object) -> None:
        """A colleague is away, leaves, or has another role from now on."""
        changed = replace(self.company.people[name], **changes)  # type: ignore[arg-type]  # any field may change
        self.company = Company({**self.company.people, name: changed})
        self.ledger_rules.people = dict(self.company.people)

    def follow(self, deal: Deal, new: Playbook) -> None:
        """Go on with the deal that came out of this one."""
        assert (deal.stage, deal.waivers, deal.items, deal.approval) == (new.stage[0].key, {}, (), None)
        assert all(new.exits[key].carried and new.exits[key].attest == it.word for key, it in deal.evidence.items())
        self.deal, self.playbook, self.tickets = deal, new, [Ticket("a0", 0)]
        self.ledger = [Entry(Began(deal), deal.owner, self.now)]
        self.ledger_rules = LedgerRules(deal, self.playbooks, dict(self.company.people))

    def replayed(self) -> Deal:
        """The deal that a replay of its ledger gives."""
        deal = self.deal
        for entry in self.ledger:
            deal = entry.fact.on(deal, entry.by, entry.at)
        return deal
