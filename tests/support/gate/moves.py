"""The moves of the random walk, each a few lines with one intent: some honest, most to get around a rule."""

from collections.abc import Callable

from tests.support.gate.slips import Slips
from tests.support.gate.turns import Turns
from tests.support.gate.typist import WHY

PLAYBOOK_NAMES = ("Strict", "Strict", "Strict", "Strict", "Loose", "Tiny", "Again")
COMPANIES = ("Acme", "Acme GmbH", "Globex", "Initech")


class Moves(Slips, Turns):
    """Chooses what is done next, by weights."""

    def step(self) -> None:
        """Do one thing: a line, or a few that belong together."""
        if self.maybe(0.06) or not self.choose(self.opens()):
            self.begin()
            return
        if self.deal.won and self.maybe(0.3):
            self.after_the_win()
            return
        moves = self._weighted()
        self.random.choices([it for _, it in moves], [weight for weight, _ in moves])[0]()

    def _weighted(self) -> list[tuple[int, Callable[[], None]]]:
        """The moves there are, each with its weight."""
        return [
            (10, self.sale),
            (5, self.run),
            (2, self.hurry),
            (6, self.slip),
            (4, self.weaken),
            (3, self.hand_over),
            (3, self.staff),
            (2, self.decide),
            (2, self.turn),
            (1, self.refer),
            (2, self.back),
            (3, self.depose),
            (2, self.lists),
            (2, self.accounts),
            (2, self.send_all_away),
            (2, self.stand_in),
            (2, self.name_late),
            (2, self.change_late),
            (2, self.waive_and_decide),
            (2, self.end),
            (2, self.wait),
        ]

    def begin(self) -> None:
        """A new deal, sometimes with a name that is nearly another's."""
        who, name = self.one(), self.random.choice(COMPANIES)
        anyway = " anyway" if self.maybe(0.4) else ""
        before = set(self.deals)
        self.types(who, f"new {name} on {self.random.choice(PLAYBOOK_NAMES)}{anyway}")
        if fresh := set(self.deals) - before:
            self.focus = fresh.pop()
            if self.maybe(0.8):
                self.form(who)
            for known in (f"amount {self.amount()}", "product goods"):
                if self.maybe(0.4):
                    self.on(who, f"set ? {known}")

    # Honest

    def sale(self) -> None:
        """Go through one gate, each doing their part."""
        who, stage = self.owner, self.deal.stage
        self.form(who)
        self.helped()
        self.gate(who if self.maybe(0.8) else self.one())
        if self.deal.stage == stage and self.deal.approval and self.deal.approval.live:
            self.decide()

    def hurry(self) -> None:
        """Try the gate with nothing in hand, once or again."""
        for _ in range(self.random.choice([1, 2])):
            self.gate(self.someone())

    def run(self) -> None:
        """Go on as far as it goes, and change something of the win where there is one."""
        for _ in range(3):
            if self.deal.state == "open":
                self.sale()
        if self.deal.state == "open" and self.deal.won:
            self.after_the_win()

    # Against four eyes

    def weaken(self) -> None:
        """Waive, clear, lower what is asked, or take a lighter playbook."""
        who = self.someone() if self.maybe(0.5) else self.one()
        why = self.random.choice([WHY, WHY, "because ok"])
        lines = [f"set ? complexity {it}" for it in ("simple", "complex", "complex", "standard")]
        lines += [f"set ? amount {it}" for it in ("40000 EUR", "60000 EUR", "60000 EUR")]
        lines += [f"set ? product {it}" for it in ("goods", "software")]
        lines += [f"playbook move ? to {it}" for it in ("Loose", "Strict", "Tiny", "Again", "Loose")]
        lines += [f"clear ? legal {why}", f"unmet ? {self.random.choice(['problem', 'budget', 'legal'])} {WHY}"]
        self.on(who, self.random.choice(lines))
        if self.maybe(0.3):
            self.on(self.someone(), self.random.choice(lines))

    def waive_and_decide(self) -> None:
        """One waives a few exits, goes on, and tries to decide first."""
        who, why = self.one(), self.random.choice([WHY, WHY, WHY, "because ok"])
        for key in self.random.sample(["reached", "problem", "gain", "budget", "legal", "discount", "visit"], k=4):
            self.on(who, f"waive ? {key} {why}")
        self.form(self.owner)
        self.helped()
        self.gate(self.owner)
        self.press(who)
        self.decide()

    def hand_over(self) -> None:
        """The owner proves it all and hands it over, or takes it back; a former owner then weakens or decides."""
        who, other = self.owner, self.other(self.owner)
        if self.maybe(0.7):
            self.form(who)
        self.on(self.random.choice([who, who, other]), f"assign ? to <@{other}>")
        if self.maybe(0.4):
            self.on(who, f"waive ? {self.random.choice(['problem', 'discount', 'visit'])} {WHY}")
            self.on(who, "set ? complexity simple")
        self.form(self.owner)
        self.helped()
        self.gate(other)
        self.press(who)
        self.decide()

    def asked(self) -> bool:
        """Have the handoff asked for; whether it is waited for then."""
        self.form(self.owner)
        self.helped()
        self.gate(self.random.choice([self.owner, self.owner, self.owner, self.one()]))
        return bool(self.deal.approval and self.deal.approval.live)

    def name_late(self) -> None:
        """Once the handoff is asked for, an admin names another manager, who decides first."""
        if not self.asked():
            return
        late = self.other(self.owner)
        self.types("ada", f"team <@{late}> is no manager")
        self.types("ada", f"team <@{late}> is manager")
        if self.maybe(0.3):
            self.types("ada", f"team <@{self.one()}> is no manager")
        self.press(late)
        self.decide()

    def change_late(self) -> None:
        """Once the handoff is asked for, something changes; then all decide on the older card."""
        if not self.asked():
            return
        changes = ["set ? amount 45000 EUR", "met ? problem Their printers burn twice a day", "set ? product software"]
        self.on(self.owner, self.random.choice(changes))
        for who in self.shuffled():
            for ticket in self.tickets[-1:]:
                self.types(who, f"approve {ticket}", {"reason": "I run this company by myself"})
        self.decide()

    def press(self, who: str) -> None:
        """Press approve, where there is something to approve."""
        if approval := self.deal.approval:
            self.types(who, f"approve {approval.id} {approval.version}")

    def depose(self) -> None:
        """An admin who owns the deal takes the role of those who could decide, and has a friend who decides."""
        boss = self.one()
        self.types("ada", f"team <@{boss}> is admin")
        self.on(self.owner, f"assign ? to <@{boss}>")
        managers = [name for name in ("mia", "max") if name in self.names and name != boss]
        friend = self.random.choice(managers or [self.other(boss)])
        for key in ("discount", "gain", "visit") if self.maybe(0.6) else ():
            self.on(friend, f"waive ? {key} {WHY}")
        self.form(boss)
        for who in self.names:
            if who not in (boss, friend) and self.maybe(0.8):
                self.types(boss, self.random.choice([f"team <@{who}> is no manager", f"team <@{who}> left"]))
        if self.maybe(0.3):
            given = self.random.choice(["manager", "manager", "specialist in legal"])
            self.types(boss, f"team <@{friend}> is {given}")
        self.helped()
        self.gate(boss)
        self.decide()
        for who in self.names:
            if self.maybe(0.8):
                self.types(boss, f"team <@{who}> is back")
        self.types("ada", f"team <@{self.other('ada')}> is manager")

    def stand_in(self) -> None:
        """Someone goes away and has another stand in: the owner for a manager, or a manager for the owner."""
        manager = self.other(self.owner)
        away, acting = self.random.choice([(manager, self.owner), (self.owner, manager)])
        self.types(away, f"away until {self.day(9)} delegate <@{acting}>")
        self.form(self.owner)
        self.helped()
        self.gate(self.owner)
        self.press(acting)
        self.decide()
        if self.maybe(0.7):
            self.types(away, "away off")

    def send_all_away(self) -> None:
        """All others leave, before or after the gate is reached; who is left confirms alone."""
        before = self.maybe(0.5)
        for who in self.names[1:] if before else ():
            self.types("ada", f"team <@{who}> left")
        self.on("ada", "assign ? to <@ada>")
        self.form("ada")
        self.gate("ada")
        for who in () if before else self.names[1:]:
            self.types("ada", f"team <@{who}> left")
        self.on("ada", f"clear ? legal {self.random.choice([WHY, 'because ok'])}")
        self.gate("ada")
        self.decide()
        for who in self.names[1:]:
            if self.maybe(0.9):
                self.types("ada", f"team <@{who}> is back")
