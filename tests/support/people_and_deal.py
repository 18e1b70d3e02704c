"""The usual people, two playbooks, and a story with one deal, its ledger and the time."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import process
from process import course, ending, gate, handoff, lists, playbook_file, proof, walk
from process.approval import Ticket
from process.colleague import Colleague, Company, Role
from process.context import Context
from process.deal import Complexity, Deal
from process.evidence import Evidence
from process.facts import Began, Changed, Closed, Entry
from process.list_item import ListItem, ListName
from process.money import Money
from process.needs import NEED_OF
from process.outcome import Outcome
from process.playbook import Exit, Need, Playbook

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
STANDARD_TEXT = (Path(process.__file__).parent / "standard.toml").read_text()
STANDARD = playbook_file.read(STANDARD_TEXT, "standard.toml")

SMALL_TEXT = (Path(__file__).parent / "small.toml").read_text()
SMALL = playbook_file.read(SMALL_TEXT, "small.toml")


def one(name: str, *teams: str, boss: str = "", manages: bool = False) -> Colleague:
    roles: frozenset[Role] = frozenset({"rep", "manager"}) if manages else frozenset({"rep"})
    return Colleague(name.lower(), name, roles, frozenset(teams), boss)


PEOPLE = (
    one("Rob", boss="mia"),
    one("Rita", boss="mia"),
    one("Mia", boss="max", manages=True),
    one("Max", manages=True),
    one("Leo", "legal"),
    one("Lin", "licensing"),
    one("Pia", "post-sale"),
    one("Cleo", "customer success"),
    Colleague("ana", "Ana", frozenset({"account manager"}), boss="max"),
    Colleague("ada", "Ada", frozenset({"admin"})),
    replace(one("Ivo", manages=True), active=False),
    replace(one("Una", manages=True), vouched=False),
)
SPECIALISTS = {"legal": "leo", "licensing": "lin", "post-sale": "pia", "customer success": "cleo"}
VALUES = {"money": "40000 EUR", "date": "2026-05-04", "link": "https://acme.example/contract", "yes/no": "yes"}


def company(*others: Colleague, without: tuple[str, ...] = ()) -> Company:
    """The usual people, with these colleagues added or in place of those with the same id."""
    return Company({it.id: it for it in (*PEOPLE, *others) if it.id not in without})


def away(name: str, delegate: str, days: int = 7) -> Colleague:
    """One of the usual people, who is away and has named a delegate."""
    found = next(it for it in PEOPLE if it.id == name)
    return replace(found, delegate=delegate, away_until=MONDAY + timedelta(days=days))


def evidence(exit_key: str, value: str, contact: str = "", where: str = "") -> Evidence:
    note = "they have not said why we should" if value == "no" else ""
    return Evidence(exit_key, value, "", "", MONDAY, contact, where, note=note)


def item(name: ListName, text: str = "it", key: str = "") -> ListItem:
    """A thing to put on a list; a trigger has its owner and its day already."""
    found = ListItem(name, 0, text, "rob", MONDAY, key=key)
    return replace(found, owner="rob", due=MONDAY.date()) if name == "trigger" else found


@dataclass
class Story:
    """One deal of Rob's with Acme. Every request goes through `ask`, which adds to the ledger like a store."""

    playbook: Playbook = field(default_factory=lambda: SMALL)
    company: Company = field(default_factory=company)
    now: datetime = MONDAY
    owner: str = "rob"
    deal: Deal = field(init=False)
    ledger: list[Entry] = field(default_factory=list)
    asked: int = 0

    def __post_init__(self) -> None:
        self.deal = course.begin(self.context(self.owner), "d1", "Acme", "Acme").deal
        self.ledger.append(Entry(Began(self.deal), self.owner, self.now))

    def context(self, who: str) -> Context:
        return Context(self.playbook, self.company, self.company.people[who], self.now, self.now.date())

    def ask(self, who: str, request: Callable[[Deal, Context], Outcome]) -> Outcome:
        outcome = request(self.deal, self.context(who))
        step = self.deal.version + 1
        self.ledger += [Entry(fact, who, self.now, step=step) for fact in outcome.facts]
        self.deal = replace(outcome.deal, version=self.deal.version + bool(outcome.facts))
        return outcome

    def wait(self, **length: float) -> None:
        self.now += timedelta(**length)

    def advance(self, who: str = "rob", to: str = "") -> Outcome:
        self.asked += 1
        return self.ask(who, lambda deal, context: walk.advance(deal, context, f"a{self.asked}", to))

    def meet(self, who: str, *given: Evidence) -> Outcome:
        return self.ask(who, lambda deal, context: proof.meet(deal, context, given))

    def waive(self, who: str, key: str) -> Outcome:
        return self.ask(who, lambda deal, context: proof.waive(deal, context, key, "they said so"))

    def back(self, who: str, to: str, *doubted: str) -> Outcome:
        return self.ask(who, lambda deal, context: walk.send_back(deal, context, to, "too early", doubted))

    def confirm(self, who: str, *keys: str) -> Outcome:
        return self.ask(who, lambda deal, context: proof.confirm(deal, context, keys))

    def churn(self, who: str) -> Outcome:
        return self.ask(who, lambda deal, context: ending.churn(deal, context, "they left us"))

    def withdraw(self, who: str) -> Outcome:
        return self.ask(who, lambda deal, context: ending.withdraw(deal, context, "entered twice"))

    def lose(self, who: str) -> Outcome:
        return self.ask(who, lambda deal, context: ending.lose(deal, context, "no money"))

    def reopen(self, who: str) -> Outcome:
        return self.ask(who, lambda deal, context: course.reopen(deal, context, "money again"))

    def put(self, who: str, thing: ListItem) -> Outcome:
        return self.ask(who, lambda deal, context: lists.put(deal, context, thing))

    def close(self, who: str, name: ListName, number: int = 1) -> Outcome:
        return self.ask(
            who,
            lambda deal, context: lists.close(
                deal, context, Closed(name, number, "settled with both", "Carla", "call")
            ),
        )

    def amount(self, words: str, who: str = "rob") -> Outcome:
        changed = Changed("amount", str(self.deal.amount or ""), amount=Money.of(words))
        return self.ask(who, lambda deal, context: course.change(deal, context, changed))

    def complexity(self, to: Complexity, who: str = "rob") -> Outcome:
        changed = Changed("complexity", self.deal.complexity, complexity=to)
        return self.ask(who, lambda deal, context: course.change(deal, context, changed))

    def product(self, to: str, who: str = "rob") -> Outcome:
        changed = Changed("product", self.deal.product, product=to)
        return self.ask(who, lambda deal, context: course.change(deal, context, changed))

    def approve(self, who: str = "mia", ticket: Ticket | None = None) -> Outcome:
        return self.ask(who, lambda deal, context: handoff.approve(deal, context, ticket or self.ticket))

    def decline(self, who: str, ticket: Ticket | None = None) -> Outcome:
        return self.ask(who, lambda deal, context: handoff.decline(deal, context, ticket or self.ticket, "not yet"))

    def accept(self, who: str = "ana", ticket: Ticket | None = None) -> Outcome:
        return self.ask(who, lambda deal, context: handoff.accept(deal, context, ticket or self.ticket))

    @property
    def ticket(self) -> Ticket:
        assert self.deal.approval is not None
        return self.deal.approval.ticket

    def prove(self, *keys: str) -> None:
        """Prove exits, each by a person who can attest it."""
        for key in keys:
            if key in NEED_OF:
                self._set(NEED_OF[key])
            else:
                self._prove(self.playbook.exits[key])
            if key in self.deal.doubted:
                self.confirm(self._speaker(self.playbook.exits[key]), key)

    def _speaker(self, it: Exit) -> str:
        return {"manager": "mia", "account manager": "ana", **SPECIALISTS}.get(it.attest, self.deal.owner)

    def _set(self, need: Need) -> None:
        """What a stage needs to know of the deal, as small as can be."""
        changes: dict[Need, Changed] = {
            "amount": Changed("amount", "", amount=Money.of("40000 EUR")),
            "close date": Changed("close date", "", close_date=self.now.date() + timedelta(days=60)),
            "product": Changed("product", "", product="goods"),
            "complexity": Changed("complexity", "standard", complexity="standard"),
        }
        self.ask(self.deal.owner, lambda deal, context: course.change(deal, context, changes[need]))

    def _prove(self, it: Exit) -> None:
        if it.of is not None:
            self._settle(it.of, "closed" in it.want)
            return
        value = {"choice": (*it.choices, "")[0], "colleague": "ana", "contact": f"Head of {it.key}"}.get(
            it.kind, VALUES.get(it.kind, f"They told us about {it.key}")
        )
        self.meet(self._speaker(it), evidence(it.key, value, "Carla", "call"))

    def _settle(self, name: ListName, closed: bool) -> None:
        if not self.deal.listed(name):
            self.put(self.deal.owner, item(name))
        for it in self.deal.listed(name):
            if it.open and closed:
                self.close(self.deal.owner, name, it.number)

    def ready(self, stage: str = "") -> None:
        """Prove all that is missing up to the gate of this stage, or of the deal's own."""
        while lacking := gate.missing(self.deal, self.playbook, stage or self.deal.stage):
            needs = [it.exit.key for it in lacking if it.exit.key in NEED_OF]
            self.prove((*needs, lacking[0].exit.key)[0])

    def pass_gate(self) -> None:
        """Bring the deal through one gate, honestly."""
        left = self.deal.stage
        self.ready()
        self.wait(hours=1)
        if self.advance(self.deal.owner).refusal:
            self.approve()
        if self.deal.approval and self.deal.approval.state == "approved":
            self.accept()
        assert self.deal.stage != left or self.deal.state == "completed"

    def to(self, stage: str) -> None:
        """Bring the deal to a stage, honestly."""
        while self.deal.stage != stage:
            self.pass_gate()
