"""Example deals: a cast, and Acme in every stage, for the examples of each view."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files

from process import course, handoff, lists, playbook_file, proof, walk
from process.approval import Approval
from process.colleague import Colleague, Company
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence
from process.facts import Activity, ApprovalAsked, Changed, Closed, Entry, Fact
from process.list_item import ListItem, ListName
from process.money import Money
from process.outcome import Outcome, Refusal
from process.playbook import Exit, Playbook

NOW = datetime(2027, 5, 3, 9, 30, tzinfo=UTC)
LONG_CONTACT = f"Carla Chen, {'director of operations ' * 8}"
LONG = "Every order is typed in twice, once by the branch and once by head office, and no one trusts either. " * 15
HOSTILE = "<!channel> *Acme* & <b>Söhne</b> [x](https://evil.example) `rm` \u202egnp.exe \u200b@everyone 🦊"

PEOPLE = (
    Colleague("rob", "Rob", boss="mia"),
    Colleague("rita", "Rita", boss="mia"),
    Colleague("mia", "Mia", frozenset({"manager"}), boss="max"),
    Colleague("max", "Max", frozenset({"manager"})),
    Colleague("leo", "Leo", teams=frozenset({"legal", "licensing", "post-sale", "customer success"})),
    Colleague("ana", "Ana", frozenset({"account manager"}), boss="mia"),
    Colleague("ada", "Ada", frozenset({"admin"})),
    Colleague("ivo", "Ivo", active=False),
)
VALUES = {"money": "45000 EUR", "yes/no": "yes", "link": "https://acme.example/contract"}
ANSWERS = {
    "source": "referral",
    "problem": "Every order is typed in twice",
    "contact": "Carla Chen, CFO",
    "responsible": "Carla Chen, CFO",
    "decision": "Carla decides, after their board has seen two offers",
    "mutual_plan": "Pilot in May, offer by 1 June, signature by 1 July",
    "signed_by_us": "mia",
    "account_manager": "ana",
}


@cache
def standard() -> Playbook:
    """The playbook that ships with us."""
    return playbook_file.read(files("process").joinpath("standard.toml").read_text("utf-8"))


def context(by: str = "rob", now: datetime = NOW) -> Context:
    """The standard playbook and the cast, as one of them looks at it."""
    people = {one.id: one for one in PEOPLE}
    return Context(standard(), Company(people), people[by], now, now.date())


class WrongStep(Exception):
    """A step of an example is wrong: the process refuses it, or lets it pass where it was to refuse it."""


def accepted(outcome: Outcome) -> Outcome:
    """The same outcome, where nothing refused it; a handoff that waits for its approval now isn't refused."""
    if outcome.refusal and not any(isinstance(fact, ApprovalAsked) for fact in outcome.facts):
        raise WrongStep(str(outcome.refusal.reason))
    return outcome


class Tale:
    """One deal as it goes along, with its ledger. A step that is refused raises WrongStep.

    Only a gate can be meant to stay shut; why it did is then the `refusal`.
    """

    def __init__(self, name: str = "Acme", owner: str = "rob", days_ago: int = 18) -> None:
        self.now = NOW - timedelta(days=days_ago)
        self.ledger: list[Entry] = []
        self.refusal: Refusal | None = None
        self.deal = self._apply(course.begin(context(owner, self.now), "0a1b2c3d4e5f", name, name), owner)

    def _apply(self, outcome: Outcome, by: str, *, stops: bool = False) -> Deal:
        """As a store would keep it: the deal one version on, and its facts in the ledger."""
        if not stops:
            outcome = accepted(outcome)
        elif outcome.refusal is None:
            raise WrongStep(f"{by} was to be refused: {outcome.facts}")
        self.refusal = outcome.refusal
        self.ledger += [self._entry(fact, by) for fact in outcome.facts]
        self.deal = replace(outcome.deal, version=outcome.deal.version + bool(outcome.facts))
        self.now = min(self.now + timedelta(hours=5), NOW)
        return self.deal

    def _entry(self, fact: Fact, by: str) -> Entry:
        return Entry(fact, by, self.now)

    def at(self, by: str) -> Context:
        """The context of the tale's own moment."""
        return context(by, self.now)

    def change(self, *changes: Changed, by: str = "rob") -> "Tale":
        for one in changes:
            self._apply(course.change(self.deal, self.at(by), one), by)
        return self

    def list(self, of: ListName, text: str, key: str = "", contact: str = "", due: date | None = None) -> "Tale":
        item = ListItem(of, 0, text, "rob", self.now, key, contact, "rob", due or date(2027, 5, 7))
        self._apply(lists.put(self.deal, self.at("rob"), item), "rob")
        return self

    def close(self, of: ListName, number: int, how: str, by: str = "rob") -> "Tale":
        self._apply(lists.close(self.deal, self.at(by), Closed(of, number, how, "Carla Chen", "call")), by)
        return self

    def log(self, activity: Activity, note: str) -> "Tale":
        self._apply(course.log(self.deal, self.at("rob"), activity, note, "Carla Chen"), "rob")
        return self

    def engage(self, team: str) -> "Tale":
        self._apply(lists.engage(self.deal, self.at("rob"), team, "they want their own data terms"), "rob")
        return self

    def prove(self, only: Sequence[str] = ()) -> "Tale":
        """Evidence for this stage's exits, each given by a person who can attest it."""
        for item in standard().at(self.deal.stage).exit:
            if not item.by_list and (item.key in only or not only):
                by = {"rep": "rob", "buyer": "rob", "manager": "mia"}.get(item.attest, "leo")
                by = "ana" if self.deal.account_manager and by == "rob" else by
                self._apply(proof.meet(self.deal, self.at(by), [self._evidence(item, by)]), by)
        return self

    def _evidence(self, item: Exit, by: str) -> Evidence:
        values = VALUES | {"date": self.now.date().isoformat()}
        plain = "Carla Chen, CFO" if item.kind == "contact" else f"{item.name}: as Carla Chen showed us"
        value = ANSWERS.get(item.key) or values.get(item.kind, plain)
        said = ("Carla Chen, CFO", "call") if item.attest == "buyer" else ("", "")
        return Evidence(item.key, value, item.attest, by, self.now, *said)

    def waive(self, key: str, reason: str, by: str = "max") -> "Tale":
        self._apply(proof.waive(self.deal, self.at(by), key, reason), by)
        return self

    def advance(self, to: str = "", by: str = "rob", *, stops: bool = False) -> "Tale":
        """Through the gate, or ask for its handoff; it `stops` where something is missing or awaited."""
        self.now = min(self.now + timedelta(days=2), NOW)
        self._apply(walk.advance(self.deal, self.at(by), f"{len(self.ledger):012x}", to), by, stops=stops)
        return self

    def send_back(self, to: str, reason: str, by: str = "rob") -> "Tale":
        self._apply(walk.send_back(self.deal, self.at(by), to, reason), by)
        return self

    @property
    def approval(self) -> Approval:
        if self.deal.approval is None:
            raise LookupError("this tale has no approval")
        return self.deal.approval

    def approve(self, by: str = "mia") -> "Tale":
        self._apply(handoff.approve(self.deal, self.at(by), self.approval.ticket), by)
        return self

    def decline(self, reason: str, by: str = "mia") -> "Tale":
        self._apply(handoff.decline(self.deal, self.at(by), self.approval.ticket, reason), by)
        return self

    def accept(self, by: str = "ana") -> "Tale":
        self._apply(handoff.accept(self.deal, self.at(by), self.approval.ticket), by)
        return self


