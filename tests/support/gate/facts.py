"""The judge of single facts: what is said in them, when it was, and by whom at the customer's."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from process.deal import CycleKind
from process.evidence import Evidence
from process.facts import (
    Advanced,
    ApprovalAsked,
    Churned,
    Closed,
    ContactAdded,
    CycleClosed,
    Entry,
    Fact,
    Listed,
    Logged,
    Lost,
    LostSorted,
    Met,
    PlaybookMoved,
    Referred,
    Rescheduled,
    Waived,
    Withdrawn,
)
from process.money import Money
from process.playbook import Playbook
from tests.support.gate.substance import is_a_person, says_something
from tests.support.gate.watch import Watch


@dataclass
class Facts:
    """Judges a fact of a deal under watch; `watches` are those of all deals, `ours` our colleagues' names and e-mails."""

    watch: Watch
    watches: Mapping[str, Watch]
    ours: set[str]

    def see(self, entry: Entry) -> None:
        """Judge a line before the watch has seen it."""
        fact, today = entry.fact, entry.at.date()
        self._proof(fact, today)
        self._lists(fact, today)
        self._ending(fact)
        match fact:
            case Referred():
                self._referred(fact)
            case PlaybookMoved():
                self._fits(self.watch.playbooks[fact.playbook], self.watch.path.amount)
            case Advanced() | CycleClosed() | ApprovalAsked():
                self._fits(self._book, self.watch.path.amount, known=True)

    def _proof(self, fact: Fact, today: date) -> None:
        match fact:
            case Met():
                for one in fact.evidence:
                    self._evidence(one, today)
            case Waived():
                assert says_something(fact.waiver.reason), "waived for no reason"
            case ContactAdded():
                self._person(fact.contact.name or fact.contact.role, fact.contact.email)
            case Logged():
                self._person(fact.contact)

    def _lists(self, fact: Fact, today: date) -> None:
        match fact:
            case Listed():
                self._listed(fact)
            case Closed():
                self._closed(fact, today)
            case Rescheduled():
                assert says_something(fact.reason), "a trigger moved for no reason"
                assert fact.due > today, "a trigger moved into the past"

    def _ending(self, fact: Fact) -> None:
        match fact:
            case Lost():
                assert fact.category in ("unsorted", *self._book.lost_reasons), "lost and not counted"
                assert fact.reason.strip(), "lost for no reason"
            case LostSorted():
                assert fact.category in self._book.lost_reasons, "sorted under what isn't counted"
            case Churned() | Withdrawn():
                assert fact.reason.strip(), "ended for no reason"

    @property
    def _book(self) -> Playbook:
        return self.watch.path.playbook

    def _evidence(self, one: Evidence, today: date) -> None:
        item, others = self._book.exits[one.exit], self.watch.path.said.items()
        assert one.on is None or one.on <= today, f"{item.key} was said on a day to come"
        assert not item.past or date.fromisoformat(one.value) <= today, f"{item.key} is still to come"
        if item.kind == "text":
            assert says_something(one.value), f"{item.key} says nothing: {one.value}"
            assert one.value != item.question, f"{item.key} is the question itself"
            assert one.value not in [said.value for key, said in others if said.kind == "text" and key != item.key]
        if item.kind == "contact":
            self._person(one.value)
        if item.kind == "list" or item.attest == "buyer":
            cleared = "no team" in one.marks or "alone" in one.marks
            assert cleared or (one.contact and one.on), f"{item.key} has no source"
        if item.must and one.value == "no":
            assert says_something(one.note), "a no without its reason"
        if {"no team", "alone"} & set(one.marks):
            assert says_something(one.because), f"{item.key} was cleared for no reason"
        self._person(one.contact)

    def _person(self, contact: str, email: str = "") -> None:
        if contact or email:
            assert is_a_person(f"{contact}, {email}", self.ours), f"{contact} {email} is no contact"

    def _listed(self, fact: Listed) -> None:
        assert says_something(fact.item.text), f"the list says nothing: {fact.item.text}"
        assert fact.item.list != "trigger" or (fact.item.owner and fact.item.due), "a trigger that no one awaits"
        self._person(fact.item.contact)

    def _closed(self, fact: Closed, today: date) -> None:
        assert says_something(fact.how), f"{fact.list} came off without a how"
        assert fact.day, f"{fact.list} came off on no day"
        assert fact.day <= today, f"{fact.list} came off on a day to come"
        if fact.list == "trigger" and not fact.dropped:
            assert fact.said_by, "a trigger happened, said by no one"
            assert fact.where, "a trigger happened, said nowhere"
        self._person(fact.said_by)

    def _referred(self, fact: Referred) -> None:
        giver = self.watches[fact.deal]
        assert giver.path.won(), "the customer who referred it never bought"
        assert giver.deal.account != self.watch.deal.account, "a customer referred themselves"
        assert not self.watch.parent, "a deal was referred twice"

    def _fits(self, book: Playbook, amount: Money | None, *, known: bool = False) -> None:
        """`known`: the amount must be known where it decides whether the playbook is for the deal."""
        assert fits(book, amount, self.watch.kind), f"{book.name} isn't for this deal"
        made_for = book.made_for
        assert not known or amount or not (made_for.amount_below or made_for.amount_at_least)


def fits(book: Playbook, amount: Money | None, kind: CycleKind) -> bool:
    """Whether a playbook of the walk is for a deal: all of its amounts are in euros."""
    below, kinds = book.made_for.amount_below, book.made_for.kinds
    return (not kinds or kind in kinds) and not (below and amount and amount.amount >= below.amount)


def judge_beginning(watch: Watch, watches: Mapping[str, Watch], open_names: Collection[str]) -> None:
    """A deal that begins: what it carries along, and that no open deal has its name."""
    deal, book = watch.deal, watch.path.playbook
    assert fits(book, deal.amount, deal.kind), f"{book.name} isn't for a {deal.kind}"
    assert deal.name.casefold() not in open_names, f"two open deals are called {deal.name}"
    parent = watches.get(deal.parent)
    same = parent is not None and parent.deal.account == deal.account
    assert same or not deal.evidence, "evidence came along from another customer"
    assert same or not deal.contacts, "contacts came along from another customer"
    for key in deal.evidence:
        assert book.exits[key].carried, f"{key} came along"
