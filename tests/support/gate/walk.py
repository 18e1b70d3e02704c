"""A random walk by commands: companies of one to six accounts type, and each line is judged at once."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

from sqlalchemy import Connection, bindparam, select

from bot.store import deals, people, team_ledger
from bot.store.deal_json import read_fact
from bot.store.schema.tables import ledger
from process.facts import Began, Entry
from tests.support.empty_database import empty_database
from tests.support.gate.facts import Facts, judge_beginning
from tests.support.gate.moves import Moves
from tests.support.gate.our_people import OurPeople
from tests.support.gate.playbooks import LIGHTER, MORE_TEXTS, PLAYBOOKS, STRICT_TEXT
from tests.support.gate.typist import name_of
from tests.support.gate.watch import Watch
from tests.support.typed_company import TypedCompany

COMPANIES = (
    *(("ada",), ("ada", "mia"), ("ada", "rob", "mia"), ("ada", "mia", "mim"), ("ada", "rob", "mia", "ana")),
    *(("ada", "rob", "mia", "max", "ana"), ("ada", "rob", "mia", "max", "ana", "mim")),
    *(("ada", "rob", "mia", "max", "ana", "mim"), ("ada", "rob", "mia", "max", "ana", "mim")),
)
SECOND_EMAILS = ("mia.second@ours.example", "mia@ours.example", "", "")
"""The work e-mail of Mia's second account: another, the same, or none as yet."""
STEPS = 150
"""How many lines one company types until the next is founded."""
LEGAL_FORMS = (" gmbh", " ltd")
SINCE = select(ledger).where(ledger.c.tenant == bindparam("tenant"), ledger.c.at == bindparam("at"))
SINCE = SINCE.order_by(ledger.c.deal, ledger.c.version, ledger.c.line)


class Enough(Exception):
    """The walk is as long as it should be."""