def qualifying(name: str = "Acme") -> Tale:
    """A deal in Qualification, with an amount."""
    amount = Changed("amount", "", amount=Money.of("45000 EUR"))
    return Tale(name).change(amount).prove(["source", "contact"]).advance()


def discussing() -> Tale:
    """A deal in Discussion with an open objection, a waiver, a trigger, and Legal engaged."""
    tale = qualifying().waive("budget", "Their budget round is in June, and the board has agreed")
    tale.prove(["problem", "responsible", "decision"]).list("buyer step", "Admits the problem", "problem_admitted")
    tale.advance().prove().list("trigger", "The board sees the pilot's figures").advance().prove().advance()
    tale.list("objection", "Our data may not leave the country", contact="Wes Ward, CIO").engage("legal")
    return tale.log("call", "They like the pilot and fear the move")


def went_back() -> Tale:
    """A deal that was sent back from Discussion to Qualification."""
    tale = discussing()
    tale.send_back("qualification", "Their budget was cut")
    return tale


def handing_over() -> Tale:
    """A deal whose handoff into Closing waits for a manager."""
    tale = discussing().close("objection", 1, "Kept on their own servers")
    return tale.change(
        Changed("product", "", product="goods"),
        Changed("close date", "", close_date=date(2027, 6, 1)),
        Changed("complexity", "standard", complexity="standard"),
    ).advance()


def accepting() -> Tale:
    """A deal whose handoff into Account Management a manager approved; Ana is to accept it."""
    tale = handing_over().approve().close("trigger", 1, "The board saw them").list("obligation", "Train 40 people")
    return (
        tale.prove([item.key for item in standard().at("closing").exit if item.key != "customer_success"])
        .advance()
        .approve()
    )


def caring() -> Tale:
    """A deal in Account Management, with one payment in and one to come."""
    tale = accepting().accept().list("payment", "First half, 22,500 EUR").list("payment", "Second half, 22,500 EUR")
    return tale.close("payment", 1, "On the bank statement of the day", by="ana")


def completed() -> Tale:
    """A deal that has come all the way."""
    tale = caring().close("payment", 2, "On the bank statement", by="ana")
    return tale.close("obligation", 1, "All 40 trained", by="ana").prove().advance(by="ana")


def hostile() -> Tale:
    """A deal whose every word wants to be something else than words."""
    tale = qualifying("Acme").change(Changed("name", "Acme", name=HOSTILE))
    tale.list("objection", HOSTILE, contact=HOSTILE).list("trigger", HOSTILE).list("buyer step", HOSTILE)
    return tale.log("meeting", HOSTILE).waive("budget", HOSTILE)


def long() -> Tale:
    """A deal with all that is long and many."""
    tale = qualifying().change(Changed("name", "Acme", name="Acme Holdings of the Greater North and East " * 5))
    for number in range(14):
        tale.list("objection", f"{number} {LONG}", contact=LONG_CONTACT).list("payment", f"{number} {LONG}")
    return tale.waive("budget", LONG)
