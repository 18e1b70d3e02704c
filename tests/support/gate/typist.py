"""The typist of the random walk: who types on which deal, and the lines that most moves are made of."""

from datetime import timedelta
from random import Random

from process.deal import Deal
from process.gate import missing
from process.needs import NEED_OF
from tests.support.gate.playbooks import PLAYBOOKS
from tests.support.typed_company import TypedCompany

WHY = "because this customer has bought from us for ten years"
CARLA = "Carla Chen, CFO"
SOURCE = "said by Carla Chen in call"


class Typist:
    """Types for a company by a seed, on one of its open deals at a time."""

    def __init__(self, company: TypedCompany, names: tuple[str, ...], random: Random) -> None:
        self.company, self.names, self.random = company, names, random
        self.deals: dict[str, Deal] = {}
        self.focus = ""
        self.tickets: list[str] = []

    def types(self, who: str, line: str, values: dict[str, str] | None = None) -> None:
        """One step of the walk."""
        raise NotImplementedError  # the walk that types knows how

    # On which deal, and who

    @property
    def deal(self) -> Deal:
        """The deal that is typed about."""
        return self.deals[self.focus]

    def opens(self) -> list[Deal]:
        return [deal for deal in self.deals.values() if deal.state == "open"]

    def choose(self, deals: list[Deal]) -> bool:
        """Turn to one of these deals; False where there is none."""
        if not deals:
            return False
        if self.focus not in {deal.id for deal in deals} or self.maybe(0.2):
            self.focus = self.random.choice(deals).id
        return True

    def maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    def one(self) -> str:
        return self.random.choice(self.names)

    def other(self, than: str) -> str:
        """Another one of ours, if there is one."""
        return self.random.choice([name for name in self.names if name != than] or [than])

    def shuffled(self) -> list[str]:
        return self.random.sample(self.names, k=len(self.names))

    @property
    def owner(self) -> str:
        """The owner's name; another account of theirs may type the same."""
        return name_of(self.deal.owner)

    def someone(self) -> str:
        """The owner, more often than not; else anyone."""
        return self.owner if self.maybe(0.7) else self.one()

    def specialist(self) -> str:
        """Someone of the team legal, where there is one."""
        return self.random.choice(self.members() or self.names)

    def members(self) -> tuple[str, ...]:
        """Those of the team legal."""
        raise NotImplementedError  # the walk that types knows how

    def keeper(self) -> str:
        """Who takes deals over, as they are mentioned."""
        return f"<@{'ana' if 'ana' in self.names else self.names[0]}>"

    # Lines

    def on(self, who: str, words: str, values: dict[str, str] | None = None) -> None:
        """Type a line about the deal: `met ? reached x`, the question mark stands for the deal."""
        verb, _, rest = words.partition(" ?")
        self.types(who, f"{verb} #{self.focus}{rest}", values)

    def day(self, days: int) -> str:
        """A day as it is typed, so many from now."""
        return (self.company.now + timedelta(days=days)).date().isoformat()

    def form(self, who: str) -> None:
        """Fill in the form of all that the gate wants from them."""
        wanted = self._wanted()
        reps = {key: value for key, value in wanted.items() if key in self._of_reps()}
        values = dict(reps)
        if "budget" in values:
            values |= {"budget.said_by": "Carla Chen", "budget.where": "call"}
        if "objections" in values:
            del values["objections"]
            if any(it.open for it in self.deal.listed("objection")):
                self.on(who, "objection ? 1 removed they pay in two halves")
            else:
                values["objections.asked"] = "Carla Chen"
        if "obligations" in values:
            del values["obligations"]
            self._obligation(who)
        if self.maybe(0.9):
            self._needs(who)
        if values:
            self.on(who, "met ?", values)
        for key in self.deal.doubted:
            self.on(who, f"confirm ? {key}")

    def _obligation(self, who: str) -> None:
        found = self.deal.listed("obligation")
        if not found:
            self.on(who, "obligation ? training for 20 people")
        number = next((it.number for it in found if it.open), 1)
        self.on(who, f"obligation ? {number} kept all 20 are trained")

    def _needs(self, who: str) -> None:
        book = PLAYBOOKS[self.deal.playbook]
        for one in missing(self.deal, book, self.deal.stage):
            need = NEED_OF.get(one.exit.key, "")
            value = {"amount": self.amount(), "close date": self.day(60), "product": "goods"}.get(need, "standard")
            if need:
                self.on(who, f"set ? {need.replace(' ', '_')} {value}")

    def amount(self) -> str:
        return self.random.choice(["40000 EUR", "40000 EUR", "60000 EUR"])

    def _wanted(self) -> dict[str, str]:
        """What the gate wants, with a good answer to each."""
        good = {
            "reached": CARLA,
            "source": self.random.choice(["calling", "referral"]),
            "problem": "Their printers stop twice a day",
            "gain": "Two hours of work a day in each plant",
            "budget": "40000 EUR",
            "legal": "yes",
            "discount": "The usual one of two percent",
            "visit": self.day(-1),
            "objections": "",
            "signed": "Both sides signed the contract of May",
            "keeper": self.keeper(),
            "obligations": "",
            "welcome": "Everyone found what they looked for",
        }
        lacking = missing(self.deal, PLAYBOOKS[self.deal.playbook], self.deal.stage)
        return {one.exit.key: good[one.exit.key] for one in lacking if one.exit.key in good}

    def _of_reps(self) -> set[str]:
        exits = PLAYBOOKS[self.deal.playbook].exits.values()
        return {it.key for it in exits if it.attest in ("rep", "buyer")}

    def helped(self) -> None:
        """What others have to attest, each tries to: the team, managers, the account manager."""
        wanted, mine = self._wanted(), self._of_reps()
        for key in [key for key in wanted if key not in mine]:
            for who in self.shuffled()[:3]:
                self.on(who, f"met ? {key} {wanted[key]}")
            if key == "legal" and self.maybe(0.5):
                self.on(self.one(), f"clear ? legal {WHY}", {"reason": WHY} if self.maybe(0.3) else None)

    def gate(self, who: str) -> None:
        self.on(who, "advance ?")
        if (approval := self.deal.approval) and approval.live:
            self.tickets.append(f"{approval.id} {approval.version}")

    def decide(self) -> None:
        """Everyone presses the approval's buttons, one after the other."""
        approval = self.deal.approval
        if approval is None or not approval.live:
            self.gate(self.someone())
            return
        bound = f"{approval.id} {approval.version}"
        for who in self.shuffled():
            verb = "decline" if self.maybe(0.08) else "approve"
            reason = self.random.choice([{"reason": "I run this company by myself"}, {"reason": "ok"}, None, None])
            self.types(who, f"{verb} {bound}", reason if verb == "approve" else {"reason": "The price is too low"})
            if self.deal.approval is None or self.deal.approval.state != "asked":
                break
        self.accept(bound)

    def accept(self, bound: str) -> None:
        for who in self.shuffled():
            if self.deal.approval and self.deal.approval.state == "approved":
                self.types(who, f"accept {bound}")


def name_of(person: str) -> str:
    """The name by which a person types: the end of their id."""
    return person.rpartition("-")[2]
