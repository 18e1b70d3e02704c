"""Moves of the random walk that turn something: who is who among us, and which way a deal goes."""

from datetime import timedelta

from process.deal import Deal
from tests.support.gate.typist import WHY, Typist

LOST = (
    "lose ? as price because a rival was cheaper",
    "lose ? because they have no money",
    "lose ? as weather because rain",
)
OTHERS = ("Nexus", "Umbra")


class Turns(Typist):
    """Roles, teams and accounts come and go; deals go back, end, are opened again, and lead to others."""

    def staff(self) -> None:
        """Give or take a role, a team, an account, a deal; leave, come back, go away."""
        who, other = self.one(), self.one()
        lines = [f"team <@{other}> is {it}" for it in ("manager", "manager", "admin", "account manager")]
        lines += [f"team <@{other}> is no {it}" for it in ("manager", "admin")]
        lines += [f"team <@{other}> is {it} in legal" for it in ("specialist", "specialist", "no specialist")]
        lines += [f"team <@{other}> left", f"team <@{other}> is back", f"team <@{other}> is back"]
        lines += [f"team <@{other}> reports to <@{self.one()}>"]
        admin = who if self.maybe(0.2) else "ada"
        if self.maybe(0.6):
            self.types(admin, self.random.choice(lines))
        elif self.maybe(0.5):
            self.on(self.someone(), f"assign ? to <@{other}>")
        else:
            self.types(who, f"away until {self.day(9)} delegate <@{other}>")

    def accounts(self) -> None:
        """Two accounts are linked, or turn out to have one e-mail; one then owns the deal, and the other decides."""
        second = "mim" if "mim" in self.names else self.one()
        first = self.other(second)
        if second == "mim" and self.maybe(0.8):
            first = "mia"
        if self.company.emails.get("mim") == "" and self.maybe(0.5):
            self.company.emails["mim"] = "mia@ours.example"
        if self.maybe(0.3):
            self.types("ada", f"team <@{first}> is also <@{second}>")
            self.types(self.random.choice([second, second, first]), "team confirm")
        self.types("ada", f"team <@{second}> is {self.random.choice(['manager', 'manager', 'specialist in legal'])}")
        owner, decider = self.random.sample([first, second], k=2)
        self.on(self.owner, f"assign ? to <@{owner}>")
        self.form(owner)
        self.helped()
        self.gate(owner)
        if approval := self.deal.approval:
            self.types(decider, f"approve {approval.id} {approval.version}")
        self.decide()

    def back(self) -> None:
        """Send it back, and try to go on as if nothing had been said."""
        who = self.someone()
        self.on(who, f"back ? to {self.random.choice(['find', 'agree', 'sign'])} because we begin again")
        for key in self.deal.doubted:
            if self.maybe(0.4):
                self.on(self.one(), f"confirm ? {key}")
        self.gate(self.owner)
        if self.maybe(0.5):
            self.form(self.owner)
            self.gate(self.owner)
            self.decide()

    def wait(self) -> None:
        """Time passes while a deal rests, or while its handoff is waited for: then all decide on the older card."""
        if self.maybe(0.3):
            self.on(self.someone(), f"wait ? until {self.day(5)} {WHY}")
        if self.deal.approval is None or not self.deal.approval.live:
            self.form(self.owner)
            self.helped()
            self.gate(self.owner)
        self.company.now += timedelta(days=self.random.choice([1, 4, 30]))
        if approval := self.deal.approval:
            for who in self.shuffled():
                self.types(who, f"approve {approval.id} {approval.version}", {"reason": "I run this by myself"})

    def turn(self) -> None:
        """The deal leads to another, came by one, or a stage is skipped."""
        kind = self.random.choice(["renewal", "up-sell", "cross-sell", "referral", "referral"])
        lines = [f"next ? {kind} as {self.random.choice(OTHERS)} {self.random.randrange(99)}", f"next ? {kind}"]
        lines += ["advance ? to sign", "advance ? to keep"]
        self.on(self.someone(), self.random.choice(lines))
        if self.maybe(0.5):
            self.refer()

    def refer(self) -> None:
        """Say which customer of ours referred a deal, whether one did or not, once and again."""
        won = [deal.account for deal in self.deals.values() if deal.won]
        if won and not self._unreferred():
            self.types(self.one(), f"new {self.random.choice(OTHERS)} {self.random.randrange(99)} on Strict")
        self.focus = self.random.choice([*self._unreferred(), self.deal]).id
        if self.maybe(0.7):
            self.on(self.owner, f"met ? source {self.random.choice(['referral', 'referral', 'calling'])}")
        for _ in range(2):
            self.on(self.owner, f"referral ? from {self.random.choice([*won, *won, self.deal.account])}")

    def _unreferred(self) -> list[Deal]:
        """Open deals that no customer gave us yet."""
        return [deal for deal in self.opens() if not deal.won and not deal.parent]

    def end(self) -> None:
        """A deal ends, and perhaps is opened again."""
        who = self.someone()
        ends = [*LOST, f"withdraw ? {WHY}", f"withdraw ? {WHY}", f"churn ? {WHY}"]
        self.on(who, self.random.choice(ends))
        if self.maybe(0.4):
            self.on(who, "lose ? as timing")
        if self.maybe(0.6):
            self.on(self.someone(), f"reopen ? {WHY}")

    def after_the_win(self) -> None:
        """Change what was won, let it end, or send it back and do so then; or go on with another deal."""
        if self.maybe(0.25):
            self.random.choice((self.turn, self.refer))()
            return
        if self.maybe(0.2):
            self.on(self.someone(), "back ? to agree because we begin again")
        if self.maybe(0.5):
            changes = [f"amount {it}" for it in ("45000 EUR", "40000 USD", "45000 USD")]
            changes += ["product software", "complexity complex", f"close_date {self.day(90)}", "name Acme at last"]
            self.on(self.someone(), f"set ? {self.random.choice(changes)}")
            return
        line = self.random.choice([*LOST[:2], f"withdraw ? {WHY}", f"withdraw ? {WHY}", f"churn ? {WHY}"])
        for who in self.shuffled()[:3]:
            if self.deal.state == "open":
                self.on(who, line)
        if self.deal.state != "open" and self.maybe(0.7):
            self.on(self.someone(), f"reopen ? {WHY}")