class Walk(Moves):
    """A company that types at random, by a seed; `budget` is how many lines are typed at most."""

    def __init__(self, folder: Path, seed: int, budget: int) -> None:
        luck = Random(seed)  # a test's luck, not a secret
        names = luck.choice(COMPANIES)
        emails = {"mim": luck.choice(SECOND_EMAILS)}
        company = TypedCompany(folder, names, STRICT_TEXT, emails=emails, more=MORE_TEXTS)
        super().__init__(company, names, luck)
        self.tenant, self.steps, self.budget = company.tenant, 0, budget
        self.watches: dict[str, Watch] = {}
        self.last = ""
        with company.store.reading() as tx:
            self.ours = OurPeople(dict(people.company(tx, self.tenant).people))
        self.ids = {name_of(person): person for person in self.ours.people}
        self.ids |= {name: self.ids["mia"] for name in names if name not in self.ids}
        # an account with the same e-mail is the same person
        self.ours.emails = {person: company.speaker(name_of(person)).email for person in self.ours.people}

    def walk(self) -> int:
        """Do moves until the budget is spent; how many lines were typed."""
        try:
            self._set_up()
            while True:
                self.step()
        except Enough:
            return self.steps

    def _set_up(self) -> None:
        roles = [("mia", "manager"), ("max", "manager"), ("ana", "account manager"), ("rob", "specialist in legal")]
        for who, role in roles:
            if who in self.names and self.maybe(0.8):
                self.types("ada", f"team <@{who}> is {role}")
        if len(self.names) < 4:
            self.types("ada", "team <@ada> is account manager")

    def types(self, who: str, line: str, values: dict[str, str] | None = None) -> None:
        """One step: a line is typed, and all that came of it is judged."""
        if self.steps >= self.budget:
            raise Enough
        self.steps += 1
        self.last = f"{who}: {line} {values or ''}"
        self.company.types(who, line, values)
        person = self.ids[who]
        self.ours.emails[person] = self.ours.emails[person] or self.company.speaker(who).email
        self._claimed(person, line)
        self._judge(person, line)

    def _claimed(self, person: str, line: str) -> None:
        """Note who an admin says is also another."""
        words = line.split()
        if words[0] == "team" and "also" in words and "admin" in self.ours.people[person].roles:
            first, second = (self.ids.get(word.strip("<@>"), "") for word in (words[1], words[-1]))
            self.ours.claims.add((second, first))

    def members(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if "legal" in self.ours.people[self.ids[name]].teams)

    # What is judged

    def _judge(self, person: str, line: str) -> None:
        """Every line that came on the ledger of any deal, the deals as their ledgers tell them, and our people."""
        at = self.company.now
        with self.company.store.reading() as tx:
            rows = tx.execute(SINCE, {"tenant": self.tenant, "at": at}).all()
            for row in rows:
                self._see(row.deal, Entry(read_fact(row.kind, row.body), row.by, row.at, row.link), line)
            for deal_id in {row.deal for row in rows}:
                self._agrees(tx, deal_id)
            self._staffed(tx, person, at)

    def _see(self, deal_id: str, entry: Entry, line: str) -> None:
        if isinstance(entry.fact, Began):
            deal = entry.fact.deal
            self.watches[deal_id] = Watch(deal, PLAYBOOKS, self.ours, LIGHTER)
            judge_beginning(self.watches[deal_id], self.watches, self._open_names(line))
            self.deals[deal_id] = deal
            return
        watch = self.watches[deal_id]
        ours = {name_of(person) for person in self.ours.people} | set(self.ours.emails.values()) - {""}
        Facts(watch, self.watches, ours).see(entry)
        watch.see(entry)

    def _open_names(self, line: str) -> set[str]:
        """The names that a new deal can't have: those of open deals, and nearly those where it wasn't said anyway."""
        names = {deal.name.casefold() for deal in self.opens()}
        if line.endswith("anyway") or not line.startswith("new"):
            return names
        bare = {_bare(name) for name in names}
        return names | bare | {name + form for name in bare for form in LEGAL_FORMS}

    def _agrees(self, tx: Connection, deal_id: str) -> None:
        """The stored deal is what its ledger says."""
        deal, path = deals.find(tx, self.tenant, deal_id), self.watches[deal_id].path
        assert deal is not None
        assert (deal.stage, deal.state, deal.owner) == (path.stage, path.state, path.owner)
        assert (deal.account_manager, set(deal.waivers), set(deal.doubted)) == (path.keeper, path.waived, path.doubted)
        assert (deal.won is not None) is path.signed
        self.deals[deal_id] = deal

    def _staffed(self, tx: Connection, person: str, at: datetime) -> None:
        """Each change of our people is in the company's ledger, with who made it."""
        now = dict(people.company(tx, self.tenant).people)
        if found := self.ours.take(now, person, at):
            said = {(it.person, it.what, it.by, it.at) for it in team_ledger.latest(tx, self.tenant, len(found))}
            assert said == {(name, what, person, at) for name, what in found}, "a change of our people isn't written"


def _bare(name: str) -> str:
    """A company's name without its legal form."""
    for form in LEGAL_FORMS:
        name = name.removesuffix(form)
    return name


def walked(
    folder: Path,
    seed: int,
    steps: int,
    after: Callable[[int], object] = lambda done: None,
    kind: type[Walk] = Walk,
) -> int:
    """Walk so many lines from a seed on, a company after the other; how many were typed.

    Raises AssertionError at the first line that should not have come about, with the line. `after` is called after
    each company with the lines typed so far.
    """
    done = 0
    folder.mkdir(parents=True, exist_ok=True)
    empty = folder / "empty.db"
    empty_database(empty)
    while done < steps:
        place = folder / f"{seed}"
        place.mkdir(parents=True)
        shutil.copy(empty, place / "deals.db")
        walk = kind(place, seed, min(STEPS, steps - done))
        try:
            done += walk.walk()
        except AssertionError as found:
            raise AssertionError(
                f"{str(found) or 'the deal is not what its ledger says'}; after {done + walk.steps} steps, "
                f"seed {seed}, {walk.last}"
            ) from found
        finally:
            walk.company.close()
            shutil.rmtree(place)
        seed += 1
        after(done)
    return done
