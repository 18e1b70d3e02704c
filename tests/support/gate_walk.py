"""A random walk through the command door: a company of one to six accounts types random lines, each checked."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from bot.store import deals, ledger, people
from process import playbook_file
from process.colleague import Colleague
from process.deal import Deal
from process.facts import Began
from tests.support.gate_watch import Watch
from tests.support.people_and_deal import SMALL_TEXT
from tests.support.typed_company import TypedCompany

STRICT_TEXT = "waivers_each = 2\n" + SMALL_TEXT.replace('attest = "legal"', 'attest = "legal"\nwaivable = false')
_begin, _end = (
    STRICT_TEXT.index('[[stage.exit]]\nkey = "discount"'),
    STRICT_TEXT.index('[[stage.exit]]\nkey = "signed"'),
)
LOOSE_TEXT = (STRICT_TEXT[:_begin] + STRICT_TEXT[_end:]).replace('name = "Small"', 'name = "Loose"')
STRICT, LOOSE = playbook_file.read(STRICT_TEXT), playbook_file.read(LOOSE_TEXT)
PLAYBOOKS = {it.version: it for it in (STRICT, LOOSE)}
LIGHTER = frozenset({(STRICT.version, LOOSE.version)})

NAMES = ("ada", "rob", "mia", "max", "ana", "mim")
LENGTHS = (1, 2, 3, 4, 6, 6)
STEPS = 90
"""How many lines one company types until the next is founded."""

WHY = "because this customer has bought from us for ten years"
PROOF = {
    "reached": "Carla Chen, CFO",
    "budget": "40000 EUR said by Carla Chen in call",
    "legal": "yes",
    "discount": "The usual one of two percent",
    "signed": "The contract of 4 May, by both sides",
    "keeper": "<@ana>",
}


class Walk:
    """A company that types at random, by a seed; each new line of its ledgers is judged at once."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = Random(seed)  # a test's luck, not a secret
        size = self.random.choice(LENGTHS)
        folder.mkdir(parents=True)
        if (template := folder.parent / "empty.db").exists():
            shutil.copy(template, folder / "deals.db")
        emails = {"mim": "mia@ours.example"} if self.random.random() < 0.5 else {"mim": ""}
        names = NAMES[:size] if size > 1 else ("ada",)
        self.company = TypedCompany(folder, names, STRICT_TEXT, emails=emails, more={"loose.toml": LOOSE_TEXT})
        self.names, self.seen, self.watches = names, dict[str, int](), dict[str, Watch]()
        self.before = self._people()
        self._set_up()

    def close(self) -> None:
        self.company.close()

    def _set_up(self) -> None:
        for who, role in (("mia", "manager"), ("max", "manager"), ("ana", "account manager")):
            if who in self.names and self.random.random() < 0.8:
                self.types("ada", f"team <@{who}> is {role}")
        if len(self.names) == 1:
            self.types("ada", "team <@ada> is account manager")

    # What is typed

    def step(self) -> None:
        """Type one line, or a few that belong together."""
        if not self._open():
            who = self.one()
            self.types(who, f"new Acme on {self.random.choice(['Small', 'Small', 'Loose'])}")
            if self.random.random() < 0.8:  # what isn't known counts as reached, so that Legal would be asked
                self.types(who, "set acme amount 40000 EUR")
                self.types(who, "set acme product goods")
            return
        moves = (self.prove, self.prove, self.gate, self.decide, self.hand_over, self.weaken, self.staff, self.turn)
        self.random.choice(moves)()

    def one(self) -> str:
        return self.random.choice(self.names)

    def owner(self) -> str:
        """The owner's name, more often than not; else anyone's."""
        deal = self._open()
        if deal and self.random.random() < 0.7:
            return deal.owner.rpartition("-")[2]
        return self.one()

    def prove(self) -> None:
        if self.random.random() < 0.4:
            who = self.owner()
            for key in ("reached", "budget", "signed", "keeper"):
                self.met(who, key)
            self.gate()
            return
        self.met(self.owner(), self.random.choice(list(PROOF)))

    def hand_over(self) -> None:
        """The owner proves it all, waives or is helped by a waiver, hands it over, and everyone tries to decide."""
        who, other = self.owner(), self.one()
        for key in ("reached", "budget", "signed", "keeper"):
            self.met(who, key)
        if self.random.random() < 0.5:
            self.types(who, f"assign acme to <@{other}>")
        if self.random.random() < 0.4:
            self.types(other, "set acme complexity complex")
            self.types(self.one(), f"waive acme discount {WHY}")
        self.gate()
        self.gate()
        self.decide()

    def met(self, who: str, key: str) -> None:
        value = PROOF[key]
        if key == "keeper":
            value = f"<@{'ana' if 'ana' in self.names else self.names[0]}>"
        self.types(who, f"met acme {key} {value}")

    def gate(self) -> None:
        who = self.owner()
        self.types(who, "advance acme")
        if self.random.random() < 0.6:
            self.types(who, "advance acme")

    def decide(self) -> None:
        deal = self._open()
        if deal is None or deal.approval is None:
            self.gate()
            return
        bound = f"{deal.approval.id} {deal.approval.version}"
        for who in self.random.sample(self.names, k=len(self.names)):
            verb = self.random.choice(["approve", "approve", "approve", "decline"])
            values = {"reason": "I run this company by myself"} if self.random.random() < 0.7 else None
            self.types(who, f"{verb} {bound}", values)
        for who in self.random.sample(self.names, k=min(2, len(self.names))):
            self.types(who, f"accept {bound}")

    def weaken(self) -> None:
        """Waive, clear, lower what is asked, or take a lighter playbook."""
        key = self.random.choice(list(PROOF))
        lines = [f"waive acme {key} {WHY}", f"clear acme {self.random.choice(['legal', 'budget'])} {WHY}"]
        lines += [f"set acme complexity {it}" for it in ("simple", "complex", "complex")]
        lines += [f"set acme amount {it} EUR" for it in ("40000", "60000")]
        lines += [f"set acme product {it}" for it in ("goods", "software")]
        lines += [
            f"unmet acme {key} because it was not so",
            "playbook move acme to Loose",
            "playbook move acme to Small",
        ]
        self.types(self.one(), self.random.choice(lines))
        if self.random.random() < 0.3:
            who = self.one()
            for it in ("reached", "budget", "discount"):
                self.types(who, f"waive acme {it} {WHY}")

    def staff(self) -> None:
        """Give or take a role, a team, an account, a deal; leave, come back, go away."""
        who, other = self.one(), self.one()
        lines = [f"team <@{other}> is {it}" for it in ("manager", "manager", "admin", "account manager")]
        lines += [f"team <@{other}> is no {it}" for it in ("manager", "admin")]
        lines += [f"team <@{other}> is {it} in legal" for it in ("specialist", "specialist", "no specialist")]
        lines += [f"team <@{other}> left", f"team <@{other}> is back", f"team <@{other}> is back"]
        lines += [f"team <@{who}> is also <@{other}>", f"team <@{other}> reports to <@{self.one()}>"]
        admin = who if self.random.random() < 0.3 else "ada"
        self.random.choice(
            (
                lambda: self.types(admin, self.random.choice(lines)),
                lambda: self.types(admin, self.random.choice(lines)),
                lambda: self.types(self.owner(), f"assign acme to <@{other}>"),
                lambda: self.types(who, f"away until 6 May delegate <@{other}>"),
                lambda: self.types(other, "team confirm"),
            )
        )()

    def turn(self) -> None:
        """Back, lost and open again, completed, or the next cycle."""
        lines = ["back acme to find because we begin again", "lose acme because they have no money"]
        lines += [
            "reopen acme because they have money again",
            "next acme referral as Acme",
            "wait acme until 7 May " + WHY,
        ]
        self.types(self.owner(), self.random.choice(lines))

    def types(self, who: str, line: str, values: dict[str, str] | None = None) -> None:
        self.company.types(who, line, values)
        self._judge()

    # What is judged

    def _open(self) -> Deal | None:
        with self.company.store.reading() as tx:
            found = deals.named(tx, self.company.tenant, {"acme"})
            deal = deals.find(tx, self.company.tenant, found[0].id) if found else None
        return deal if deal and deal.state == "open" else None

    def _people(self) -> dict[str, Colleague]:
        with self.company.store.reading() as tx:
            return dict(people.company(tx, self.company.tenant).people)

    def _judge(self) -> None:
        """Every line that came on the ledger of any deal, and the deal as its ledger tells it."""
        now = self._people()
        with self.company.store.reading() as tx:
            found = deals.named(tx, self.company.tenant, {"acme"})
            for brief in found:
                entries = ledger.of_deal(tx, self.company.tenant, brief.id)
                fresh = entries[self.seen.get(brief.id, 0) :]
                self.seen[brief.id] = len(entries)
                for entry in fresh:
                    if isinstance(entry.fact, Began):
                        self.watches[brief.id] = Watch(entry.fact.deal, PLAYBOOKS, self.before, LIGHTER)
                    else:
                        self.watches[brief.id].see(entry, now, self.before)
                if fresh:
                    self._agrees(brief.id, deals.find(tx, self.company.tenant, brief.id))
        self.before = now

    def _agrees(self, deal_id: str, deal: Deal | None) -> None:
        path = self.watches[deal_id].path
        assert deal is not None
        assert (deal.stage, deal.state, deal.owner) == (path.stage, path.state, path.owner)
        assert set(deal.waivers) == path.waived


def walked(folder: Path, seed: int, steps: int, after: Callable[[], object] = lambda: None) -> int:
    """Walk at least so many steps from a seed on, a company after the other; how many were walked.

    Raises AssertionError at the first line that should not have come about. `after` is called after each company.
    """
    done = 0
    for number in _numbers(seed):
        walk = Walk(folder / f"{number}", number)
        try:
            for _ in range(min(STEPS, steps - done)):
                walk.step()
                done += 1
        finally:
            walk.close()
            shutil.rmtree(folder / f"{number}")
        after()
        if done >= steps:
            return done
    return done


def _numbers(seed: int) -> Iterator[int]:
    while True:
        yield seed
        seed += 1
